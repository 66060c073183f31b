"""The timetable: each slot once, in order, whoever looks and however long nobody looked."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from hearing_state.clock import FrozenClock
from hearing_state.db import connected, rows
from hearing_state.jobs.clockwork import tick
from hearing_state.jobs.listeners import every, job
from hearing_state.jobs.timetable import Daily, Interval, clock_time, due
from tests.jobs.world import START, relay
from tests.support import database


class Diary:
    def __init__(self) -> None:
        self.slots: list[datetime] = []
        self.fails = False

    async def run(self, _context: object, slot: datetime) -> None:
        if self.fails:
            raise OSError("no ink")
        self.slots.append(slot)


def test_slots_of_an_interval_are_the_same_for_everybody():
    quarter = Interval(900)
    assert quarter.last_until(START + timedelta(minutes=14, seconds=59)) == START
    assert quarter.after(START) == START + timedelta(minutes=15)


def test_a_time_of_day_is_a_time_in_kazakhstan():
    morning = Daily(clock_time("07:30"))
    assert morning.last_until(datetime(2026, 11, 23, 2, 29, tzinfo=UTC)) == datetime(
        2026, 11, 22, 2, 30, tzinfo=UTC
    )
    assert morning.last_until(datetime(2026, 11, 23, 2, 30, tzinfo=UTC)) == datetime(
        2026, 11, 23, 2, 30, tzinfo=UTC
    )
    assert morning.after(datetime(2024, 2, 28, 1, 30, tzinfo=UTC)) == datetime(2024, 2, 29, 1, 30, tzinfo=UTC)
    # Until 1 March 2024 the clocks of Almaty stood an hour further.
    assert morning.after(datetime(2024, 2, 29, 1, 30, tzinfo=UTC)) == datetime(2024, 3, 1, 2, 30, tzinfo=UTC)


def test_what_is_owed_after_a_standstill():
    hour, last, now = Interval(3600), START, START + timedelta(hours=4, minutes=10)
    assert due(hour, last, now, "each", 10) == [START + timedelta(hours=n) for n in (1, 2, 3, 4)]
    assert due(hour, last, now, "each", 2) == [START + timedelta(hours=n) for n in (1, 2)]
    assert due(hour, last, now, "latest", 10) == [START + timedelta(hours=4)]
    assert due(hour, now, now, "latest", 10) == []


async def test_a_clock_away_for_days_does_each_slot_once_and_in_order(db):
    diary, clock = Diary(), FrozenClock(START)
    man = relay(clock=clock, ticks=[every("probe.daily", at="09:00", run=diary.run, catch_up="each")])
    assert await man.tick() == 0  # new: nothing is owed from before its time
    clock.advance(timedelta(days=4))
    await man.tick()
    await man.tick()
    assert diary.slots == [datetime(2026, 11, day, 4, 0, tzinfo=UTC) for day in (24, 25, 26, 27)]


async def test_a_timetable_that_wants_only_the_latest_gets_only_that(db):
    diary, clock = Diary(), FrozenClock(START)
    man = relay(clock=clock, ticks=[every("probe.often", minutes=15, run=diary.run, catch_up="latest")])
    await man.tick()
    clock.advance(timedelta(days=2, minutes=7))
    await man.tick()
    await man.tick()
    assert diary.slots == [START + timedelta(days=2)]


async def test_more_slots_than_fit_into_one_look_come_in_the_next_ones(db, monkeypatch):
    monkeypatch.setattr("hearing_state.jobs.clockwork.AT_ONCE", 3)
    diary, clock = Diary(), FrozenClock(START)
    man = relay(clock=clock, ticks=[every("probe.hourly", hours=1, run=diary.run, catch_up="each")])
    await man.tick()
    clock.advance(timedelta(hours=5))
    assert [await man.tick() for _ in range(3)] == [3, 2, 0]
    assert diary.slots == [START + timedelta(hours=n) for n in (1, 2, 3, 4, 5)]


async def test_a_failing_slot_does_not_pile_up_behind_itself(db):
    diary, clock = Diary(), FrozenClock(START)
    man = relay(clock=clock, ticks=[every("probe.often", seconds=1, run=diary.run, catch_up="latest")])
    await man.tick()
    diary.fails = True
    for _ in range(5):
        clock.advance(timedelta(seconds=1))
        await man.tick()
    assert len(await rows("select 1 from jobs_outbox where done_at is null")) == 1
    diary.fails = False
    clock.advance(timedelta(hours=1))
    await man.tick()
    clock.advance(timedelta(seconds=1))
    await man.tick()
    assert len(diary.slots) == 2


async def test_several_clocks_at_once_put_each_slot_in_once(own_database):
    ticks = [every("probe.minutely", minutes=1, run=Diary().run, catch_up="each")]
    await tick(ticks, START)

    async def clock() -> None:
        async with connected(database.house_config(own_database)):
            for minute in range(1, 21):
                await tick(ticks, START + timedelta(minutes=minute))

    await asyncio.gather(*(asyncio.create_task(clock()) for _ in range(3)))
    await tick(ticks, START + timedelta(minutes=20))
    found = await rows("select payload->>'slot' as slot from jobs_outbox order by id")
    slots = [datetime.fromisoformat(each["slot"]) for each in found]
    assert slots == [START + timedelta(minutes=n) for n in range(1, 21)]


def test_a_timetable_says_when():
    with pytest.raises(ValueError, match="either how often"):
        every("probe.never", run=Diary().run)


def test_a_job_is_called_by_its_package_and_function():
    @job("question.registered", outward=True)
    async def post(context: object, told: object) -> None: ...

    assert post.event == "question.registered"
    assert post.outward
    assert post.name.startswith("jobs.")
