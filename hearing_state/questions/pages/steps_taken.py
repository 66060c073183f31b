"""What happened to a question, put so that a person can follow: a title, who, what changed, the reason and the law."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from hearing_state.agencies.agency import Agency
from hearing_state.i18n import day, gettext, local_name
from hearing_state.questions.pages.wording import cited, event_law, event_title, role_name
from hearing_state.questions.reasons import HIDING, NOTE, REFUSAL, TERMINATION, Reason
from hearing_state.questions.views import Happened

_CODES = {"refused": REFUSAL, "terminated": TERMINATION, "noted": NOTE, "hidden": HIDING}
_ARRIVALS = frozenset({"registered", "redirected", "reassigned", "split_off"})
_LATE_SIGNS = frozenset({"refused", "terminated", "hidden", "marked_unanswered"})


@dataclass(frozen=True, slots=True)
class Step:
    title: str
    at: datetime
    who: str
    facts: Sequence[str]
    into_ref: str
    reason: str
    law: str
    is_bad: bool
    meeting: str = ""
    petition: str = ""


def steps_of(events: Sequence[Happened], bodies: Mapping[UUID, Agency]) -> list[Step]:
    """For the timeline, oldest first; ``bodies``: all that the events name."""
    return [_step(each, bodies) for each in events]


def held_since(events: Sequence[Happened]) -> datetime | None:
    """Since when the body that holds it now has had it."""
    return max((each.happened_at for each in events if each.kind in _ARRIVALS), default=None)


def closing_reason(events: Sequence[Happened]) -> tuple[Reason, str] | None:
    """The coded reason of an end without an answer, with what the body wrote about it."""
    for each in reversed(events):
        coded = _CODES.get(each.kind, {}).get(str(each.facts.get("code", "")))
        if coded is not None and each.kind != "hidden":
            return coded, each.reason
    return None


def last_reason(events: Sequence[Happened], kind: str) -> str:
    """What was written the last time that this happened."""
    return next((each.reason for each in reversed(events) if each.kind == kind), "")


def _step(each: Happened, bodies: Mapping[UUID, Agency]) -> Step:
    coded = _CODES.get(each.kind, {}).get(str(each.facts.get("code", "")))
    return Step(
        title=event_title(each.kind),
        at=each.happened_at,
        who=_who(each),
        facts=_facts(each, bodies, coded),
        into_ref=str(each.facts.get("into") or each.facts.get("parent") or ""),
        reason=each.reason,
        law=cited(coded.article if coded else event_law(each.kind)),
        is_bad=each.kind in _LATE_SIGNS,
        meeting=str(each.facts.get("meeting") or ""),
        petition=str(each.facts.get("petition") or ""),
    )


def _who(each: Happened) -> str:
    """The post where one is known, else the role; with the body for officials."""
    post = local_name(each) or role_name(each.role)
    if each.role in ("asker", "system", "resident", "moderator") or each.agency is None:
        return post
    return f"{post}, {local_name(each.agency)}"


def _facts(each: Happened, bodies: Mapping[UUID, Agency], coded: Reason | None) -> list[str]:
    facts = each.facts
    said: list[str] = []
    to = bodies.get(_uuid(facts.get("to_agency")) or UUID(int=0))
    if to is not None:
        said.append(gettext("To: %(body)s", body=local_name(to)))
    if coded is not None:
        said.append(str(coded.label))
    if (until := _day(facts.get("cure_until_on"))) is not None:
        said.append(gettext("Time to add what is missing: until %(day)s", day=day(until)))
    if (due := _day(facts.get("due_on"))) is not None:
        said.append(gettext("Last day: %(day)s", day=day(due)))
    if isinstance(numbers := facts.get("numbers"), list) and numbers:
        said.append(gettext("Points: %(numbers)s", numbers=", ".join(str(n) for n in numbers)))
    if isinstance(stars := facts.get("stars"), int):
        said.append(f"{'★' * stars}{'☆' * (5 - stars)}")
    return said


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value)) if value else None
    except ValueError:
        return None


def _uuid(value: object) -> UUID | None:
    try:
        return UUID(str(value)) if value else None
    except ValueError:
        return None
