"""A duty is judged once, at its last day: by random histories against a slow second reckoning, and by stories."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from hearing_state.clock import ALMATY, day_of
from hearing_state.deadlines.past import Moment
from hearing_state.figures.judging import Judged, Look, judged

FIRST, SECOND = UUID(int=1), UUID(int=2)
BEGUN = date(2026, 9, 1)


def moment(day: int, due: int | None, agency: UUID = FIRST, **more: object) -> Moment:
    """``day`` and ``due`` are counted from the first of September."""
    at = datetime.combine(BEGUN + timedelta(days=day), datetime.min.time(), ALMATY) + timedelta(hours=12)
    due_on = None if due is None else BEGUN + timedelta(days=due)
    return Moment(at, due_on, agency, **more)  # type: ignore[arg-type]


def settled(day: int, due: int | None, outcome: str = "answered", agency: UUID = FIRST) -> Moment:
    return moment(day, due, agency, settled_on=BEGUN + timedelta(days=day), outcome=outcome)


def closed(day: int, recounts: int | None = None) -> Look:
    until = BEGUN + timedelta(days=day)
    return Look(until, until, until if recounts is None else BEGUN + timedelta(days=recounts))


@st.composite
def histories(draw: st.DrawFn) -> list[Moment]:
    """Received; then moved, stopped, handed on in any order and at any distance; at last, perhaps, settled. No recounts."""
    day = draw(st.integers(0, 5))
    due: int | None = day + draw(st.integers(1, 20))
    agency = FIRST
    moments = [moment(day, due, agency)]
    for _step in range(draw(st.integers(0, 4))):
        day += draw(st.integers(0, 9))
        step = draw(st.sampled_from(("redirect", "extend", "pause", "hand_over")))
        if step == "redirect":
            agency, due = draw(st.sampled_from((FIRST, SECOND))), day + draw(st.integers(1, 20))
        elif step == "extend":
            due = max(due or 0, day) + draw(st.integers(1, 20))
        elif step == "pause":
            due = None
        else:
            agency = draw(st.sampled_from((FIRST, SECOND)))
        moments.append(moment(day, due, agency))
    if draw(st.booleans()):
        outcome = draw(st.sampled_from(("answered", "refused", "withdrawn")))
        moments.append(settled(day + draw(st.integers(0, 9)), due, outcome, agency))
    return moments


def slowly(moments: Sequence[Moment], until: date) -> Judged | None:
    """Evening by evening: how does it stand tonight, and is tonight its last day?"""
    evening = BEGUN
    while evening <= until:
        recorded = [each for each in moments if day_of(each.at) <= evening]
        now = recorded[-1] if recorded else None
        if now and now.settled_on is not None:
            if now.outcome == "withdrawn" or now.due_on is None:
                return None
            return Judged(now.agency_id, now.due_on, now.settled_on <= now.due_on, now.settled_on)
        if now and now.due_on is not None and now.due_on <= evening:
            end = [each for each in moments if day_of(each.at) <= until][-1]
            answered_on = None if end.outcome == "withdrawn" else end.settled_on
            return Judged(now.agency_id, now.due_on, False, answered_on)
        evening += timedelta(days=1)
    return None


@given(histories(), st.integers(0, 80))
def test_it_equals_a_slow_reckoning_evening_by_evening(moments: list[Moment], day: int) -> None:
    look = closed(day)
    assert judged(moments, look) == slowly(moments, look.seen_until)


@given(histories(), st.integers(0, 40), st.data())
def test_what_is_recorded_after_a_month_is_closed_changes_nothing(
    moments: list[Moment], day: int, data: st.DataObject
) -> None:
    look = closed(day)
    after = [each for each in moments if day_of(each.at) > look.seen_until]
    kept = [each for each in moments if day_of(each.at) <= look.seen_until]
    assert judged(moments, look) == judged(kept + after[: data.draw(st.integers(0, len(after)))], look)


@given(histories(), st.integers(0, 40), st.integers(0, 40))
def test_a_verdict_once_passed_stands_whenever_one_looks(moments: list[Moment], day: int, later: int) -> None:
    early, late = judged(moments, closed(day)), judged(moments, closed(day + later))
    if early is not None:
        assert late is not None
        assert (early.agency_id, early.due_on, early.is_kept) == (late.agency_id, late.due_on, late.is_kept)


def test_taking_it_back_after_silence_does_not_make_the_silence_undone() -> None:
    moments = [moment(0, 20), settled(25, 20, "withdrawn")]
    assert judged(moments, closed(60)) == Judged(FIRST, BEGUN + timedelta(days=20), False, None)


def test_taking_it_back_in_time_leaves_nothing_to_judge() -> None:
    assert judged([moment(0, 20), settled(20, 20, "withdrawn")], closed(60)) is None


def test_who_took_over_after_the_last_day_is_not_blamed_for_it() -> None:
    moments = [moment(0, 20), moment(25, 20, SECOND), settled(30, 20, agency=SECOND)]
    verdict = judged(moments, closed(60))
    assert verdict == Judged(FIRST, BEGUN + timedelta(days=20), False, BEGUN + timedelta(days=30))


def test_a_decree_after_the_end_of_the_month_counts_in_a_corrected_version_alone() -> None:
    moments = [moment(0, 20), settled(22, 20), moment(40, 23, is_recount=True)]
    recounted = [moment(0, 20), moment(40, 23, is_recount=True)]
    assert not judged(moments, closed(29)).is_kept
    assert judged(recounted, closed(29)).due_on == BEGUN + timedelta(days=20)
    assert judged(recounted, closed(29, recounts=41)).due_on == BEGUN + timedelta(days=23)
