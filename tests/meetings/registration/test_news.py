"""A meeting is moved, cancelled or changed: all who registered are told, with the reason, and find a place in what it is now."""

from __future__ import annotations

from typing import Any

from hearing_state.db import value
from meetings.registration import queries
from meetings.registration.actions import spread as spread_module
from meetings.registration.entry import Mode, State
from meetings.schedule.actions.cancel import Cancel, cancel
from meetings.schedule.actions.change import Change, change
from meetings.schedule.actions.move import Move, move
from meetings.schedule.meeting import Meeting
from tests.meetings.registration.hall import ADDRESS, REASON, Hall, letters, line, posted
from tests.meetings.world import TITLE_KK, TITLE_RU, hour


async def changed(hall: Hall, meeting: Meeting, **more: Any) -> None:
    given = {
        "mode": meeting.mode, "title_kk": TITLE_KK, "title_ru": TITLE_RU, "languages": ("kk", "ru"), "reason": REASON,
        "seats": meeting.seats, **ADDRESS, **more,
    }  # fmt: skip
    await change(hall.world.clerk, Change(meeting=meeting.ref, **given))
    await posted(hall.house())


async def test_a_move_is_told_to_all_with_both_hours_and_the_reason(hall: Hall):
    meeting = await hall.meeting(seats=1)
    people = await hall.people(4)
    made = [await hall.register(meeting, each) for each in people[:3]]
    await hall.register(meeting, people[3], "online")
    await hall.withdraw(made[2], people[2])
    await posted(hall.house())
    await move(
        hall.world.clerk,
        Move(meeting=meeting.ref, starts_at=hour("2026-12-17", "19:30"), minutes=60, reason=REASON),
    )
    house = hall.house()
    await posted(house)
    await posted(house)
    sent = await letters("moved")
    assert sorted(each["person_id"] for each in sent) == sorted([people[0], people[1], people[3]])
    for each in sent:
        assert all(part in each["text"] for part in ("18:00", "19:30", REASON))
        assert all(part in each["subject"] for part in ("18:00", "19:30"))


async def test_a_cancellation_is_told_to_all_with_the_reason(hall: Hall):
    meeting = await hall.meeting(seats=1)
    people = await hall.people(2)
    for each in people:
        await hall.register(meeting, each)
    await cancel(hall.world.clerk, Cancel(meeting=meeting.ref, reason=REASON))
    late = hall.house()
    await posted(late)
    sent = await letters("cancelled")
    assert sorted(each["person_id"] for each in sent) == sorted(people)
    assert all(REASON in each["text"] and "18:00" in each["subject"] for each in sent)


async def test_a_thousand_are_told_in_parts(hall: Hall, monkeypatch):
    monkeypatch.setattr(spread_module, "AT_ONCE", 2)
    meeting = await hall.meeting()
    people = await hall.people(7)
    for each in people:
        await hall.register(meeting, each)
    await cancel(hall.world.clerk, Cancel(meeting=meeting.ref, reason=REASON))
    await posted(hall.house())
    assert sorted(each["person_id"] for each in await letters("cancelled")) == sorted(people)


async def test_more_seats_are_given_to_who_waits_longest(hall: Hall):
    meeting = await hall.meeting(seats=1)
    people = await hall.people(5)
    for each in people:
        await hall.register(meeting, each)
    await changed(hall, meeting, seats=3)
    assert await line(meeting) == {"seated": people[:3], "waiting": people[3:]}
    assert {each["person_id"] for each in await letters("seated")} == set(people[1:3])
    assert await letters("changed") == []


async def test_in_a_smaller_hall_who_came_first_keeps_the_seat(hall: Hall):
    meeting = await hall.meeting(seats=4)
    people = await hall.people(5)
    for each in people:
        await hall.register(meeting, each)
    await changed(hall, meeting, seats=2)
    assert await line(meeting) == {"seated": people[:2], "waiting": people[2:]}
    told = await letters("unseated")
    assert {each["person_id"] for each in told} == set(people[2:4])
    last = await hall.register(meeting, hall.world.aigul)
    assert last.place == 4


async def test_without_a_limit_nobody_waits(hall: Hall):
    meeting = await hall.meeting(seats=1)
    people = await hall.people(3)
    for each in people:
        await hall.register(meeting, each)
    await changed(hall, meeting, seats=None)
    assert await line(meeting) == {"seated": people, "waiting": []}


async def test_when_the_hall_is_given_up_everybody_takes_part_online(hall: Hall):
    meeting = await hall.meeting(seats=1)
    people = await hall.people(2)
    made = [await hall.register(meeting, each) for each in people]
    await changed(hall, meeting, mode="online", address_kk="", address_ru="", seats=None)
    for each in made:
        found = await queries.entry(hall.world.system, each.entry)
        assert (found.mode, found.state) == (Mode.ONLINE, State.SEATED)
    sent = await letters("changed")
    assert {each["person_id"] for each in sent} == set(people)
    assert all(REASON in each["text"] for each in sent)
    assert await letters("seated") == []


async def test_when_the_line_is_given_up_everybody_comes_into_the_line_for_the_hall(hall: Hall):
    meeting = await hall.meeting(seats=2)
    people = await hall.people(3)
    await hall.register(meeting, people[2], "hall")
    for each in people[:2]:
        await hall.register(meeting, each, "online")
    point = await hall.point(meeting, hall.world.neighbour)
    await changed(hall, meeting, mode="hall")
    assert await line(meeting) == {"seated": [people[2], people[0]], "waiting": [people[1]]}
    assert {each["person_id"] for each in await letters("changed")} == set(people)
    assert (await queries.entry(hall.world.system, point.entry)).state is State.REFUSED


async def test_a_changed_address_is_told(hall: Hall):
    meeting = await hall.meeting(seats=10)
    (who,) = await hall.people(1)
    await hall.register(meeting, who)
    await changed(hall, meeting, address_kk="Мектеп, Шәкәрім көшесі 7", address_ru="Школа, улица Шакарима 7")
    (told,) = await letters("changed")
    assert "Шәкәрім" in told["text"]


async def test_where_nobody_registered_nothing_is_done(hall: Hall):
    meeting = await hall.meeting()
    await cancel(hall.world.clerk, Cancel(meeting=meeting.ref, reason=REASON))
    await posted(hall.house())
    assert await value("SELECT count(*)::int FROM actions_act WHERE action = 'registration.spread'") == 0
