"""Figures of facts, and of the table from which anybody makes them again; parts in which nobody is made out."""

from __future__ import annotations

import csv
import io
from collections import Counter
from datetime import date, timedelta
from math import ceil

from hypothesis import given
from hypothesis import strategies as st

from hearing_state.figures.breakdown import APART, broken_down, grouped
from hearing_state.figures.reckoning import Fact, Figures, What, reckon
from hearing_state.figures.table import csv_of

DAY = date(2026, 10, 1)
FEWEST = 5


@st.composite
def duties(draw: st.DrawFn) -> Fact:
    due_on, answered = DAY + timedelta(days=draw(st.integers(0, 30))), draw(st.booleans())
    until_on = due_on + timedelta(days=draw(st.integers(-10, 10))) if answered else None
    return Fact(
        What.DUTY,
        f"Q-2026-{draw(st.integers(1, 999_999)):06d}",
        draw(st.sampled_from(("roads", "water"))),
        "103230100",
        draw(st.booleans()),
        from_on=DAY,
        due_on=due_on,
        until_on=until_on,
        days=draw(st.integers(0, 60)),
        is_kept=until_on is not None and until_on <= due_on,
    )


@st.composite
def others(draw: st.DrawFn) -> Fact:
    what = draw(st.sampled_from([each for each in What if each is not What.DUTY]))
    amount = draw(st.integers(1, 5)) if what in (What.RATING, What.UNANSWERED) else 0
    held = draw(st.integers(0, 6)) if what is What.REDIRECT else 0
    return Fact(
        what, "Q-2026-000001", "roads", "103230100", draw(st.booleans()),
        until_on=DAY, days=held, is_kept=held <= 3, amount=amount,
    )  # fmt: skip


some_facts = st.lists(duties() | others(), max_size=40)


def by_hand(table: str) -> Figures:
    """As a reader with a spreadsheet would do it, by the words of the page."""
    lines = list(csv.DictReader(io.StringIO(table)))
    of = {what: [each for each in lines if each["what"] == what] for what in What}
    owed = of["duty"]
    days = sorted(int(each["working_days"]) for each in owed)
    ends = Counter((each["kept"], bool(each["answered_on"])) for each in owed)
    stars = [int(each["amount"]) for each in of["rating"]]
    return Figures(
        kept=ends["yes", True],
        late=ends["no", True],
        silent=ends["no", False],
        median=days[ceil(len(days) / 2) - 1] if days else None,
        ninth_decile=days[ceil(len(days) * 9 / 10) - 1] if days else None,
        redirects=len(of["redirect"]),
        redirects_held=sum(each["kept"] == "no" for each in of["redirect"]),
        extensions=len(of["extension"]),
        points_unanswered=sum(int(each["amount"]) for each in of["unanswered"]),
        reopened=len(of["reopened"]),
        ratings=len(stars),
        stars=sum(stars),
    )


@given(some_facts)
def test_every_figure_can_be_made_again_from_the_table(facts: list[Fact]) -> None:
    assert by_hand(csv_of(facts)) == reckon(facts)


@given(some_facts)
def test_a_private_question_has_neither_number_nor_day_nor_place_in_the_table(facts: list[Fact]) -> None:
    secret = {each.ref for each in facts if each.is_private} - {
        each.ref for each in facts if not each.is_private
    }
    table = csv_of(facts)
    assert not any(ref in table for ref in secret)
    for line in csv.DictReader(io.StringIO(table)):
        if not line["reference"]:
            assert not any(line[name] for name in ("registered_on", "due_on", "topic", "place"))
            assert line["answered_on"] in ("", "private")
            assert line["what"] != "rating"


@given(some_facts)
def test_parts_add_up_and_no_part_but_the_one_apart_has_few_private_ones(facts: list[Fact]) -> None:
    parts = {each.key: each.figures for each in broken_down(grouped(facts, lambda each: each.topic), FEWEST)}
    assert sum(each.due for each in parts.values()) == reckon(facts).due
    owed = [each for each in facts if each.what is What.DUTY]
    for topic, figures in parts.items():
        if topic != APART:
            public = sum(each.topic == topic and not each.is_private for each in owed)
            assert figures.due == public or figures.due - public >= FEWEST


def test_open_and_overdue_stand_in_the_denominator() -> None:
    kept = [Fact(What.DUTY, "", "", "", False, until_on=DAY, days=3)] * 10
    silent = [Fact(What.DUTY, "", "", "", False, days=30, is_kept=False)] * 5
    figures = reckon(kept + silent)
    assert (figures.due, figures.answered, figures.silent) == (15, 10, 5)
    assert round(figures.on_time_share or 0, 2) == 0.67
    assert (figures.median, figures.ninth_decile) == (3, 30)
