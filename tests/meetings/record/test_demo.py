"""The demo of the room, and its part of a whole life."""

from __future__ import annotations

from hearing_state.actions import ACTIONS
from hearing_state.agencies import demo as bodies
from hearing_state.clock import FrozenClock
from hearing_state.db import rows, value
from hearing_state.main import packages
from hearing_state.main.house import OpenHouse
from hearing_state.people import demo as demo_people
from hearing_state.territories.command import load_demo as load_places
from meetings.commitments import demo as promises
from meetings.record import demo
from meetings.record.told import AHEAD, RECORDS
from meetings.schedule import demo as calendar
from meetings.schedule import queries as schedule
from meetings.schedule.meeting import State
from tests.meetings.record import life as chapter
from tests.support.contexts import NOON
from tests.support.whole_life import Life


async def begun(database, settings) -> Life:
    packages.install()
    house = OpenHouse(settings, FrozenClock(NOON), database)
    await load_places(house.context())
    await bodies.load(house.context())
    return await Life.begun(house.context())


async def test_the_demo_shows_every_state_of_a_record(db, settings):
    life = await begun(db, settings)
    people = await demo_people.load(life._context)
    refs = await calendar.load(life._context, people)
    await promises.load(life._context, people)
    for _twice in range(2):
        await demo.load(life._context, people)
    known = {told.meeting for told in RECORDS} & set(refs)
    states = {name: (await schedule.meeting(life._context, refs[name])).state for name in known}
    assert {name for name, state in states.items() if state is State.RECORDED} == {
        told.meeting for told in RECORDS if told.days
    }
    kinds = await rows("SELECT count(*) AS n FROM record_agenda_item GROUP BY meeting_id")
    assert [each["n"] for each in kinds] == [4] * (len(RECORDS) + len(AHEAD))
    late = "SELECT count(*) FROM deadlines_clock WHERE rule_id = 'meeting.results' AND settled_on > due_on"
    assert await value(late) == 1
    assert await value("SELECT count(*) FROM record_progress") == 1
    assert await value("SELECT count(*) FROM record_minutes WHERE proposer_kk = '' OR approver_kk = ''") == 0


async def test_in_a_whole_life_every_action_of_the_room_is_called(db, settings):
    life = await begun(db, settings)
    await chapter.live(life)
    own = {name for name, each in ACTIONS.items() if each.body.__module__.startswith("meetings.record.")}
    called = {each["action"] for each in await rows("SELECT DISTINCT action FROM actions_act")}
    assert sorted(own - called) == []
    for sql in chapter.THINGS.values():
        assert await value(sql)
