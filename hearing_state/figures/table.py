"""Facts as a table from which every figure can be made again. A private question is a line without number, days, topic or place. Pure."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date

from hearing_state.figures.reckoning import Fact, What

HEADING = (
    "what", "reference", "registered_on", "due_on", "answered_on", "working_days", "kept", "topic", "place", "amount",
)  # fmt: skip


def lines_of(facts: Iterable[Fact]) -> list[tuple[str, ...]]:
    """In an order that tells nothing: by kind, then what is public by its number, then what is private by its working days."""
    ordered = sorted(
        facts, key=lambda each: (each.what, each.is_private, "" if each.is_private else each.ref, each.days)
    )
    return [_line(each) for each in ordered if not (each.is_private and each.what is What.RATING)]


def csv_of(facts: Iterable[Fact]) -> str:
    """No cell is typed by a person, so none can be taken for a formula."""
    return written((HEADING, *lines_of(facts)))


def written(lines: Iterable[Sequence[object]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(lines)
    return text.getvalue()


def _line(fact: Fact) -> tuple[str, ...]:
    is_judged = fact.what in (What.DUTY, What.REDIRECT)
    shown = not fact.is_private
    is_open = fact.what is What.DUTY and fact.until_on is None
    return (
        fact.what.value,
        fact.ref if shown else "",
        _day(fact.from_on) if shown else "",
        _day(fact.due_on) if shown else "",
        _day(fact.until_on) if shown else ("" if is_open else "private"),
        str(fact.days) if is_judged else "",
        ("yes" if fact.is_kept else "no") if is_judged else "",
        fact.topic if shown else "",
        fact.place if shown else "",
        str(fact.amount) if fact.amount else "",
    )


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
