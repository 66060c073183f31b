"""The agenda's editor: rows added and removed without scripts; what the report takes is told before anything is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from pydantic import ValidationError
from starlette.requests import Request
from starlette.responses import Response

from hearing_state.actions import Context
from hearing_state.errors import Conflict, Fault, Forbidden, Invalid
from hearing_state.web import Form, Page, context_of, read_form, render, see_other
from hearing_state.web.forms import invalid_from
from meetings.duties import queries as duties
from meetings.record import wording
from meetings.record.actions.set_agenda import PlannedItem, SetAgenda, set_agenda
from meetings.record.agenda import ITEMS_MAX, Item, ItemKind, faults_of, planned_share
from meetings.record.both import in_both
from meetings.record.desk import Desk, desk
from meetings.record.sight import own_meeting
from meetings.schedule.meeting import Meeting

FIELDS = ("kind", "minutes", "title_kk", "title_ru")
ENDS_MINUTES = 5
"""For the opening and for the closing of a proposed agenda."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row as it was typed."""

    kind: str
    minutes: str
    title_kk: str
    title_ru: str

    @property
    def is_empty(self) -> bool:
        return not (self.minutes or self.title_kk or self.title_ru)


async def show(request: Request) -> Response:
    found = await desk(context_of(request), request.path_params["meeting"])
    rows = [
        Row(each.kind.value, str(each.minutes), each.title_kk, each.title_ru) for each in found.record.items
    ]
    return await _page(request, found, rows or proposed(found.meeting), Form.empty(), 200)


async def post(request: Request) -> Response:
    """Another row, one row less, a look at the shares, or kept."""
    form, ref = await read_form(request), request.path_params["meeting"]
    found = await desk(form.context, ref)
    rows, then = _rows(form), form.value("then")
    if then == "add":
        return await _page(request, found, [*rows, Row("", "", "", "")][:ITEMS_MAX], form, 200)
    if then.startswith("remove-"):
        left = [row for number, row in enumerate(rows, start=1) if then != f"remove-{number}"]
        return await _page(request, found, left, form, 200)
    try:
        items = await _items(form.context, found, rows)
        if then == "check":
            return await _page(request, found, rows, form, 200)
        await set_agenda(form.context, SetAgenda(meeting=ref, items=items))
    except (Invalid, Conflict) as refusal:
        return await _page(request, found, rows, form.refused(refusal), refusal.status)
    except Forbidden:
        await own_meeting(form.context, ref)
        raise
    return see_other(request, "record.show", meeting=ref, done="agenda")


def proposed(meeting: Meeting) -> list[Row]:
    """What a clerk begins with: a report as long as the law allows at most, and all the rest for questions."""
    report = max(1, meeting.report_minutes)
    minutes = {
        ItemKind.OPENING: ENDS_MINUTES,
        ItemKind.REPORT: report,
        ItemKind.QUESTIONS: max(1, meeting.minutes - 2 * ENDS_MINUTES - report),
        ItemKind.CLOSING: ENDS_MINUTES,
    }
    return [
        Row(kind.value, str(length), *in_both(lambda kind=kind: str(wording.ITEMS[kind])))  # type: ignore[misc]
        for kind, length in minutes.items()
    ]


def _rows(form: Form) -> list[Row]:
    """The rows that were sent, empty ones at the end left out."""
    rows = [
        Row(*(form.value(f"{name}-{number}").strip() for name in FIELDS))
        for number in range(1, ITEMS_MAX + 1)
        if f"minutes-{number}" in form.sent
    ]
    while rows and rows[-1].is_empty:
        rows.pop()
    return rows


async def _items(context: Context, found: Desk, rows: Sequence[Row]) -> tuple[PlannedItem, ...]:
    """Raises Invalid with the field of each row that cannot be taken; then what keeps all of them from being an agenda."""
    if not rows:
        raise Invalid("agenda.items_needed", field="minutes-1")
    items, faults = [], []
    for number, row in enumerate(rows, start=1):
        raw = {name: getattr(row, name) for name in FIELDS if getattr(row, name)}
        try:
            items.append(PlannedItem.model_validate(raw))
        except ValidationError as refusal:
            faults += [replace(each, field=f"{each.field}-{number}") for each in invalid_from(refusal).faults]
    if not faults:
        limit = await duties.norm(context, "report_share_percent")
        nouns = [Item(number, **each.model_dump()) for number, each in enumerate(items, start=1)]
        faults = [
            Fault("minutes-1", each.reason, each.values)
            for each in faults_of(nouns, found.meeting.minutes, limit)
        ]
    if faults:
        raise Invalid.many(faults)
    return tuple(items)


async def _page(request: Request, found: Desk, rows: Sequence[Row], form: Form, status: int) -> Response:
    return render(
        request,
        "meetings/record/console/agenda.html",
        status=status,
        own=found,
        meeting=found.meeting,
        form=form,
        rows=rows,
        share=await _share(context_of(request), rows),
        planned=sum(_minutes(row) for row in rows),
        kinds=wording.item_options(),
        is_begun=found.record.is_measured,
        is_full=len(rows) >= ITEMS_MAX,
        words=wording,
    )


async def _share(context: Context, rows: Sequence[Row]) -> Any:
    limit = await duties.norm(context, "report_share_percent")
    known = {each.value for each in ItemKind}
    items = [
        Item(number, ItemKind(row.kind), row.title_kk, row.title_ru, _minutes(row))
        for number, row in enumerate(rows, start=1)
        if row.kind in known
    ]
    share = planned_share(items, limit)
    return share if share.whole else None


def _minutes(row: Row) -> int:
    return int(row.minutes) if row.minutes.isascii() and row.minutes.isdigit() and len(row.minutes) < 4 else 0  # noqa: PLR2004


PAGES = (
    Page.get("agenda.edit", "/meetings/{meeting}/record/agenda", show, reads=desk),
    Page.post("agenda.edit", "/meetings/{meeting}/record/agenda", post, acts=set_agenda),
)
