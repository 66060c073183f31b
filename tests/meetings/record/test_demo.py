"""The demo of the room, and its part of a whole life."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hearing_state.actions import ACTIONS
from hearing_state.agencies import demo as bodies
from hearing_state.agencies.demo import DISTRICT
from hearing_state.clock import FrozenClock
from hearing_state.db import rows, value
from hearing_state.main import packages
from hearing_state.main.house import OpenHouse
from hearing_state.people import demo as demo_people
from hearing_state.territories.command import load_demo as load_places
from meetings.record import demo
from meetings.schedule import queries as schedule
from meetings.schedule.meeting import State
from tests.meetings.record import life as chapter
from tests.meetings.record.conftest import stand_ins
from tests.support.contexts import NOON
from tests.support.whole_life import VILLAGE, Life

EXTRA = {"kind": "extra", "mode": "hybrid", "address_kk": "Клуб", "address_ru": "Клуб", "minutes": 90, "reason": "Тұрғындардың өтінішімен."}  # fmt: skip
TITLES = {"title_kk": "Тұрғындармен кездесу", "title_ru": "Встреча с жителями"}


async def begun(database, settings) -> Life:
    packages.install()
    house = OpenHouse(settings, FrozenClock(NOON), database)
    await stand_ins()
    await load_places(house.context())
    await bodies.load(house.context())
    return await Life.begun(house.context())


async def _held(life: Life, days_ago: int) -> str:
    """A meeting of the district's akim, so many days ago."""
    slug = await value("SELECT slug FROM agencies_agency WHERE place_code = $1", DISTRICT)
    at = NOON - timedelta(days=days_ago)

    def on(moment):
        return replace(life.official, now=moment)

    made = await life.call(
        on(at - timedelta(days=20)), "meeting.schedule", agency=slug, place=VILLAGE, starts_at=at, **EXTRA, **TITLES
    )  # fmt: skip
    await life.call(on(at - timedelta(days=19)), "meeting.announce", meeting=made.ref)
    if days_ago > 0:
        await life.call(on(at), "meeting.start", meeting=made.ref)
        await life.call(on(at + timedelta(minutes=92)), "meeting.finish", meeting=made.ref, attendance=40)
    return str(made.ref)


async def test_the_demo_shows_every_state_of_a_record(db, settings):
    life = await begun(db, settings)
    refs = [await _held(life, days) for days in (40, 30, 20, 3, -10)]
    people = await demo_people.load(life._context)
    for _twice in range(2):
        await demo.load(life._context, people)
    states = [(await schedule.meeting(life._context, ref)).state for ref in refs]
    assert states == [State.RECORDED, State.RECORDED, State.HELD, State.HELD, State.ANNOUNCED]
    counts = await rows("SELECT count(*) AS n FROM record_agenda_item GROUP BY meeting_id")
    assert [each["n"] for each in counts] == [4] * 5
    assert await value("SELECT count(*) FROM record_minutes WHERE state = 'published'") == 2
    assert await value("SELECT count(*) FROM record_progress") == 1


async def test_in_a_whole_life_every_action_of_the_room_is_called(db, settings):
    life = await begun(db, settings)
    await chapter.live(life)
    own = {name for name, each in ACTIONS.items() if each.body.__module__.startswith("meetings.record.")}
    called = {each["action"] for each in await rows("SELECT DISTINCT action FROM actions_act")}
    assert sorted(own - called) == []
    for sql in chapter.THINGS.values():
        assert await value(sql)
