"""The board: four lists whose totals add up, by body, place and rule."""

from __future__ import annotations

import pytest

from hearing_state.db import execute, row
from hearing_state.deadlines import board, queries
from hearing_state.deadlines.actions.pause_clock import PauseClock, pause_clock
from hearing_state.deadlines.actions.sum_up import SumUp, sum_up
from hearing_state.deadlines.board import TABS, prefix_of
from hearing_state.deadlines.statutory_clock import Outcome
from tests.deadlines.clocks import AKIM, MINISTRY, at, opened, settled

pytestmark = pytest.mark.usefixtures("db")


async def _some_of_each(house) -> None:
    """On 29 September 2026: owed 2 and one standing, overdue 2, kept 2, late 1, withdrawn 1; and a step."""
    for number, (received, more) in enumerate(
        (
            ("2026-09-08", {}),
            ("2026-09-21", {"agency": MINISTRY, "place": "710000000"}),
            ("2026-09-07", {}),
            ("2026-09-03", {"agency": MINISTRY}),
        ),
        1,
    ):
        await opened(house, received, about=f"Q-2026-{number:06d}", **more)
    for number, (on, outcome) in enumerate(
        (
            ("2026-09-28", Outcome.ANSWERED),
            ("2026-09-10", Outcome.REFUSED),
            ("2026-09-29", Outcome.ANSWERED),
            ("2026-09-15", Outcome.WITHDRAWN),
        ),
        11,
    ):
        await settled(house, (await opened(house, about=f"Q-2026-{number:06d}")).clock, on, outcome)
    standing = await opened(house, about="Q-2026-000021")
    await pause_clock(house, PauseClock(clock=standing.clock, on=at("2026-09-10").date()))
    await opened(house, rule="appeal.redirect", kind="step", about="Q-2026-000001")


async def test_the_totals_add_up_and_equal_the_lists(as_) -> None:
    await _some_of_each(as_("system"))
    reader = as_(at=at("2026-09-29"))
    totals = await board.totals(reader)
    assert (totals.owed, totals.overdue, totals.kept, totals.late, totals.withdrawn) == (3, 2, 2, 1, 1)
    assert (totals.due_today, totals.paused, totals.open, totals.all) == (1, 1, 5, 9)
    assert totals.answered_this_week == 2
    for tab in TABS:
        shown = await board.board(reader, tab)
        assert len(shown.rows) == shown.total == getattr(totals, tab)


async def test_what_is_owed_stands_nearest_first_and_what_stands_still_last(as_) -> None:
    await _some_of_each(as_("system"))
    reader = as_(at=at("2026-09-29"))
    owed = await board.board(reader, "owed")
    assert [row.about for row in owed.rows] == ["Q-2026-000001", "Q-2026-000002", "Q-2026-000021"]
    assert [row.standing.state for row in owed.rows] == ["due_soon", "running", "paused"]
    overdue = await board.board(reader, "overdue")
    assert [row.about for row in overdue.rows] == ["Q-2026-000004", "Q-2026-000003"]


async def test_a_filter_narrows_lists_and_totals_alike(as_) -> None:
    await _some_of_each(as_("system"))
    reader = as_(at=at("2026-09-29"))
    theirs = await board.board(reader, "overdue", agency=MINISTRY)
    assert ([row.about for row in theirs.rows], theirs.totals.all) == (["Q-2026-000004"], 2)
    astana = await board.board(reader, "owed", place="710000000")
    assert ([row.about for row in astana.rows], astana.totals.all) == (["Q-2026-000002"], 1)
    assert (await board.totals(reader, place="110000000")).all == 8
    assert (await board.totals(reader, place="113200000")).all == 8
    assert (await board.totals(reader, place="113300000")).all == 0
    assert (await board.totals(reader, rule="complaint.answer")).all == 0
    assert (await board.totals(reader, agency=AKIM)).all == 7


async def test_pages_follow_each_other_without_gap(as_) -> None:
    house = as_("system")
    for number in range(1, 26):
        await opened(house, about=f"Q-2026-{number:06d}")
    reader = as_(at=at("2026-09-10"))
    first, second = await board.board(reader, page=1), await board.board(reader, page=2)
    assert (len(first.rows), len(second.rows), first.total) == (20, 5, 25)
    assert len({row.about for row in (*first.rows, *second.rows)}) == 25


async def test_ten_answers_in_time_and_five_open_overdue_make_67_percent(as_) -> None:
    house = as_("system")
    for number in range(15):
        made = await opened(house, about=f"Q-2026-{number + 1:06d}")
        if number < 10:
            await settled(house, made.clock, "2026-09-20")
    totals = await board.totals(as_(at=at("2026-10-05")), agency=AKIM)
    assert totals.on_time_share is not None
    assert f"{totals.on_time_share:.0%}" == "67%"


