"""What machines read of questions: the public list part by part, what happened to them, and their last days. Nobody's name."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.agencies import queries as agencies
from hearing_state.agencies.agency import Agency
from hearing_state.db import rows
from hearing_state.errors import Invalid
from hearing_state.questions.conditions import Filters
from hearing_state.questions.lines import COLUMNS, FROM, lines
from hearing_state.questions.listing import fitting
from hearing_state.questions.views import Line

PART_SIZE = 500
NEWS_MAX = 100
NEWS_KEPT = timedelta(days=180)
"""Older news is in the lists and in the nightly files: a feed reader looks more often than twice a year."""
CALENDAR_MAX = 300
SETTLED_KEPT = timedelta(days=31)
ANSWERS = ("answered", "corrected")
PUBLIC_FACTS = (
    "due_on",
    "until_on",
    "cure_until_on",
    "into",
    "parent",
    "meeting",
    "petition",
    "version",
    "code",
    "numbers",
    "stars",
)
"""Which facts of an event machines are told: days, numbers of other things, coded reasons; never words that somebody wrote."""


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened to a public question."""

    id: UUID
    ref: str
    title: str
    language: str
    kind: str
    happened_at: datetime
    role: str
    agency: Agency | None
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Part:
    """``following``: the cursor of the next part; empty at the end."""

    lines: Sequence[Line]
    events: Sequence[Event]
    following: str

    @property
    def changed_at(self) -> datetime | None:
        found = [each.happened_at for each in self.events]
        return max(found, default=None)

    def events_of(self, ref: str) -> list[Event]:
        return [each for each in self.events if each.ref == ref]


async def part(context: Context, filters: Filters, cursor: str = "", size: int = PART_SIZE) -> Part:
    """The newest first, with everything that happened to each. Raises Invalid for a cursor that is not ours."""
    where = fitting(context, filters)
    if cursor:
        where.add("(q.registered_at, q.id) < (?, ?)", *_read(cursor))
    sql = f"SELECT {COLUMNS} {FROM} WHERE {where} ORDER BY q.registered_at DESC, q.id DESC LIMIT {size + 1}"
    found = await rows(sql, *where.params)
    shown = found[:size]
    following = _written(shown[-1]) if len(found) > size else ""
    return Part(
        await lines(context, shown), await _events_of(context, [each["id"] for each in shown]), following
    )


async def news(context: Context, filters: Filters, kinds: Sequence[str] = ()) -> list[Event]:
    """What happened last to the questions that fit, the newest first; ``kinds``: only such things."""
    where = fitting(context, filters)
    if kinds:
        where.add("e.kind = ANY (?::text[])", list(kinds))
    where.add("e.is_public AND e.happened_at > ?", context.now - NEWS_KEPT)
    sql = f"SELECT {_EVENT} {FROM} JOIN questions_event e ON e.question_id = q.id WHERE {where}"
    return await _events(
        context, await rows(f"{sql} ORDER BY e.happened_at DESC, e.id DESC LIMIT {NEWS_MAX}", *where.params)
    )


async def answers(context: Context, filters: Filters) -> list[tuple[Event, str]]:
    """Answers and corrections, the newest first, each with what was written then; a correction leaves the earlier one as it was."""
    found = await news(context, filters, ANSWERS)
    said = await rows(_SAID, [each.ref for each in found])
    texts = {(each["ref"], each["version"]): each["text"] for each in said}
    return [(each, texts.get((each.ref, each.facts.get("version")), "")) for each in found]


async def last_days(context: Context, filters: Filters) -> list[Line]:
    """Questions with their days for a calendar: all that is owed, the soonest first, and what was settled in the last month."""
    where = fitting(context, filters)
    since: date = context.today - SETTLED_KEPT
    where.add("c.due_on IS NOT NULL AND (c.settled_on IS NULL OR c.settled_on > ?)", since)
    sql = f"SELECT {COLUMNS} {FROM} WHERE {where} ORDER BY c.settled_on IS NOT NULL, c.due_on, q.id LIMIT {CALENDAR_MAX}"
    return await lines(context, await rows(sql, *where.params))


_SAID = """
SELECT q.ref, a.version, a.text FROM questions_answer a JOIN questions_question q ON q.id = a.question_id WHERE q.ref = ANY ($1::text[])
"""
_EVENT = (
    "e.id, q.ref, q.title, q.language, e.kind, e.happened_at, e.role, e.agency_id, e.facts::text AS facts"
)


async def _events_of(context: Context, ids: Sequence[UUID]) -> list[Event]:
    sql = f"SELECT {_EVENT} {FROM} JOIN questions_event e ON e.question_id = q.id WHERE q.id = ANY ($1::uuid[]) AND e.is_public"
    return await _events(context, await rows(f"{sql} ORDER BY e.happened_at, e.id", list(ids)))


async def _events(context: Context, found: Sequence[dict[str, Any]]) -> list[Event]:
    bodies = await agencies.agencies(context, {each["agency_id"] for each in found if each["agency_id"]})
    return [
        Event(
            id=each["id"],
            ref=each["ref"],
            title=each["title"],
            language=each["language"],
            kind=each["kind"],
            happened_at=each["happened_at"],
            role=each["role"],
            agency=bodies.get(each["agency_id"]),
            facts={k: v for k, v in json.loads(each["facts"]).items() if k in PUBLIC_FACTS},
        )
        for each in found
    ]


def _written(last: Mapping[str, Any]) -> str:
    said = f"{last['registered_at'].isoformat()} {last['id']}"
    return base64.urlsafe_b64encode(said.encode()).decode().rstrip("=")


def _read(cursor: str) -> tuple[datetime, UUID]:
    try:
        said = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode()
        moment, _gap, last = said.partition(" ")
        return datetime.fromisoformat(moment).astimezone(UTC), UUID(last)
    except (binascii.Error, ValueError, OverflowError):
        raise Invalid("question.cursor_unknown", field="after") from None
