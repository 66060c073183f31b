"""Who has the floor of a meeting and whose picture is shown. The server decides; what a device does changes nothing. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from hearing_state.errors import Conflict, Forbidden
from meetings.media.limits import RoomLimits


class Stage:
    """Persons are told apart by references that mean nothing outside of the meeting."""

    def __init__(self, limits: RoomLimits) -> None:
        self._limits = limits
        self._speakers: list[str] = []
        self._pictures: list[str] = []

    @property
    def speakers(self) -> Sequence[str]:
        """In the order in which they got the floor."""
        return tuple(self._speakers)

    @property
    def pictures(self) -> Sequence[str]:
        """Whose picture goes to the listeners, in the order of the stage."""
        return tuple(self._pictures)

    def give_floor(self, person: str) -> None:
        """Let her publish, and show her picture as long as there is a place. Conflict when the stage is full."""
        if person in self._speakers:
            return
        if len(self._speakers) >= self._limits.publishers:
            raise Conflict("media.stage_full", most=self._limits.publishers)
        self._speakers.append(person)
        if len(self._pictures) < self._limits.pictures:
            self._pictures.append(person)

    def end_floor(self, person: str) -> None:
        if person in self._speakers:
            self._speakers.remove(person)
        self.hide(person)

    def check_floor(self, person: str) -> None:
        """Forbidden when she may not publish."""
        if person not in self._speakers:
            raise Forbidden("media.not_on_stage")

    def show(self, person: str) -> None:
        """Show her picture too. Conflict when all places are taken."""
        self.check_floor(person)
        if person in self._pictures:
            return
        if len(self._pictures) >= self._limits.pictures:
            raise Conflict("media.too_many_pictures", most=self._limits.pictures)
        self._pictures.append(person)

    def hide(self, person: str) -> None:
        if person in self._pictures:
            self._pictures.remove(person)
