"""A meeting held for a change: its row locked, its state moved by the lifecycle, its history written."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.agencies import queries as agencies
from hearing_state.agencies.agency import Agency
from hearing_state.agencies.offices import folded_names
from hearing_state.clock import day_of, local
from hearing_state.db import value
from hearing_state.errors import Conflict, Invalid, NotFound
from hearing_state.ids import reference
from hearing_state.territories import queries as territories
from hearing_state.territories.place import Place
from meetings.schedule import queries
from meetings.schedule.meeting import LETTER, LIFECYCLE, MINUTES_MAX, MINUTES_MIN, ChangeKind, State
from meetings.schedule.models import ChangeRow, MeetingRow


async def hold(ref: str) -> MeetingRow:
    """The meeting's row, locked until the transaction ends. Raises NotFound."""
    row = await MeetingRow.select_for_update().get_or_none(ref=ref)
    if row is None:
        raise NotFound("meeting.not_found")
    return row


def step(row: MeetingRow, verb: str) -> State:
    """Move the state as the lifecycle has it. Raises Conflict where it has no such step."""
    row.state = LIFECYCLE.after(row.state, verb)
    return State(row.state)


async def next_reference(context: Context) -> str:
    number = await value("SELECT nextval('schedule_meeting_number')")
    return reference(LETTER, local(context.now).year, number)


async def happened(
    context: Context,
    row: MeetingRow,
    kind: ChangeKind,
    *,
    reason: str = "",
    before_at: datetime | None = None,
    after_at: datetime | None = None,
    **facts: object,
) -> None:
    """Write down what happened, in the meeting's history, in the public log, and for whoever listens.

    Everything here is public: no facts about persons.
    """
    await ChangeRow.create(
        meeting_id=row.id,
        kind=kind.value,
        made_at=context.now,
        made_by=context.actor.person_id,
        reason=reason,
        before_at=before_at,
        after_at=after_at,
        facts=facts,
    )
    told: dict[str, Any] = {
        "agency": row.agency_id,
        "place": row.place_code,
        "starts_at": row.starts_at,
        "mode": row.mode,
        **({"before_at": before_at} if before_at else {}),
        **({"reason": reason} if reason else {}),
        **facts,
    }
    context.record(f"meeting.{kind.value}", row.ref, **told)
    context.tell(f"meeting.{kind.value}", row.ref, meeting=row.id, **told)


async def must_be_free(
    context: Context,
    agency_id: UUID,
    starts_at: datetime,
    ends_at: datetime,
    *,
    is_deputy: bool,
    but: UUID | None = None,
) -> None:
    """Nobody is in two places. Raises Conflict with the meeting that stands there already."""
    found = await queries.clashes(context, agency_id, starts_at, ends_at, is_deputy=is_deputy, but=but)
    if found:
        raise Conflict("meeting.in_two_places", ref=found[0].ref, at=found[0].starts_at)


def must_be_sensible(context: Context, starts_at: datetime, ends_at: datetime) -> None:
    """Raises Invalid for hours in the past, of no length or of two days."""
    minutes = (ends_at - starts_at).total_seconds() / 60
    if starts_at <= context.now:
        raise Invalid("meeting.in_the_past", field="starts_at")
    if not MINUTES_MIN <= minutes <= MINUTES_MAX or day_of(starts_at) != day_of(ends_at):
        raise Invalid("meeting.length_wrong", field="minutes", minimum=MINUTES_MIN, maximum=MINUTES_MAX)


async def put_host(context: Context, row: MeetingRow, *, is_deputy: bool, name: str = "") -> None:
    """Who meets the people: the head in office on that day, or the deputy named. Frozen as told."""
    row.host_is_deputy = is_deputy
    heads = await agencies.heads_of(context, [row.agency_id])
    head = heads.get(row.agency_id)
    row.host_name = name or (head.holder_name if head and not is_deputy else "")
    if head and not is_deputy:
        row.host_post_kk, row.host_post_ru, row.host_post_en = head.post_kk, head.post_ru, head.post_en


def names_of(body: Agency, place: Place | None) -> tuple[str, ...]:
    """What people also look for it by, as it was called when it was laid down."""
    return body.name_kk, body.name_ru, *((place.name_kk, place.name_ru) if place else ())


async def folded_again(context: Context, row: MeetingRow) -> str:
    """What a search compares with, after the titles changed."""
    body = await agencies.agency(context, row.agency_id)
    place = await territories.place(context, row.place_code) if row.place_code else None
    return folded_names(row.title_kk, row.title_ru, *names_of(body, place))
