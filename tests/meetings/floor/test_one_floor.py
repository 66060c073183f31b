"""Never two holders of the floor, whatever is pressed at once: real commits on several connections (promise H1)."""

from __future__ import annotations

import asyncio
from itertools import pairwise

import pytest

from hearing_state.db import rows, transaction, value
from hearing_state.errors import Forbidden, Problem
from meetings.floor.actions.end_turn import EndTurn, end_turn
from meetings.floor.actions.give_turn import GiveTurn, give_turn
from meetings.floor.actions.raise_hand import RaiseHand, raise_hand
from meetings.schedule import lock
from tests.meetings.floor.gathering import Gathering, gathering
from tests.support.contexts import AsRole

PRESSES, HANDS = 50, 6


@pytest.fixture
async def rush(own_database: str, as_: AsRole) -> Gathering:
    return await gathering(as_)


async def pressed(*calls) -> list[object]:
    """What each was told: its result, or the word of the refusal."""
    answers = await asyncio.gather(*calls, return_exceptions=True)
    strange = [each for each in answers if isinstance(each, Exception) and not isinstance(each, Problem)]
    assert strange == []
    return [each.reason if isinstance(each, Problem) else each for each in answers]


async def test_fifty_press_at_once_and_one_hand_gets_the_floor(rush: Gathering):
    for number in range(HANDS):
        await rush.with_hand(f"Тұрғын{number}")
    wish = GiveTurn(meeting=rush.meeting.ref)
    told = await pressed(*(give_turn(rush.chair, wish) for _press in range(PRESSES)))
    assert told.count("hall.taken") == PRESSES - 1
    assert await value("SELECT count(*) FROM floor_turn WHERE ended_at IS NULL") == 1
    assert await value("SELECT count(*) FROM floor_hand WHERE lowered_at IS NULL") == HANDS - 1
    assert await value("SELECT count(*) FROM record_speech WHERE ended_at IS NULL") == 1


async def test_given_and_ended_crosswise_the_turns_follow_each_other(rush: Gathering):
    for number in range(HANDS):
        await rush.with_hand(f"Тұрғын{number}")
    for _round in range(HANDS):
        rush.minutes += 1
        give, end = GiveTurn(meeting=rush.meeting.ref), EndTurn(meeting=rush.meeting.ref)
        await pressed(
            *(give_turn(rush.chair, give) for _press in range(4)),
            *(end_turn(rush.chair, end) for _press in range(4)),
        )
    turns = await rows("SELECT began_at, ended_at, seat_id FROM floor_turn ORDER BY began_at, id")
    assert len(turns) >= HANDS // 2
    assert len({each["seat_id"] for each in turns}) == len(turns)  # nobody twice for one hand
    assert all(
        one["ended_at"] is not None and one["ended_at"] <= next_one["began_at"]
        for one, next_one in pairwise(turns)
    )


async def test_two_devices_of_one_person_put_up_one_hand(rush: Gathering):
    one = await rush.resident()
    told = await pressed(*(raise_hand(one, RaiseHand(meeting=rush.meeting.ref)) for _device in range(8)))
    assert sorted(told) == [False] * 7 + [True]
    assert await value("SELECT count(*) FROM floor_hand") == 1


async def test_who_has_finished_never_ends_the_turn_of_the_next(rush: Gathering):
    speaker = await rush.with_hand("Әсел")
    await rush.give()
    await rush.with_hand("Болат")
    end, holds, waits = EndTurn(meeting=rush.meeting.ref), asyncio.Event(), asyncio.Event()

    async def chair_goes_on() -> None:
        async with transaction():
            await lock.hold(rush.meeting.ref)
            holds.set()
            await waits.wait()
            await end_turn(rush.chair, end)
            await rush.give()

    going_on = asyncio.create_task(chair_goes_on())
    await holds.wait()
    finishing = asyncio.create_task(end_turn(speaker, end))
    while not finishing.done() and not await value(_WAITING):
        await asyncio.sleep(0.01)
    waits.set()
    await going_on
    with pytest.raises(Forbidden):
        await finishing
    assert await value("SELECT count(*) FROM floor_turn WHERE ended_at IS NULL") == 1


_WAITING = (
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
)
