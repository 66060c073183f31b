"""Many at once: forty people for ten seats, real commits on several connections."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from hearing_state.db import rows, value
from meetings.registration import queries
from meetings.registration.actions.register import Registered
from meetings.registration.entry import State
from meetings.schedule.meeting import Meeting
from tests.meetings.registration.hall import Hall, line, posted, resident
from tests.meetings.world import world
from tests.support.contexts import AsRole

PEOPLE, SEATS = 40, 10


@pytest.fixture
async def rush(own_database: str, as_: AsRole) -> Hall:
    return Hall(await world(as_))


async def registered(hall: Hall, meeting: Meeting, people: list) -> list[Registered]:
    return await asyncio.gather(*(hall.register(meeting, each) for each in people))


async def test_forty_at_once_for_ten_seats(rush: Hall):
    meeting = await rush.meeting(seats=SEATS)
    people = [await resident(n) for n in range(PEOPLE)]
    made = await registered(rush, meeting, people)
    assert sum(each.state is State.SEATED for each in made) == SEATS
    assert sorted(each.place for each in made if each.state is State.WAITING) == list(
        range(1, PEOPLE - SEATS + 1)
    )
    found = await line(meeting)
    assert (len(found["seated"]), len(found["waiting"])) == (SEATS, PEOPLE - SEATS)
    assert set(found["seated"]) | set(found["waiting"]) == set(people)
    for each in made:  # what each was told is what stands
        assert (await queries.entry(rush.world.system, each.entry)).place == each.place


async def test_while_some_leave_others_come_and_the_hall_is_never_oversold_nor_empty(rush: Hall):
    meeting = await rush.meeting(seats=SEATS)
    first = [await resident(n) for n in range(20)]
    made = await registered(rush, meeting, first)
    second = [await resident(100 + n) for n in range(20)]
    leaving = [(entry, who) for entry, who in zip(made, first, strict=True)][::2]
    await asyncio.gather(
        *(rush.withdraw(entry, who) for entry, who in leaving),
        *(rush.register(meeting, each) for each in second),
    )
    found = await line(meeting)
    assert (len(found["seated"]), len(found["waiting"])) == (SEATS, 20)
    await posted(rush.house())
    got = await value(
        "SELECT count(*)::int FROM registration_entry e WHERE e.state = 'seated' AND NOT EXISTS (SELECT 1 FROM notifications_notification n"
        " WHERE n.person_id = e.person_id AND (n.template LIKE '%/seated' OR (n.template LIKE '%/registered' AND (n.values->>'wait_place') = '0')))"
    )
    assert got == 0  # whoever has a seat was told so


async def test_one_person_on_two_devices_is_one_registration(rush: Hall):
    meeting = await rush.meeting(seats=SEATS)
    who = await resident()
    answers = await asyncio.gather(
        *(rush.register(meeting, who) for _device in range(5)), return_exceptions=True
    )
    assert sum(isinstance(each, Registered) for each in answers) == 1
    assert {str(each) for each in answers if not isinstance(each, Registered)} == {"registration.already"}
    assert len(await rows("SELECT 1 FROM registration_entry")) == 1


async def test_the_line_does_not_depend_on_whose_clock_is_late(rush: Hall):
    """The number in the line is given under the lock: a computer with a late clock gains nobody a seat."""
    meeting = await rush.meeting(seats=1)
    early, late = await resident(1), await resident(2)
    await rush.register(meeting, early)
    behind = replace(rush.world.system, now=rush.world.system.now.replace(hour=0)).now
    made = await rush.register(meeting, late, at=behind)
    assert (made.state, made.place) == (State.WAITING, 1)
