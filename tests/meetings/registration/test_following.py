"""Followers of a place are told of its meetings; who has a letter of her own about one gets no second."""

from __future__ import annotations

from datetime import timedelta

from hearing_state.db import rows
from meetings.registration import following
from meetings.schedule.actions.move import Move, move
from tests.meetings.registration.hall import REASON, Hall
from tests.meetings.world import hour
from tests.support.contexts import NOON


async def test_who_withdrew_or_came_later_has_no_letter_of_her_own_about_the_move(hall: Hall):
    meeting = await hall.meeting()
    people = await hall.people(3)
    made = [await hall.register(meeting, each) for each in people[:2]]
    await hall.withdraw(made[1], people[1])
    wish = Move(meeting=meeting.ref, starts_at=hour("2026-12-17"), minutes=60, reason=REASON)
    await move(hall.world.clerk, wish)
    await hall.register(meeting, people[2], at=NOON + timedelta(hours=1))
    found = await rows(following._EVENTS, NOON - timedelta(days=1), NOON + timedelta(days=1))
    assert sorted((each["told"] for each in found), key=len) == [[], [people[0]]]
