"""The media engine of a meeting, for the signalling processes: found by its placement, moved when its node has died."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from hearing_state.actions import Context, by_law
from meetings.media.control.door import Door
from meetings.media.engine import MediaEngine
from meetings.media.remote import RemoteEngine
from meetings.nodes import queries
from meetings.nodes.actions.place_meeting import PlaceMeeting, place_meeting
from meetings.nodes.node import Placed


@dataclass(frozen=True)
class Carried:
    """The engine that carries a meeting now. When ``placed`` differs from what it was, nothing of the meeting is there yet:
    open the room, give the floor to those who have it, and let everybody join again.
    """

    engine: MediaEngine
    placed: Placed


class Engines:
    """One for each signalling process. ``key`` is the media nodes' shared key (`Settings.media_key_bytes`)."""

    def __init__(self, key: bytes) -> None:
        self._key = key
        self._open: dict[tuple[UUID, UUID, str], RemoteEngine] = {}

    async def of(self, context: Context, meeting: UUID) -> Carried:
        """Raises Unavailable when no node lives. Ask again when the engine says Unavailable, and every second or two besides:
        a node whose network is gone says nothing at all.
        """
        placed = await queries.where(context, meeting)
        if placed is None:
            placed = await by_law(context, place_meeting, PlaceMeeting(meeting=meeting))
        place = (placed.node, placed.life, placed.address)
        if place not in self._open:
            await self._forget(placed.node)
            self._open[place] = RemoteEngine(Door.at(placed.address), self._key)
        return Carried(self._open[place], placed)

    async def _forget(self, node: UUID) -> None:
        """Connections to former lives of a node."""
        for place in [each for each in self._open if each[0] == node]:
            await self._open.pop(place).close()

    async def close(self) -> None:
        for each in self._open.values():
            await each.close()
        self._open.clear()
