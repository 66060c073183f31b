"""Somebody appointed for a meeting who has taken it up."""

from __future__ import annotations

from hearing_state.actions import Context
from meetings.crew.actions.accept import Accept, accept
from meetings.crew.actions.appoint import Appoint, appoint
from meetings.crew.crew import Task
from tests.meetings.floor.gathering import Gathering
from tests.meetings.world import signed_in
from tests.questions.world import person


async def serves(here: Gathering, task: Task, *languages: str, given: str = "Динара") -> Context:
    made = await appoint(
        here.chair, Appoint(meeting=here.meeting.ref, task=task, languages=languages, name=f"{given} С.")
    )
    one = here.now(signed_in(here.world.visitor, await person(given, "Сейітова")))
    await accept(one, Accept(meeting=here.meeting.ref, code=made.code.lower()))
    return one
