"""Reading meetings. All of them are public from the moment when they stand in a published calendar."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.db import row, rows
from hearing_state.errors import NotFound
from hearing_state.permissions import Subject
from meetings.schedule.meeting import Change, ChangeKind, Kind, Meeting, Mode, State

COLUMNS = """
m.id, m.ref, m.agency_id, m.place_code, m.rule_key, m.kind, m.state, m.mode, m.starts_at, m.ends_at, m.title_kk, m.title_ru,
m.topic, m.languages, m.interpretation, m.host_is_deputy, m.host_name, m.host_post_kk, m.host_post_ru, m.host_post_en,
m.address_kk, m.address_ru, m.seats, m.join_kk, m.join_ru, m.report_minutes, m.announce_days, m.announced_at, m.started_at,
m.finished_at, m.cancelled_at, m.reason, m.attendance, m.visit_key, m.plan_id
"""
_ONE = f"SELECT {COLUMNS} FROM schedule_meeting m WHERE m.ref = $1"
_SOME = f"SELECT {COLUMNS} FROM schedule_meeting m WHERE m.id = ANY ($1::uuid[]) ORDER BY m.starts_at, m.id"
_CHANGES = """
SELECT kind, made_at, reason, before_at, after_at, facts::text AS facts FROM schedule_change WHERE meeting_id = $1 ORDER BY made_at, id
"""
_CLASHES = f"""
SELECT {COLUMNS} FROM schedule_meeting m
 WHERE m.agency_id = $1 AND m.host_is_deputy = $2 AND m.state <> 'cancelled'
   AND m.starts_at < $4 AND m.ends_at > $3 AND m.id IS DISTINCT FROM $5::uuid ORDER BY m.starts_at
"""


async def meeting(context: Context, ref: str) -> Meeting:
    """One meeting by its public reference. Raises NotFound."""
    del context
    return meeting_from(await row(_ONE, ref))


async def meetings(context: Context, ids: Iterable[UUID]) -> dict[UUID, Meeting]:
    """Those of the meetings that exist, in the order of their hours."""
    del context
    wanted = list(set(ids))
    return {each["id"]: meeting_from(each) for each in await rows(_SOME, wanted)} if wanted else {}


async def changes(context: Context, meeting_id: UUID) -> list[Change]:
    """What happened to it, the oldest first, with reasons."""
    del context
    return [_change(each) for each in await rows(_CHANGES, meeting_id)]


async def clashes(
    context: Context,
    agency_id: UUID,
    starts_at: datetime,
    ends_at: datetime,
    *,
    is_deputy: bool = False,
    but: UUID | None = None,
) -> list[Meeting]:
    """Meetings that the same person of this office would have to hold in those hours."""
    del context
    return [
        meeting_from(each) for each in await rows(_CLASHES, agency_id, is_deputy, starts_at, ends_at, but)
    ]


async def subject(context: Context, ref: str) -> Subject:
    """The meeting as something to act on: its office is its body. Raises NotFound."""
    return subject_of(await meeting(context, ref))


def subject_of(found: Meeting) -> Subject:
    return Subject(about=found.ref, agencies=frozenset({found.agency_id}), state=found.state.value)


def meeting_from(found: dict[str, Any] | None) -> Meeting:
    """A row as a meeting. Raises NotFound for no row."""
    if found is None:
        raise NotFound("meeting.not_found")
    return Meeting(
        **{
            **found,
            "kind": Kind(found["kind"]),
            "state": State(found["state"]),
            "mode": Mode(found["mode"]),
            "languages": tuple(found["languages"]),
            "interpretation": tuple(found["interpretation"]),
        }
    )


def _change(found: dict[str, Any]) -> Change:
    return Change(**{**found, "kind": ChangeKind(found["kind"]), "facts": json.loads(found["facts"])})
