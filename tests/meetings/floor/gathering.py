"""An okrug's meeting with its hall: who chairs, and residents with a hand each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from hearing_state.actions import Context
from meetings.floor import queries
from meetings.floor.actions.enter import Enter, enter
from meetings.floor.actions.give_turn import GiveTurn, give_turn
from meetings.floor.actions.open_floor import OpenFloor, open_floor
from meetings.floor.actions.raise_hand import RaiseHand, raise_hand
from meetings.floor.queries import Hall
from meetings.schedule.meeting import Meeting
from tests.agencies.country import QARAAUYL
from tests.meetings.world import World, at_moment, signed_in, world
from tests.questions.world import person
from tests.support.contexts import AsRole


@dataclass
class Gathering:
    """``minutes``: how far into the meeting everybody stands."""

    world: World
    meeting: Meeting
    minutes: float = 1

    def now(self, context: Context) -> Context:
        return at_moment(context, self.meeting.starts_at + timedelta(minutes=self.minutes))

    @property
    def chair(self) -> Context:
        return self.now(self.world.clerk)

    async def resident(self, given: str = "Сәуле", **more: Any) -> Context:
        """Somebody who came in and agreed to be recorded."""
        one = self.now(signed_in(self.world.visitor, await person(given, "Ахметова")))
        given_wish = {
            "meeting": self.meeting.ref,
            "place": QARAAUYL,
            "language": "kk",
            "consent": True,
            **more,
        }
        await enter(one, Enter(**given_wish))
        return one

    async def with_hand(self, given: str = "Сәуле", **more: Any) -> Context:
        one = await self.resident(given, **more)
        await raise_hand(one, RaiseHand(meeting=self.meeting.ref))
        return one

    async def hall(self, context: Context | None = None) -> Hall:
        found = await queries.hall(self.now(context or self.world.visitor), self.meeting.ref)
        assert isinstance(found, Hall)
        return found

    async def give(self, **wish: Any) -> None:
        await give_turn(self.chair, GiveTurn(meeting=self.meeting.ref, **wish))


async def gathering(as_: AsRole) -> Gathering:
    here = await world(as_)
    meeting = await here.live()
    made = Gathering(here, meeting)
    await open_floor(made.chair, OpenFloor(meeting=meeting.ref))
    return replace(made)
