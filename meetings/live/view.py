"""What the hall's sockets need to know of a meeting, and ask of it: the words between this room and the one that keeps the floor. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from hearing_state.actions import Context


@dataclass(frozen=True, slots=True)
class Booth:
    """An interpreter's microphone. ``hears``: the channel that she interprets from."""

    channel: str
    hears: str
    is_muted: bool


@dataclass(frozen=True, slots=True)
class Caption:
    """``text`` is empty where it was taken back."""

    n: int
    language: str
    text: str


class View(Protocol):
    """A meeting's hall at one version. A later one has a higher ``version``."""

    @property
    def version(self) -> int: ...

    @property
    def is_over(self) -> bool: ...

    @property
    def holders(self) -> frozenset[UUID]:
        """Who has the floor."""
        ...

    @property
    def over_at(self) -> datetime | None:
        """When the server ends the present turn, whatever a device does."""
        ...

    @property
    def booths(self) -> Mapping[UUID, Booth]:
        """Who interprets: she may publish without the floor, and is heard on her channel alone."""
        ...

    def agrees(self, person: UUID | None) -> bool | None:
        """Whether she agreed in this hall to be heard and recorded. None: nobody asked her there."""
        ...

    def for_all(self, language: str) -> Mapping[str, Any]:
        """What everybody sees, in that language."""
        ...

    def mine(self, person: UUID | None) -> Mapping[str, Any]:
        """What only she sees: her hand, her place, when her turn will come."""
        ...


class Floor(Protocol):
    """Errors are the house's. All that changes something goes through its action, as whoever acts in the context."""

    async def look(self, context: Context, ref: str) -> View: ...

    async def captions(self, context: Context, ref: str) -> Sequence[Caption]:
        """The newest of each language."""
        ...

    async def raise_hand(self, context: Context, ref: str, language: str) -> None: ...

    async def lower_hand(self, context: Context, ref: str) -> None: ...

    async def vote(self, context: Context, ref: str, poll: int, choice: int) -> None: ...

    async def end_overdue(self, context: Context, ref: str) -> None:
        """End the turn whose time is over; nothing where none is."""
        ...
