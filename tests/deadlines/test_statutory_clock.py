"""The due day, folded from what happened."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from hearing_state.clock import ALMATY
from hearing_state.deadlines.calculator import moment_of_receipt, reckon
from hearing_state.deadlines.law import RULES
from hearing_state.deadlines.statutory_clock import (
    Counted,
    Extended,
    HandedOver,
    Outcome,
    Paused,
    Received,
    Redirected,
    Resumed,
    Settled,
    Split,
    add_months,
    fold,
)
from hearing_state.deadlines.working_calendar import shipped

APPEAL = RULES.rule_on("appeal.answer", date(2026, 9, 7))
INFORMATION = RULES.rule_on("information.answer", date(2026, 9, 7))


def at(day: str, hour: int = 10) -> datetime:
    return datetime.fromisoformat(day).replace(hour=hour, tzinfo=ALMATY)


def due(*events: object, rule=APPEAL) -> date | None:
    return fold(rule, events, shipped()).due_on


@pytest.mark.parametrize(
    ("rule_id", "received", "registered_on", "due_on"),
    [
        pytest.param(
            "appeal.answer", "2026-09-07", "2026-09-07", "2026-09-28", id="ordinary appeal on a Monday"
        ),
        pytest.param(
            "appeal.answer", "2026-10-08", "2026-10-08", "2026-10-30", id="across 25-26 October 2026"
        ),
        pytest.param("appeal.answer", "2026-12-31", "2026-12-31", "2027-01-26", id="received 31 December"),
        pytest.param("appeal.redirect", "2026-10-23", "2026-10-23", "2026-10-29", id="redirect"),
        pytest.param(
            "information.answer", "2026-10-10", "2026-10-12", "2026-10-27", id="information request"
        ),
        pytest.param(
            "petition.central", "2026-09-01", "2026-09-01", "2026-10-28", id="petition at a central body"
        ),
        pytest.param("petition.sponsors", "2026-09-01", "2026-09-01", "2026-09-29", id="fifty supporters"),
        pytest.param(
            "petition.collection", "2026-09-01", "2026-09-01", "2027-03-01", id="collection of votes"
        ),
        pytest.param("appeal.answer", "2026-09-12", "2026-09-14", "2026-10-05", id="received on a Saturday"),
        pytest.param("appeal.answer", "2026-12-14", "2026-12-14", "2027-01-08", id="across Independence Day"),
        pytest.param(
            "appeal.answer", "2027-01-01", "2027-01-05", "2027-01-27", id="received on New Year's Day"
        ),
        pytest.param("appeal.answer", "2027-03-04", "2027-03-04", "2027-04-01", id="March 2027 cluster"),
        pytest.param("complaint.answer", "2026-10-01", "2026-10-01", "2026-10-30", id="complaint"),
        pytest.param(
            "petition.local", "2026-09-01", "2026-09-01", "2026-09-29", id="petition at a local body"
        ),
        pytest.param("appeal.answer", "2023-06-14", "2023-06-14", "2023-07-05", id="a Saturday that worked"),
        pytest.param(
            "appeal.answer", "2024-12-10", "2024-12-10", "2025-01-05", id="ends on a Sunday that worked"
        ),
        pytest.param(
            "appeal.answer", "2026-09-07T18:31", "2026-09-08", "2026-09-29", id="received after hours"
        ),
    ],
)
def test_legal_days(rule_id: str, received: str, registered_on: str, due_on: str) -> None:
    reckoning = reckon(rule_id, moment_of_receipt(received), shipped())
    assert (str(reckoning.registered_on), str(reckoning.due_on)) == (registered_on, due_on)
    numbers = [each.number for each in reckoning.days if each.number is not None]
    assert numbers == list(range(1, len(numbers) + 1))
    assert reckoning.rule.count == "months" or len(numbers) == reckoning.rule.amount
    assert reckoning.days[-1].on == reckoning.due_on


def test_whether_a_term_may_end_on_a_worked_weekend_day_is_a_setting() -> None:
    strict = replace(shipped(), worked_weekend_ends_term=False)
    reckoning = reckon("appeal.answer", at("2024-12-10"), strict)
    assert reckoning.due_on == date(2025, 1, 6)
    assert (reckoning.days[-1].why, reckoning.days[-2].number) == (Counted.CARRIED, 15)


def test_a_last_calendar_day_that_does_not_work_is_carried_over() -> None:
    reckoning = reckon("information.answer", at("2026-10-09"), shipped())
    assert reckoning.due_on == date(2026, 10, 27)
    tail = [(str(day.on), day.number, day.why) for day in reckoning.days[-4:]]
    assert tail == [
        ("2026-10-24", 15, "calendar"),
        ("2026-10-25", None, "holiday"),
        ("2026-10-26", None, "moved"),
        ("2026-10-27", None, "carried"),
    ]


def test_days_before_registration_are_told_with_their_reason() -> None:
    reckoning = reckon("appeal.answer", at("2026-09-11", 19), shipped())
    head = [(str(day.on), day.why) for day in reckoning.days[:4]]
    assert head == [
        ("2026-09-11", "after_hours"),
        ("2026-09-12", "weekend"),
        ("2026-09-13", "weekend"),
        ("2026-09-14", "registered"),
    ]


def test_after_a_redirect_the_whole_term_begins_anew_at_the_receiver() -> None:
    reckoning = fold(APPEAL, [Received(at("2026-09-07")), Redirected(at("2026-09-10"))], shipped())
    assert (reckoning.registered_on, reckoning.due_on) == (date(2026, 9, 10), date(2026, 10, 1))
    assert reckoning.term.redirected
    late = [Received(at("2026-09-07")), Redirected(at("2026-09-10", 20))]
    assert due(*late) == date(2026, 10, 2)


def test_an_extension_reaches_to_its_day_and_on_to_the_next_working_day() -> None:
    extended = Extended(date(2026, 9, 20), until_on=date(2026, 10, 25), reason="site visit")
    reckoning = fold(APPEAL, [Received(at("2026-09-07")), extended], shipped())
    assert reckoning.due_on == date(2026, 10, 27)
    assert max(day.number or 0 for day in reckoning.days) == 15
    assert {day.why for day in reckoning.days if day.on > date(2026, 9, 28)} == {
        "extended",
        "moved",
        "carried",
    }


def test_a_request_for_information_is_prolonged_by_calendar_days() -> None:
    history = [Received(at("2026-09-07")), Extended(date(2026, 9, 20), days=15, reason="archive")]
    reckoning = fold(INFORMATION, history, shipped())
    assert reckoning.due_on == date(2026, 10, 7)
    assert max(day.number or 0 for day in reckoning.days) == 30


def test_time_already_used_is_kept_through_a_pause() -> None:
    history = [Received(at("2026-09-07")), Paused(date(2026, 9, 10)), Resumed(date(2026, 9, 17))]
    assert due(*history) == date(2026, 10, 5)
    assert due(*history[:2]) is None


def test_a_pause_that_ends_the_same_day_changes_nothing() -> None:
    history = [Received(at("2026-09-07")), Paused(date(2026, 9, 10)), Resumed(date(2026, 9, 10))]
    assert due(*history) == date(2026, 9, 28)


def test_a_pause_moves_the_day_of_an_extension_by_its_length() -> None:
    extended = Extended(date(2026, 9, 20), until_on=date(2026, 11, 16), reason="site visit")
    history = [Received(at("2026-09-07")), extended, Paused(date(2026, 10, 1)), Resumed(date(2026, 10, 8))]
    assert due(*history) == date(2026, 11, 23)


def test_a_pause_on_the_last_day_leaves_the_day_of_return() -> None:
    history = [Received(at("2026-09-07")), Paused(date(2026, 9, 28)), Resumed(date(2026, 10, 3))]
    assert due(*history) == date(2026, 10, 5)


def test_months_are_calendar_months_and_stand_still_in_a_pause() -> None:
    rule = RULES.rule_on("petition.collection", date(2026, 9, 1))
    history = [Received(at("2026-09-01")), Paused(date(2026, 10, 1)), Resumed(date(2026, 10, 11))]
    assert due(*history, rule=rule) == date(2027, 3, 11)
    assert add_months(date(2026, 8, 31), 6) == date(2027, 2, 28)
    assert add_months(date(2026, 12, 31), 2) == date(2027, 2, 28)


def test_a_split_a_succession_and_an_answer_change_no_day() -> None:
    split, heirs = Split(date(2026, 9, 9), into="Q-2026-000018"), HandedOver(date(2026, 9, 15), "new body")
    reckoning = fold(
        APPEAL,
        [Received(at("2026-09-07")), split, heirs, Settled(date(2026, 9, 20), Outcome.ANSWERED)],
        shipped(),
    )
    assert reckoning.due_on == date(2026, 9, 28)
    assert (reckoning.term.settled_on, reckoning.term.outcome) == (date(2026, 9, 20), Outcome.ANSWERED)


def test_a_history_begins_with_receipt() -> None:
    with pytest.raises(TypeError, match="Received"):
        fold(APPEAL, [Paused(date(2026, 9, 10))], shipped())
