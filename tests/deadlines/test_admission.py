"""What may happen next to a clock, and what is refused with a word."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from hearing_state.clock import ALMATY
from hearing_state.deadlines.admission import admit, longest_extension
from hearing_state.deadlines.law import RULES
from hearing_state.deadlines.statutory_clock import (
    Event,
    Extended,
    HandedOver,
    Outcome,
    Paused,
    Received,
    Recounted,
    Redirected,
    Resumed,
    Settled,
    fold,
)
from hearing_state.deadlines.working_calendar import shipped
from hearing_state.errors import Conflict, Invalid

RECEIVED = Received(datetime(2026, 9, 7, 10, tzinfo=ALMATY))  # due 28 September
EXTENDED = Extended(date(2026, 9, 20), until_on=date(2026, 10, 26), reason="site visit")
PAUSED = Paused(date(2026, 9, 10))
ANSWERED = Settled(date(2026, 9, 21), Outcome.ANSWERED)


def _refused(*history: Event, rule_id: str = "appeal.answer") -> str:
    *before, last = history
    so_far = fold(RULES.rule_on(rule_id, date(2026, 9, 7)), before, shipped())
    with pytest.raises((Conflict, Invalid)) as refused:
        admit(last, so_far)
    return refused.value.reason


def _admitted(*history: Event, rule_id: str = "appeal.answer") -> None:
    *before, last = history
    admit(last, fold(RULES.rule_on(rule_id, date(2026, 9, 7)), before, shipped()))


def test_an_extension_may_reach_two_months_from_the_decision_and_no_further() -> None:
    _admitted(RECEIVED, Extended(date(2026, 9, 20), until_on=date(2026, 11, 20), reason="site visit"))
    too_far = Extended(date(2026, 9, 20), until_on=date(2026, 11, 21), reason="site visit")
    assert _refused(RECEIVED, too_far) == "deadline.extension_too_long"
    so_far = fold(RULES.rule_on("appeal.answer", date(2026, 9, 7)), [RECEIVED], shipped())
    assert longest_extension(so_far, date(2026, 12, 31)) == date(2027, 2, 28)


def test_an_extension_is_decided_in_time_once_and_with_a_reason() -> None:
    late = Extended(date(2026, 9, 29), until_on=date(2026, 10, 26), reason="site visit")
    assert _refused(RECEIVED, late) == "deadline.over"
    assert _refused(RECEIVED, EXTENDED, EXTENDED) == "deadline.extended_already"
    silent = Extended(date(2026, 9, 20), until_on=date(2026, 10, 26), reason=" ")
    assert _refused(RECEIVED, silent) == "deadline.reason_missing"
    backwards = Extended(date(2026, 9, 20), until_on=date(2026, 9, 28), reason="site visit")
    assert _refused(RECEIVED, backwards) == "deadline.extension_shortens"


def test_the_receiver_of_a_redirect_may_extend_its_own_term() -> None:
    redirected = Redirected(datetime(2026, 9, 22, 10, tzinfo=ALMATY))
    again = Extended(date(2026, 9, 30), until_on=date(2026, 11, 26), reason="site visit")
    _admitted(RECEIVED, EXTENDED, redirected, again)


def test_a_complaint_is_never_extended() -> None:
    assert _refused(RECEIVED, EXTENDED, rule_id="complaint.answer") == "deadline.no_extension"


def test_a_request_for_information_takes_at_most_fifteen_days_more_once() -> None:
    more = Extended(date(2026, 9, 20), days=15, reason="archive")
    _admitted(RECEIVED, more, rule_id="information.answer")
    assert _refused(RECEIVED, more, more, rule_id="information.answer") == "deadline.extended_already"
    longer = Extended(date(2026, 9, 20), days=16, reason="archive")
    assert _refused(RECEIVED, longer, rule_id="information.answer") == "deadline.extension_too_long_days"


def test_a_clock_that_stands_is_not_stopped_again_nor_prolonged() -> None:
    assert _refused(RECEIVED, PAUSED, PAUSED) == "deadline.paused"
    assert _refused(RECEIVED, PAUSED, EXTENDED) == "deadline.paused"


def test_an_overdue_clock_is_not_stopped_to_hide_it() -> None:
    _admitted(RECEIVED, Paused(date(2026, 9, 28)))
    assert _refused(RECEIVED, Paused(date(2026, 9, 29))) == "deadline.over"


def test_only_a_standing_clock_goes_on_and_not_before_it_stopped() -> None:
    assert _refused(RECEIVED, Resumed(date(2026, 9, 12))) == "deadline.not_paused"
    assert _refused(RECEIVED, PAUSED, Resumed(date(2026, 9, 9))) == "deadline.out_of_order"
    _admitted(RECEIVED, PAUSED, Resumed(date(2026, 9, 12)))
    assert (
        _refused(RECEIVED, PAUSED, Resumed(date(2026, 9, 14)), Paused(date(2026, 9, 11)))
        == "deadline.out_of_order"
    )


def test_a_settled_clock_hears_nothing_but_succession_and_decrees() -> None:
    for event in (EXTENDED, PAUSED, ANSWERED, Redirected(datetime(2026, 9, 22, 10, tzinfo=ALMATY))):
        assert _refused(RECEIVED, ANSWERED, event) == "deadline.settled"
    _admitted(RECEIVED, ANSWERED, HandedOver(date(2026, 10, 1), "heir"))
    _admitted(RECEIVED, ANSWERED, Recounted(date(2026, 10, 1), "2026.1+1"))


def test_nothing_happens_before_receipt_and_nothing_is_received_twice() -> None:
    assert _refused(RECEIVED, Settled(date(2026, 9, 6), Outcome.ANSWERED)) == "deadline.before_receipt"
    assert _refused(RECEIVED, RECEIVED) == "deadline.received_already"
