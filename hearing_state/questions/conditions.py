"""What narrows the public lists of questions, as conditions of SQL; and what the index of searching calls the same."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.deadlines.board import prefix_of
from hearing_state.questions.question import HAS_ANSWER, LIVE, State

STATE_GROUPS = {
    "open": LIVE,
    "answered": HAS_ANSWER,
    "closed": (State.NOTED, State.TERMINATED, State.REFUSED, State.WITHDRAWN),
}
CLOCK = "JOIN questions_clock c ON c.id = q.clock_id"
ORDERED_PREFIXES = (2, 4)
PUBLISHED = "q.screening = 'published'"


@dataclass(frozen=True, slots=True)
class Filters:
    """``place``: with all that lies under it. ``state``: open, answered, closed, or a state of the lifecycle.
    ``sort``: one of ``SORTS``. ``ref``: that one question alone.
    """

    text: str = ""
    place: str = ""
    agency: UUID | None = None
    topic: str = ""
    state: str = ""
    language: str = ""
    overdue: bool = False
    sort: str = ""
    ref: str = ""
    page: int = 1

    @property
    def states(self) -> list[str]:
        return [str(each) for each in STATE_GROUPS.get(self.state, (self.state,))] if self.state else []


@dataclass
class Where:
    """Conditions with their parameters; a ``?`` becomes the parameter's number. ``about_clock``: those of the question's clock.

    ``are_few``: they leave so few that these are all read first, and only then put in order: walking through the whole country in that
    order until enough of a village were met would take long.
    """

    parts: list[str] = field(default_factory=lambda: [PUBLISHED])
    params: list[Any] = field(default_factory=list)
    about_clock: list[str] = field(default_factory=list)
    are_few: bool = False

    def param(self, value: Any) -> str:
        self.params.append(value)
        return f"${len(self.params)}"

    def add(self, condition: str, *params: Any) -> None:
        for each in params:
            condition = condition.replace("?", self.param(each), 1)
        self.parts.append(condition)

    def __str__(self) -> str:
        return " AND ".join([*self.parts, *self.about_clock])

    def rows(self, *, with_clock: bool = False) -> str:
        """FROM and WHERE. Where nothing asks for the clock it is left alone."""
        own, clock = " AND ".join(self.parts), " AND ".join(self.about_clock) or "true"
        if not (with_clock or self.about_clock):
            return f"FROM questions_question q WHERE {own}"
        if self.are_few:
            return f"FROM (SELECT q.* FROM questions_question q WHERE {own} OFFSET 0) q {CLOCK} WHERE {clock}"
        return f"FROM questions_question q {CLOCK} WHERE {own} AND {clock}"


def where_of(context: Context, wanted: Filters, beside: Where | None = None) -> Where:
    """All but the words. ``beside``: other conditions of the same statement, whose parameters are counted on."""
    where = Where(params=beside.params) if beside else Where()
    is_open = wanted.overdue or wanted.state == "open"
    where.are_few = is_open and bool(wanted.place or wanted.agency)
    if wanted.place:
        add_place(where, wanted.place, in_order=not is_open)
    if wanted.agency:
        where.add("q.agency_id = ?", wanted.agency)
    if wanted.topic:
        where.add("q.topic = ?", wanted.topic)
    if wanted.language:
        where.add("q.language = ?", wanted.language)
    if is_open:  # the table's own check: what is open has no day of closing
        where.add("q.closed_at IS NULL")
    if (
        wanted.state in STATE_GROUPS and not is_open
    ):  # written out: of parameters no index knows that it holds exactly these
        where.add(f"q.state IN ({', '.join(repr(each) for each in wanted.states)})")
    elif wanted.state and wanted.state != "open":
        where.add("q.state = ?", wanted.state)
    if wanted.ref:
        where.add("q.ref = ?", wanted.ref)
    if wanted.overdue:
        add_overdue(context, where)
    return where


def add_place(where: Where, code: str, *, in_order: bool = True) -> None:
    """``in_order``: of oblasts and districts there are indexes in which all below lies in order; what is smaller is read as a whole."""
    under = prefix_of(code)
    if in_order and len(under) in ORDERED_PREFIXES:
        where.add(f"left(q.place_code, {len(under)}) = ?", under)
    else:
        where.add('q.place_code COLLATE "C" BETWEEN ? AND ?', under.ljust(9, "0"), under.ljust(9, "9"))


def add_overdue(context: Context, where: Where) -> None:
    where.about_clock.append(f"c.settled_on IS NULL AND c.due_on < {where.param(context.today)}")


def lexemes_of(wanted: Filters) -> list[str]:
    """The same as a query of the index that searching reads, as its migration writes it; all but what is overdue."""
    found = [
        ("@p", prefix_of(wanted.place) if wanted.place else ""),
        ("@b", str(wanted.agency or "")),
        ("@t", wanted.topic),
        ("@k", wanted.language),
        ("@r", wanted.ref),
    ]
    states = " | ".join(quoted(f"@s{each}") for each in wanted.states)
    return [quoted(kind + value) for kind, value in found if value] + ([f"({states})"] if states else [])


def quoted(lexeme: str) -> str:
    """As PostgreSQL reads it in a query, whatever signs are in it.

    >>> quoted("@tit's")
    "'@tit''s'"
    """
    return "'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'"
