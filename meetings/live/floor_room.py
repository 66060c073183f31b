"""What the sockets know of a hall: so far the meeting alone. Hands, turns and polls come with the room that keeps the floor."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.errors import Unavailable
from meetings.schedule import queries as schedule
from meetings.schedule.meeting import State


@dataclass(frozen=True)
class MeetingView:
    version: int
    state: State
    title_kk: str
    title_ru: str
    holders: frozenset[UUID] = frozenset()
    over_at: datetime | None = None

    @property
    def is_over(self) -> bool:
        return self.state not in {State.PLANNED, State.ANNOUNCED, State.LIVE}

    def for_all(self, language: str) -> Mapping[str, Any]:
        return {"meeting": self.state.value, "title": self.title_ru if language == "ru" else self.title_kk}

    def mine(self, person: UUID | None) -> Mapping[str, Any]:
        del person
        return {}


class FloorRoom:
    async def look(self, context: Context, ref: str) -> MeetingView:
        found = await schedule.meeting(context, ref)
        return MeetingView(list(State).index(found.state), found.state, found.title_kk, found.title_ru)

    async def raise_hand(self, context: Context, ref: str, language: str) -> None:
        del context, ref, language
        raise Unavailable("live.unavailable")

    async def lower_hand(self, context: Context, ref: str) -> None:
        del context, ref
        raise Unavailable("live.unavailable")

    async def vote(self, context: Context, ref: str, poll: int, choice: int) -> None:
        del context, ref, poll, choice
        raise Unavailable("live.unavailable")

    async def end_overdue(self, context: Context, ref: str) -> None:
        del context, ref
