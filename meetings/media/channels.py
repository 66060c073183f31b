"""The sound channels of a meeting: who interprets into which, and whose voices a listener of a channel hears. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from hearing_state.errors import Invalid
from meetings.media.loudness import AUDIBLE

FLOOR = "floor"
LANGUAGES = ("kk", "ru", "en")
SILENT_SECONDS = 3.0
"""Without a word from the interpreter: then her listeners hear the floor, with its applause and its silence, until she goes on."""


class Channels:
    """Persons are told apart as on the stage. One interpreter for each channel; whoever comes later takes it over."""

    def __init__(self) -> None:
        self._speaks: dict[str, str] = {}
        """Channel to interpreter."""
        self._spoke_at: dict[str, float] = {}
        self._muted: set[str] = set()

    @property
    def interpreters(self) -> Iterable[str]:
        """Never heard on the floor, never the active speaker."""
        return self._speaks.values()

    def interpret(self, person: str, channel: str | None, *, muted: bool = False) -> None:
        """She speaks into this channel from now on, or is silent in it; None: into none. Raises Invalid for a channel that there is not."""
        if channel is not None and channel not in LANGUAGES:
            raise Invalid("media.no_such_channel", field="channel")
        self._muted.discard(person)
        if muted:
            self._muted.add(person)
        if channel is not None and self._speaks.get(channel) == person:
            return
        self._speaks = {one: who for one, who in self._speaks.items() if who != person}
        self._spoke_at.pop(person, None)
        if channel is not None:
            gone = self._speaks.get(channel)
            self._spoke_at.pop(gone or "", None)
            self._speaks[channel] = person

    def look(self, levels: Mapping[str, float], now: float) -> None:
        """``levels`` of the interpreters, in decibels below full scale; ``now`` of the steady clock."""
        for person, level in levels.items():
            if level <= AUDIBLE:
                self._spoke_at[person] = now

    def heard_on(self, channel: str, listener: str, now: float) -> str | None:
        """The interpreter whom this listener of the channel hears; None where it is the floor.

        Nobody hears herself: an interpreter who listens to her own channel hears the floor.
        """
        person = self._speaks.get(channel)
        if person is None or person == listener or person in self._muted:
            return None
        spoke_at = self._spoke_at.get(person)
        return person if spoke_at is not None and now - spoke_at < SILENT_SECONDS else None


def check(channel: str) -> None:
    """Raises Invalid for a channel that there is not."""
    if channel != FLOOR and channel not in LANGUAGES:
        raise Invalid("media.no_such_channel", field="channel")
