"""The demo shows every face of taking part, and may be loaded again."""

from __future__ import annotations

from hearing_state.main import demo
from hearing_state.main.house import OpenHouse
from hearing_state.people.demo import load as load_people
from meetings.registration import queries
from meetings.registration.demo import load
from meetings.schedule import queries as schedule
from meetings.schedule.demo import refs
from tests.meetings.registration.hall import Hall
from tests.support.contexts import NOON, AsRole


async def test_a_full_hall_wishes_and_listening_points(db, as_: AsRole):
    context = as_("system", at=NOON)
    house: OpenHouse = Hall.house_of(context.settings)
    await demo.load(house)
    known = await refs(context)
    report = await schedule.meeting(context, known["report"])
    counts = await queries.counts(context, report)
    assert (counts.hall, counts.waiting) == (8, 4)
    village = await schedule.meeting(context, known["village"])
    counts = await queries.counts(context, village)
    assert (counts.points, counts.points_asked) == (1, 1)
    assert [each.name for each in await queries.listed_points(context, village.id)] == ["Ауылдық кітапхана"]
    await load(context, await load_people(context))
    assert await queries.counts(context, village) == counts
