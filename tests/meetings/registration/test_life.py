"""The room's part of the whole life calls every one of its actions."""

from __future__ import annotations

from hearing_state.actions import ACTIONS
from hearing_state.db import rows, value
from hearing_state.main import demo
from tests.meetings.registration.hall import Hall
from tests.meetings.registration.life import THINGS, live
from tests.support.contexts import NOON, AsRole
from tests.support.whole_life import Life


async def test_every_action_happens(db, as_: AsRole):
    house = Hall.house_of(as_("system", at=NOON).settings)
    await demo.load(house)
    await live(await Life.begun(house.context()))
    done = {each["action"] for each in await rows("SELECT DISTINCT action FROM actions_act")}
    assert {name for name in ACTIONS if name.startswith("registration.")} <= done
    assert await value("SELECT count(*)::int FROM registration_reminder")
    assert await value(THINGS["registration"])
