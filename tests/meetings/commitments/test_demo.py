"""The demo shows a promise in every state, and the life of this room calls every action of it."""

from __future__ import annotations

from datetime import timedelta

from hearing_state.actions import ACTIONS
from hearing_state.db import rows
from hearing_state.people import demo as people
from meetings.commitments import demo, queries
from meetings.commitments.commitment import Verdict
from meetings.schedule import demo as calendar
from tests.meetings.commitments import life as told
from tests.meetings.world import World, later
from tests.support.whole_life import Life


async def test_every_page_has_something_to_show(here_in_demo: World):
    known = await people.load(here_in_demo.system)
    await calendar.load(here_in_demo.system, known)
    await demo.load(here_in_demo.system, known)
    await demo.load(here_in_demo.system, known)
    found = await queries.all_of(here_in_demo.visitor, queries.Filters())
    assert len(found) == len(demo.PROMISES)
    assert {each.verdict for each in found} == set(Verdict) - {Verdict.ANNULLED}
    assert any(each.commitment.is_moved for each in found)
    in_a_week = await queries.all_of(later(here_in_demo.visitor, days=7), queries.Filters())
    assert {each.verdict for each in in_a_week} == set(Verdict) - {Verdict.ANNULLED}
    assert all(each.commitment.made_at < here_in_demo.system.now - timedelta(days=5) for each in found)


async def test_the_life_of_the_room_calls_every_action_of_it(here_in_demo: World):
    known = await people.load(here_in_demo.system)
    await calendar.load(here_in_demo.system, known)
    life = await Life.begun(here_in_demo.system)
    await told.live(life)
    done = {each["action"] for each in await rows("SELECT DISTINCT action FROM actions_act")}
    assert {name for name in ACTIONS if name.startswith("commitment.")} <= done
