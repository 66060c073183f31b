"""The demo shows every face of a list, may be loaded again; and the room's part of the whole life calls every action."""

from __future__ import annotations

from hearing_state.actions import ACTIONS
from hearing_state.db import rows, value
from hearing_state.main import demo
from hearing_state.people.demo import load as load_people
from meetings.asking import nearness, queries
from meetings.asking.demo import load
from meetings.schedule import queries as schedule
from meetings.schedule.demo import refs
from tests.meetings.asking.life import THINGS, live
from tests.meetings.registration.hall import Hall
from tests.support.contexts import NOON, AsRole
from tests.support.whole_life import Life


async def test_a_list_with_a_bundle_of_two_languages_and_one_that_is_over(db, as_: AsRole):
    context = as_("system", at=NOON)
    await demo.load(Hall.house_of(context.settings))
    known = await refs(context)
    waste = await schedule.meeting(context, known["waste"])
    lines = (await queries.listed(as_("visitor"), waste)).items
    assert len(lines) == 9
    assert lines[0].moved is not None
    assert {lines[1].lead.language, lines[1].others[0].language} == {"kk", "ru"}
    assert any(each.guests for each in lines)
    village = await schedule.meeting(context, known["village"])
    assert len(await nearness.proposals(context, village)) == 1
    winter = await schedule.meeting(context, known["winter"])
    past = (await queries.listed(as_("visitor"), winter, "answered")).items
    assert [each.placed.state for each in past] == ["answered", "taken_away", "not_reached", "not_reached"]
    number = await value("SELECT count(*)::int FROM asking_question")
    await load(context, await load_people(context))
    assert await value("SELECT count(*)::int FROM asking_question") == number


async def test_every_action_happens(db, as_: AsRole):
    house = Hall.house_of(as_("system", at=NOON).settings)
    await demo.load(house)
    await live(await Life.begun(house.context()))
    done = {each["action"] for each in await rows("SELECT DISTINCT action FROM actions_act")}
    assert {name for name in ACTIONS if name.startswith("asking.")} <= done
    assert "question.register_from_meeting" in done
    assert await value(THINGS["ahead"])