async def test_of_several_clocks_the_open_duty_due_first_is_shown(as_) -> None:
    house = as_("system")
    await opened(house, rule="appeal.redirect", kind="step")
    later = await opened(house, rule="complaint.answer")
    sooner = await opened(house)
    reader = as_(at=at("2026-09-08"))
    assert (await queries.standing(reader, "Q-2026-000017")).due_on == sooner.due_on
    await settled(house, sooner.clock, "2026-09-10")
    assert (await queries.standing(reader, "Q-2026-000017")).due_on == later.due_on
    await settled(house, later.clock, "2026-09-11")
    assert (await queries.standing(reader, "Q-2026-000017")).settled_on == at("2026-09-11").date()
    assert await queries.standing(reader, "Q-2026-000404") is None
    assert len(await queries.clocks_of(reader, "Q-2026-000017")) == 3


@pytest.mark.parametrize(
    ("code", "prefix"),
    [("110000000", "11"), ("113200000", "1132"), ("113237000", "113237"), ("113237100", "113237100")],
)
def test_a_place_stands_for_all_that_lies_under_it(code: str, prefix: str) -> None:
    assert prefix_of(code) == prefix


async def test_the_country_is_told_from_sums_and_what_came_since(as_) -> None:
    house, reader = as_("system"), as_(at=at("2026-09-29"))
    await _some_of_each(house)
    before = await board.totals(reader)
    assert await sum_up(house, SumUp()) > 4
    assert await board.totals(reader) == before
    late = await opened(house, about="Q-2026-000031")
    await settled(house, late.clock, "2026-11-20")
    assert (await board.totals(reader)).late == before.late + 1
    assert (await board.totals(reader, rule="appeal.answer")).late == before.late + 1
    assert await sum_up(house, SumUp()) == 3  # opened, and of the open ones to the late ones
    assert await sum_up(house, SumUp()) == 0
    assert (await board.totals(reader)).late == before.late + 1
    await execute("DELETE FROM deadlines_event WHERE clock_id = $1", late.clock)
    await execute("DELETE FROM deadlines_clock WHERE id = $1", late.clock)
    assert await board.totals(reader) == before


@pytest.mark.parametrize(
    "narrowed",
    [{"agency": AKIM}, {"agency": MINISTRY}, {"place": "110000000"}, {"place": "710000000"}, {"agency": AKIM, "rule": "appeal.answer"}],
)  # fmt: skip
async def test_a_body_and_a_place_are_told_from_sums_and_what_came_since(as_, narrowed) -> None:
    house, reader = as_("system"), as_(at=at("2026-09-29"))
    await _some_of_each(house)
    theirs = await opened(house, about="Q-2026-000041", agency=MINISTRY, place="710000000")
    await settled(house, theirs.clock, "2026-09-28")
    before = await board.totals(reader, **narrowed)
    assert (before.kept, before.late) == await _counted(narrowed)
    assert await sum_up(house, SumUp()) > 5
    assert await board.totals(reader, **narrowed) == before
    # What is handed over goes from one sum to the other; what is deleted goes away.
    await execute(
        "UPDATE deadlines_clock SET agency_id = $1, place_code = '110000000' WHERE id = $2",
        AKIM,
        theirs.clock,
    )
    for _twice in range(2):
        moved = await board.totals(reader, **narrowed)
        assert (moved.kept, moved.late) == await _counted(narrowed)
        await sum_up(house, SumUp())
    await execute("DELETE FROM deadlines_event WHERE clock_id = $1", theirs.clock)
    await execute("DELETE FROM deadlines_clock WHERE id = $1", theirs.clock)
    gone = await board.totals(reader, **narrowed)
    assert (gone.kept, gone.late) == await _counted(narrowed)


async def _counted(narrowed: dict[str, object]) -> tuple[int, int]:
    found = await row(
        "SELECT count(*) FILTER (WHERE settled_on <= due_on) AS kept, count(*) FILTER (WHERE settled_on > due_on) AS late FROM deadlines_clock"
        " WHERE kind = 'duty' AND outcome <> 'withdrawn' AND ($1::uuid IS NULL OR agency_id = $1)"
        " AND ($2::text IS NULL OR starts_with(place_code, left($2, 2)))",
        narrowed.get("agency"), narrowed.get("place"),
    )  # fmt: skip
    assert found is not None
    return found["kept"], found["late"]
