"""Each reminder goes out once, however often or seldom the timetable comes by; overdue needs no job at all."""

from __future__ import annotations

from datetime import datetime

import pytest

from hearing_state.db import rows, value
from hearing_state.deadlines import board, queries
from hearing_state.deadlines.tasks import TIMETABLE, hand_over, recount_outdated, tell_of_due_days
from hearing_state.jobs.listeners import LISTENERS, Told, job
from tests.deadlines.clocks import AKIM, MINISTRY, at, entries, opened, settled

pytestmark = pytest.mark.usefixtures("db")
REF = "Q-2026-000017"  # due Monday 28 September 2026


@job("deadline.near", name="test.near")
async def _near(context: object, told: object) -> None: ...


@job("deadline.missed", name="test.missed")
async def _missed(context: object, told: object) -> None: ...


@pytest.fixture(autouse=True)
def listening():
    LISTENERS.add(_near)
    LISTENERS.add(_missed)
    yield
    LISTENERS._by_name.pop("test.near")
    LISTENERS._by_name.pop("test.missed")


async def _told() -> list[tuple[str, str | None]]:
    found = await rows(
        "select event, payload ->> 'when' as when from jobs_outbox where listener like 'test.%' order by id"
    )
    return [(each["event"], each["when"]) for each in found]


async def _come_by(as_, moment: datetime) -> None:
    await tell_of_due_days(as_("system", at=moment), moment)


async def test_the_eve_the_day_and_the_miss_are_told_once_each(as_) -> None:
    await opened(as_("system"))
    for day in ("2026-09-24", "2026-09-25", "2026-09-26", "2026-09-28", "2026-09-29", "2026-10-05"):
        for hour in (0, 9, 23):
            await _come_by(as_, at(day, hour))
    assert await _told() == [
        ("deadline.near", "eve"),
        ("deadline.near", "today"),
        ("deadline.missed", None),
    ]
    assert await entries(REF) == ["deadline.set", *["deadline.reminded"] * 2, "deadline.missed"]


async def test_after_three_days_of_standstill_every_reminder_still_goes_out_once(as_) -> None:
    for number in range(1, 4):
        await opened(as_("system"), f"2026-09-0{number + 6}", about=f"Q-2026-{number:06d}")
    await _come_by(as_, at("2026-09-30", 9))
    await _come_by(as_, at("2026-09-30", 9, 15))
    assert sorted(await _told(), key=str) == [
        ("deadline.missed", None),
        ("deadline.missed", None),
        ("deadline.near", "today"),
    ]


async def test_it_is_overdue_at_midnight_though_no_job_ever_ran(as_) -> None:
    made = await opened(as_("system"))
    before, after = as_(at=at("2026-09-28", 23, 59)), as_(at=at("2026-09-29", 0, 0))
    assert (await queries.clock(before, made.clock)).standing.state == "due_soon"
    assert (await queries.clock(after, made.clock)).standing.state == "overdue"
    assert [row.id for row in (await board.board(after, "overdue")).rows] == [made.clock]
    assert (await board.totals(before)).overdue == 0
    assert await value("select count(*) from deadlines_reminder") == 0


async def test_nobody_is_reminded_of_what_is_settled_or_stands(as_) -> None:
    made = await opened(as_("system"))
    await settled(as_("system"), made.clock, "2026-09-10")
    await _come_by(as_, at("2026-09-28"))
    await _come_by(as_, at("2026-09-29"))
    assert await _told() == []


async def test_a_quiet_quarter_of_an_hour_leaves_no_trace(as_) -> None:
    await opened(as_("system"))
    acts = await value("select count(*) from actions_act")
    await _come_by(as_, at("2026-09-10"))
    await recount_outdated(as_("system"), at("2026-09-10"))
    assert await value("select count(*) from actions_act") == acts


async def test_a_new_release_with_another_calendar_recounts_what_is_open(as_) -> None:
    from hearing_state.db import execute

    made = await opened(as_("system"))
    await execute("update deadlines_clock set calendar_version = '2025.9', due_on = '2026-09-25'")
    await recount_outdated(as_("system"), at("2026-09-10"))
    assert (await queries.clock(as_(), made.clock)).due_on == made.due_on
    assert not await queries.are_outdated(as_())
    assert await entries(REF) == ["deadline.set", "deadline.moved"]


def test_the_timetable_comes_by_more_often_than_a_day_has_an_end() -> None:
    assert {tick.name: tick.catch_up for tick in TIMETABLE} == {
        "deadlines.remind": "latest",
        "deadlines.sum_up": "latest",
        "deadlines.recount": "latest",
    }


async def test_the_successor_of_a_dissolved_body_owes_what_it_owed(as_) -> None:
    made = await opened(as_("system"))
    payload = {"agency_id": str(AKIM), "successor_id": str(MINISTRY)}
    told = Told(1, "agency.succeeded", "akim-of-aqsu", payload, at("2026-09-10"))
    for _twice in range(2):
        await hand_over(as_("system", at=at("2026-09-10")), told)
    assert [each.id for each in await queries.due_for_agency(as_(), [MINISTRY])] == [made.clock]
    assert await entries(REF) == ["deadline.set", "deadline.handed_over"]
