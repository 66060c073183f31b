"""How a promise stands is worked out from its days alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import meetings.commitments
from hearing_state.deadlines.working_calendar import shipped
from hearing_state.errors import Conflict
from hearing_state.ids import new_id
from meetings.commitments.commitment import (
    LIFECYCLE,
    Commitment,
    Kept,
    State,
    Verdict,
    Words,
    at_second,
    seconds_from,
)

OFFICE = new_id()
PROMISE = Commitment(
    id=new_id(), ref="C-2026-000001", meeting_id=new_id(), meeting_ref="M-2026-000001",
    meeting_starts_at=datetime(2026, 11, 2, 13, tzinfo=UTC), agency_id=OFFICE, first_agency_id=OFFICE, owner_name="Бауыржан Омаров",
    owner_post_kk="Әкім", owner_post_ru="Аким", owner_post_en="", quote="Шамдарды жағамыз.", language="kk", translation_kk="",
    translation_ru="Зажжём фонари.", place_code=None, said_at=datetime(2026, 11, 2, 14, tzinfo=UTC), offset_seconds=3600, question_ref=None,
    first_due_on=date(2026, 11, 27), due_on=date(2026, 11, 27), state=State.PROMISED, kept_on=None, broken_on=None, is_narrowed=False,
    contests=0, made_by=None, made_at=datetime(2026, 11, 2, 14, tzinfo=UTC),
)  # fmt: skip


@pytest.mark.parametrize(
    ("today", "verdict"),
    [
        (date(2026, 11, 23), Verdict.RUNNING),
        (date(2026, 11, 24), Verdict.DUE_SOON),
        (date(2026, 11, 27), Verdict.DUE_SOON),
        (date(2026, 11, 28), Verdict.OVERDUE),
    ],
)
def test_an_open_promise_by_the_day_on_which_somebody_looks(today: date, verdict: Verdict):
    assert PROMISE.verdict(today, shipped()) is verdict


@pytest.mark.parametrize(
    ("kept_on", "verdict"), [(date(2026, 11, 27), Verdict.KEPT), (date(2026, 11, 28), Verdict.LATE)]
)
def test_kept_in_time_or_late(kept_on: date, verdict: Verdict):
    kept = replace(PROMISE, state=State.KEPT, kept_on=kept_on)
    assert kept.verdict(date(2027, 1, 5), shipped()) is verdict
    assert kept.standing(date(2027, 1, 5), shipped()).settled_on == kept_on


def test_given_up_is_given_up_whatever_the_day():
    broken = replace(PROMISE, state=State.BROKEN, broken_on=date(2026, 11, 10))
    assert broken.verdict(date(2026, 11, 11), shipped()) is Verdict.BROKEN


def test_a_moved_promise_is_judged_by_its_new_day_and_stays_marked():
    moved = replace(PROMISE, due_on=date(2026, 12, 10))
    assert moved.is_changed
    assert moved.verdict(date(2026, 11, 28), shipped()) is Verdict.RUNNING
    assert moved.first_due_on == date(2026, 11, 27)


def test_a_missed_day_is_not_moved_out_of_sight():
    assert PROMISE.may_be_moved(date(2026, 11, 27))
    assert not PROMISE.may_be_moved(date(2026, 11, 28))


def test_a_slip_of_the_pen_is_taken_back_on_its_own_day():
    assert PROMISE.may_be_annulled(date(2026, 11, 2))
    assert not PROMISE.may_be_annulled(date(2026, 11, 3))


def test_a_reader_gets_a_translation_only_marked_as_one():
    assert PROMISE.words_in("ru") == Words("Зажжём фонари.", "ru", is_translation=True)
    assert PROMISE.words_in("kk") == Words("Шамдарды жағамыз.", "kk", is_translation=False)
    assert PROMISE.words_in("en") == Words("Шамдарды жағамыз.", "kk", is_translation=False)


def test_an_office_does_not_look_better_by_saying_nothing():
    assert Kept().share is None
    assert Kept(due=5).share is None
    assert Kept(kept=3, late=1, broken=1, overdue=1).share == 0.5


@pytest.mark.parametrize(
    ("typed", "seconds"),
    [("0:41:10", 2470), ("41:10", 2470), ("41", 2460), ("", None), ("1:99:00", None), ("at noon", None)],
)
def test_the_moment_as_a_secretary_types_it(typed: str, seconds: int | None):
    assert seconds_from(typed) == seconds


def test_the_moment_as_it_is_shown():
    assert at_second(2470) == "0:41:10"


def test_the_digest_changes_with_any_word():
    assert replace(PROMISE, quote="Шамдарды жағамыз!").digest != PROMISE.digest
    assert replace(PROMISE, due_on=date(2027, 1, 1)).digest == PROMISE.digest


def test_the_readme_draws_the_lifecycle():
    readme = Path(meetings.commitments.__file__).with_name("README.md").read_text(encoding="utf-8")
    assert LIFECYCLE.drawing() in readme


@pytest.mark.parametrize("verb", ["keep", "move", "give_up", "annul", "narrow"])
def test_nothing_revives_what_was_given_up(verb: str):
    with pytest.raises(Conflict):
        LIFECYCLE.after(State.BROKEN, verb)
