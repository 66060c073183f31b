"""One reminder for each registration and hour: after days of standstill, with two workers at once, never for what is over."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from hearing_state.actions import by_law
from hearing_state.db import rows, value
from hearing_state.errors import Forbidden
from hearing_state.main.worker import relay_for
from hearing_state.notifications.actions.set_preferences import SetPreferences, set_preferences
from meetings.registration.actions import remind as remind_module
from meetings.registration.actions.remind import Remind, remind
from meetings.registration.tasks import remind_all
from meetings.schedule.actions.cancel import Cancel, cancel
from meetings.schedule.actions.move import Move, move
from tests.meetings.registration.hall import REASON, Hall, letters, posted, resident, ticked
from tests.meetings.world import World, at_moment, hour, world
from tests.support.contexts import AsRole

EVE = hour("2026-12-14", "18:00")
"""A day before the meeting of 15 December, to the minute."""


async def reminded() -> list[dict]:
    return await letters("reminder")


async def begun(hall: Hall):
    """A house whose timetable has looked once: slots from before its time are not owed."""
    house = hall.house()
    await ticked(house)
    return house


async def test_everybody_is_reminded_once_within_the_last_day(hall: Hall):
    house, meeting = await begun(hall), await hall.meeting(seats=1)
    people = await hall.people(3)
    for each in people[:2]:
        await hall.register(meeting, each)
    await hall.register(meeting, people[2], "online")
    house.clock.put(EVE - timedelta(minutes=15))
    await ticked(house)
    assert await reminded() == []
    for minutes in range(0, 24 * 60, 15):
        house.clock.put(EVE + timedelta(minutes=minutes))
        if minutes in (0, 15, 30, 720, 1425):
            await ticked(house)
    assert sorted(each["person_id"] for each in await reminded()) == sorted(people)


async def test_after_three_days_without_the_beat_each_goes_once_and_none_for_what_is_over(hall: Hall):
    house = await begun(hall)
    over, cancelled, next_one, far = [
        await hall.meeting(day, time=time) for day, time in
        (("2026-12-13", "18:00"), ("2026-12-15", "12:00"), ("2026-12-15", "18:00"), ("2026-12-16", "18:00"))
    ]  # fmt: skip
    planned = await hall.world.planned("2026-12-15", "20:00")
    people = await hall.people(4)
    for who in people:
        for each in (over, cancelled, next_one, far):
            await hall.register(each, who, "online")
    await posted(house)
    await cancel(hall.world.clerk, Cancel(meeting=cancelled.ref, reason=REASON))
    house.clock.put(hour("2026-12-12", "09:00"))
    await ticked(house)
    assert await reminded() == []
    house.clock.put(hour("2026-12-15", "09:00"))  # the beat was away for three days
    for _again in range(3):
        await ticked(house)
        house.clock.advance(timedelta(minutes=15))
    found = await reminded()
    assert Counter(each["person_id"] for each in found) == dict.fromkeys(people, 1)
    assert all(next_one.ref in each["text"] for each in found)
    assert planned.ref not in "".join(each["text"] for each in found)
    house.clock.put(hour("2026-12-16", "08:00"))
    await ticked(house)
    assert Counter(each["person_id"] for each in await reminded()) == dict.fromkeys(people, 2)


async def test_who_registers_on_the_last_day_gets_the_confirmation_alone(hall: Hall):
    house, meeting = await begun(hall), await hall.meeting()
    early, late = await hall.people(2)
    await hall.register(meeting, early, at=EVE)
    await hall.register(meeting, late, at=EVE + timedelta(seconds=1))
    house.clock.put(EVE + timedelta(hours=2))
    await ticked(house)
    assert [each["person_id"] for each in await reminded()] == [early]
    assert {each["person_id"] for each in await letters("registered")} == {early, late}


async def test_a_moved_meeting_is_reminded_of_anew(hall: Hall):
    house, meeting = await begun(hall), await hall.meeting()
    (who,) = await hall.people(1)
    await hall.register(meeting, who)
    house.clock.put(EVE + timedelta(hours=1))
    await ticked(house)
    moving = at_moment(hall.world.clerk, EVE + timedelta(hours=2))
    await move(moving, Move(meeting=meeting.ref, starts_at=hour("2026-12-23"), minutes=90, reason=REASON))
    house.clock.put(EVE + timedelta(hours=3))
    await ticked(house)
    assert len(await reminded()) == 1
    house.clock.put(hour("2026-12-22", "19:00"))
    for _again in range(2):
        await ticked(house)
        house.clock.advance(timedelta(hours=1))
    first, second = sorted(await reminded(), key=lambda each: each["subject"])
    assert first["subject"] != second["subject"]


async def test_a_reminder_put_down_before_the_meeting_was_cancelled_is_not_sent(hall: Hall):
    house, meeting = hall.house(EVE), await hall.meeting()
    (who,) = await hall.people(1)
    await hall.register(meeting, who)
    assert await by_law(house.context(), remind, Remind()) == 1
    await cancel(at_moment(hall.world.clerk, EVE), Cancel(meeting=meeting.ref, reason=REASON))
    await posted(house)
    assert await reminded() == []
    assert len(await letters("cancelled")) == 1


async def test_a_reminder_that_lay_until_the_meeting_was_over_is_not_sent(hall: Hall):
    house, meeting = hall.house(EVE), await hall.meeting()
    (who,) = await hall.people(1)
    await hall.register(meeting, who)
    await by_law(house.context(), remind, Remind())
    house.clock.put(meeting.ends_at)
    await posted(house)
    assert await reminded() == []


async def test_many_are_reminded_in_parts(hall: Hall, monkeypatch):
    monkeypatch.setattr(remind_module, "AT_ONCE", 3)
    meeting = await hall.meeting()
    people = await hall.people(8)
    for each in people:
        await hall.register(meeting, each)
    house = hall.house(EVE)
    await remind_all(house.context(), EVE)
    assert await value("SELECT count(*)::int FROM registration_reminder") == 3
    await posted(house)
    assert await value("SELECT count(*)::int FROM registration_reminder") == 8
    assert sorted(each["person_id"] for each in await reminded()) == sorted(people)


async def test_who_does_not_want_such_letters_gets_none_but_hears_of_a_cancellation(hall: Hall):
    house, meeting = await begun(hall), await hall.meeting()
    (who,) = await hall.people(1)
    await hall.register(meeting, who)
    await set_preferences(hall.who(who), SetPreferences(wanted=()))
    house.clock.put(EVE)
    await ticked(house)
    assert await reminded() == []
    await cancel(at_moment(hall.world.clerk, EVE), Cancel(meeting=meeting.ref, reason=REASON))
    await posted(house)
    assert [each["person_id"] for each in await letters("cancelled")] == [who]


async def test_on_a_telephone_the_reminder_is_one_line_with_the_hour_and_the_address_of_the_page(hall: Hall):
    house, meeting = await begun(hall), await hall.meeting()
    (who,) = await hall.people(1, contact="phone")
    await hall.register(meeting, who)
    house.clock.put(EVE)
    await ticked(house)
    (told,) = await reminded()
    assert told["channel"] == "phone"
    assert "18:00" in told["text"]
    assert told["text"].endswith(f"/kk/meetings/{meeting.ref}/registration")
    assert len(told["text"]) < 300


async def test_only_the_house_reminds(hall: Hall):
    for who in (hall.world.resident, hall.world.clerk, hall.world.administrator):
        with pytest.raises(Forbidden):
            await remind(who, Remind())


async def test_two_workers_at_once_remind_everybody_once(own_database, as_: AsRole):
    """Real commits on several connections: two relays tick and work at the same moment, three times over."""
    here: World = await world(as_)
    hall = Hall(here)
    meeting = await hall.meeting()
    people = [await resident(n) for n in range(30)]
    for each in people:
        await hall.register(meeting, each)
    house = hall.house(EVE - timedelta(hours=2))
    await relay_for(house).tick()
    for at in (EVE, EVE + timedelta(minutes=15), EVE + timedelta(minutes=30)):
        house.clock.put(at)
        await asyncio.gather(*(_works(house, at) for _worker in range(2)))
    await relay_for(house).drain()
    assert Counter(each["person_id"] for each in await reminded()) == dict.fromkeys(people, 1)
    once = await rows("SELECT entry_id, starts_at FROM registration_reminder")
    assert len(once) == len(people)


async def _works(house, at: datetime) -> None:
    """A worker that reminds whatever the timetable says, beside what the timetable put into the outbox."""
    await remind_all(replace(house.context(), now=at), at)
    await relay_for(house, parallel=3).tick()
