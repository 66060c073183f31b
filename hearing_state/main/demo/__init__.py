"""The demo: a small country where people already ask and are answered. Made through the same actions as everything."""

from __future__ import annotations

from hearing_state.agencies import demo as bodies
from hearing_state.db import value
from hearing_state.main.demo import meetings
from hearing_state.main.demo.telling import Teller
from hearing_state.main.house import OpenHouse
from hearing_state.people import demo as people
from hearing_state.territories.command import load_demo as load_places
from petitions.considering import demo as petitions


async def load(house: OpenHouse) -> str:
    """Load what is not there yet and say what is there. May be called at every start."""
    context = house.context()
    await load_places(context)
    await bodies.load(context)
    known = await people.load(context)
    if not await value("SELECT 1 FROM questions_question LIMIT 1"):
        await Teller(context, known).tell_all()
    await meetings.load(context, known)
    await petitions.load(context, known)
    return "demo: " + ", ".join([f"{await value(sql)} {name}" for name, sql in _COUNTED])


_COUNTED = (
    ("places", "SELECT count(*) FROM territories_place WHERE closed_on IS NULL"),
    ("questions", "SELECT count(*) FROM questions_question"),
    ("meetings", "SELECT count(*) FROM schedule_meeting"),
    ("petitions", "SELECT count(*) FROM drafting_petition"),
)
