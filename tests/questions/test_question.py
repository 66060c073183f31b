"""The lifecycle as drawn, and when an answer is complete; no database."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import hearing_state.questions
from hearing_state.deadlines.law import RULES
from hearing_state.errors import Conflict, Invalid
from hearing_state.questions.question import (
    FOLLOW_UP_RULE,
    LIFECYCLE,
    LIVE,
    MASK,
    Kind,
    Outcome,
    Point,
    PointAnswer,
    PointState,
    State,
    check_answer_language,
    check_complete,
    check_cure_term,
    check_split,
    masked,
    points_from,
)

README = Path(hearing_state.questions.__file__).parent / "README.md"
MIGRATION = README.parent / "migrations" / "0001_initial.py"
THREE = [Point(1, "one"), Point(2, "two"), Point(3, "three")]


def test_the_readme_draws_the_table_as_it_is():
    assert LIFECYCLE.drawing() in README.read_text(encoding="utf-8")


def test_the_database_knows_the_states_of_the_table_and_no_others():
    text = MIGRATION.read_text(encoding="utf-8")
    inside = text.partition("check (state in (")[2].partition("))")[0]
    assert {word.strip(" '\n") for word in inside.split(",")} == set(LIFECYCLE.states) - {"drafted"}


def test_every_state_is_reached_and_only_ends_have_no_way_on():
    reached, todo = set(), ["drafted"]
    while todo:
        state = todo.pop()
        if state not in reached:
            reached.add(state)
            todo += [LIFECYCLE.after(state, verb) for verb in LIFECYCLE.verbs_from(state)]
    assert reached == {str(each) for each in State}


@pytest.mark.parametrize("state", LIVE)
def test_a_live_question_can_always_be_taken_back(state):
    assert LIFECYCLE.after(state, "withdraw") == "withdrawn"


def test_what_is_over_cannot_be_answered_or_withdrawn():
    for state in ("withdrawn", "refused", "noted", "terminated", "answered"):
        for verb in ("answer", "withdraw", "redirect"):
            with pytest.raises(Conflict):
                LIFECYCLE.after(state, verb)


def test_a_follow_up_comes_once():
    assert LIFECYCLE.after("answered", "follow_up") == "followed_up"
    assert LIFECYCLE.after("followed_up", "answer") == "answered_again"
    with pytest.raises(Conflict):
        LIFECYCLE.after("answered_again", "follow_up")


@pytest.mark.parametrize("kind", Kind)
def test_each_kind_has_its_terms_in_the_rules(kind):
    for rule in (kind.answer_rule, kind.redirect_rule, FOLLOW_UP_RULE):
        assert RULES.rule_on(rule, date(2026, 11, 23))


def test_a_question_without_points_is_one_point():
    assert points_from("When?", ["", "  "]) == [Point(1, "When?")]


def test_thirteen_points_are_too_many():
    with pytest.raises(Invalid, match=r"question.too_many_points"):
        points_from("When?", ["point"] * 13)


def test_an_answer_that_leaves_a_point_out_is_refused_and_names_it():
    with pytest.raises(Invalid) as refusal:
        check_complete(
            THREE, [PointAnswer(1, Outcome.ANSWERED, "yes"), PointAnswer(3, Outcome.ANSWERED, "no")]
        )
    assert [(fault.field, fault.reason) for fault in refusal.value.faults] == [
        ("points.2", "question.point_not_addressed")
    ]


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        (PointAnswer(1, Outcome.ANSWERED, "  "), "question.point_answer_empty"),
        (PointAnswer(1, Outcome.REFUSED, "no"), "question.point_ground_missing"),
        (PointAnswer(2, Outcome.ANSWERED, "yes"), "question.point_not_owed"),
    ],
)
def test_a_point_is_answered_with_words_and_refused_on_a_ground(said, reason):
    points = [Point(1, "one"), Point(2, "two", PointState.REDIRECTED, "Q-2026-000002")]
    with pytest.raises(Invalid) as refusal:
        check_complete(points, [said])
    assert reason in {fault.reason for fault in refusal.value.faults}


def test_a_point_that_went_elsewhere_is_not_owed_here():
    points = [Point(1, "one"), Point(2, "two", PointState.REDIRECTED, "Q-2026-000002")]
    check_complete(points, [PointAnswer(1, Outcome.REFUSED, ground="APPC 64(7)")])
    assert [point.is_owed for point in points] == [True, False]


@given(
    st.lists(st.sampled_from(list(PointState)), min_size=1, max_size=12),
    st.sets(st.integers(min_value=1, max_value=14), max_size=14),
)
def test_complete_means_exactly_the_points_still_owed(states, numbers):
    points = [Point(number, "?", state) for number, state in enumerate(states, 1)]
    said = [PointAnswer(number, Outcome.ANSWERED, "yes") for number in sorted(numbers)]
    owed = {point.number for point in points if point.is_owed}
    if owed == numbers:
        check_complete(points, said)
    else:
        with pytest.raises(Invalid):
            check_complete(points, said)


def test_a_split_takes_some_of_the_points_and_leaves_some():
    check_split(THREE, [2])
    for numbers, reason in (
        ([1, 2, 3], "split_leaves_nothing"),
        ([4], "no_such_point"),
        ([], "no_such_point"),
    ):
        with pytest.raises(Invalid, match=reason):
            check_split(THREE, numbers)


def test_an_answer_is_in_kazakh_or_in_the_language_of_the_question():
    check_answer_language("ru", "kk")
    check_answer_language("ru", "ru")
    with pytest.raises(Invalid, match="answer_language"):
        check_answer_language("kk", "ru")


def test_the_term_to_cure_lies_ahead_and_within_bounds():
    today = date(2026, 11, 23)
    check_cure_term(today, date(2026, 12, 1))
    for until in (today, date(2027, 2, 1)):
        with pytest.raises(Invalid, match="cure_term"):
            check_cure_term(today, until)


def test_a_mask_hides_every_place_where_the_words_stand():
    assert masked("call 701 or 701", "701") == f"call {MASK} or {MASK}"
    with pytest.raises(Invalid, match="nothing_to_mask"):
        masked("call", "702")
