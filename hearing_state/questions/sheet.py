"""Questions and what happened to them for machines: comma-separated values and JSON. Headings are the same in every language."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hearing_state.actions import Context
from hearing_state.i18n import local_name
from hearing_state.questions.open_data import Event, Part
from hearing_state.questions.views import Line
from hearing_state.web import url
from hearing_state.web.spreadsheet import Cell, csv_of

QUESTION = (
    "question", "title", "kind", "language", "state", "place", "place_name", "topic", "body", "body_name", "registered_at",
    "due_on", "settled_on", "clock", "working_days_late", "points", "followers", "address",
)  # fmt: skip
EVENT = ("question", "event", "happened_at", "role", "body", "due_on")


def question(context: Context, each: Line) -> dict[str, Any]:
    """By ``QUESTION``'s names."""
    standing = each.standing
    values: tuple[Any, ...] = (
        each.ref, each.title, each.kind.value, each.language, each.state.value, each.place.code, local_name(each.place), each.topic,
        each.agency.slug, local_name(each.agency), each.registered_at.isoformat(timespec="seconds"),
        standing.due_on.isoformat() if standing and standing.due_on else None,
        standing.settled_on.isoformat() if standing and standing.settled_on else None,
        standing.state if standing else None, standing.working_days_late if standing else 0, each.points, each.followers,
        f"{context.settings.site_url.rstrip('/')}{url('question.show', ref=each.ref)}",
    )  # fmt: skip
    return dict(zip(QUESTION, values, strict=True))


def event(each: Event) -> dict[str, Any]:
    body = each.agency.slug if each.agency else None
    moment = each.happened_at.isoformat(timespec="microseconds")
    return {"event": each.kind, "happened_at": moment, "role": each.role, "body": body, **each.facts}


def as_json(context: Context, found: Part) -> list[dict[str, Any]]:
    """Each question with its whole history."""
    return [
        {**question(context, each), "events": [event(one) for one in found.events_of(each.ref)]}
        for each in found.lines
    ]


def as_csv(context: Context, found: Sequence[Line]) -> str:
    return csv_of(QUESTION, ([*question(context, each).values()] for each in found))


def events_as_csv(found: Sequence[Event]) -> str:
    return csv_of(EVENT, (_cells(each) for each in found))


def _cells(each: Event) -> list[Cell]:
    told = {"question": each.ref, **event(each)}
    return [told.get(name) for name in EVENT]
