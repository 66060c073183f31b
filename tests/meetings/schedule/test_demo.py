"""The demo's calendar has something of everything, and tells it once."""

from hearing_state.db import rows, value
from hearing_state.people import demo as people
from meetings.schedule import demo, queries
from meetings.schedule.meeting import State
from tests.meetings.world import world


async def test_every_meeting_of_the_table_stands_as_it_is_told(db, as_):
    here = await world(as_, with_akim=False)
    known = await people.load(here.system)
    told = await demo.load(here.system, known)
    assert set(told) == {each.name for each in demo.MEETINGS}
    assert len(set(told.values())) == len(told)
    found = {name: await queries.meeting(here.visitor, ref) for name, ref in told.items()}
    assert {each.state for each in found.values()} == {
        State.PLANNED,
        State.ANNOUNCED,
        State.HELD,
        State.CANCELLED,
    }
    assert found["unwritten"].is_unconfirmed(here.system.now)
    assert found["spring"].starts_at > here.system.now > found["oblast"].starts_at
    late = await rows(
        "SELECT 1 FROM schedule_change WHERE kind = 'announced' AND facts ->> 'is_late' = 'true'"
    )
    assert late == []


async def test_loading_it_again_tells_nothing_twice(db, as_):
    here = await world(as_, with_akim=False)
    known = await people.load(here.system)
    first = await demo.load(here.system, known)
    assert await demo.load(here.system, known) == first
    assert await value("SELECT count(*)::int FROM schedule_meeting") == len(demo.MEETINGS)
