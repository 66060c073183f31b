"""A question ahead held for a change: its meeting's row locked, so that bundles and the order change one after the other.

Asking and supporting do not wait here: many do that at once, and the database's unique rows keep it true.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.errors import Conflict, Forbidden, Invalid, NotFound
from meetings.asking import supporter
from meetings.asking.ahead import LIFECYCLE, Screening, State, is_over, next_lead
from meetings.asking.models import AheadRow, BundleRow
from meetings.schedule import lock
from meetings.schedule.meeting import Meeting
from meetings.schedule.meeting import State as Stage


@dataclass(frozen=True, slots=True)
class Held:
    """``line``: with all that is bundled with it, the lead first; alone it is its own line."""

    row: AheadRow
    meeting: Meeting
    line: list[AheadRow]

    @property
    def lead(self) -> AheadRow:
        return self.line[0]


async def hold(ref: str) -> Held:
    """Raises NotFound."""
    known = await AheadRow.get_or_none(ref=ref)
    if known is None:
        raise NotFound("ahead.not_found")
    meeting = await lock.hold_by_id(known.meeting_id)
    row = await AheadRow.get(id=known.id)
    return Held(row, meeting, await line_of(row))


async def line_of(row: AheadRow) -> list[AheadRow]:
    """The questions of one line, its lead first. The meeting must be held."""
    if row.bundle_id is None:
        return [row]
    lead_id = (await BundleRow.get(id=row.bundle_id)).lead_id
    found = await AheadRow.filter(bundle_id=row.bundle_id).order_by("asked_at", "ref")
    members = [row if each.id == row.id else each for each in found]
    return sorted(members, key=lambda each: each.id != lead_id)


def step(row: AheadRow, verb: str) -> State:
    """Move the state as the lifecycle has it. Raises Conflict where it has no such step."""
    row.state = LIFECYCLE.after(row.state, verb)
    return State(row.state)


def is_own(context: Context, row: AheadRow, secret: str | None) -> bool:
    """Whether the reader asked it: as a person, or as a guest at this very browser."""
    if row.asker_id is not None:
        return row.asker_id == context.actor.person_id
    if row.guest_digest is None or not secret:
        return False
    return supporter.of_browser(context, secret).key == bytes(row.guest_digest)


def must_own(context: Context, row: AheadRow, secret: str | None) -> None:
    """Raises NotFound: whose question it is is nobody else's business."""
    if not is_own(context, row, secret):
        raise NotFound("ahead.not_found")


def must_not_be_hers(context: Context, found: Held) -> None:
    """Nobody decides about a line in which a question of her own stands. Raises Forbidden."""
    me = context.actor.person_id
    if me is not None and any(each.asker_id == me for each in found.line):
        raise Forbidden()


def must_be_public(row: AheadRow) -> None:
    """Raises Conflict for what the public may not read: it has no place in the order."""
    if row.screening != Screening.PUBLISHED:
        raise Conflict("ahead.not_public")


def moment_of(
    context: Context, meeting: Meeting, at: datetime | None, otherwise: datetime | None = None
) -> datetime:
    """The moment of the meeting at which it happened: now while it goes on, afterwards the one that is said. Raises Conflict, Invalid."""
    if meeting.started_at is None or meeting.state not in (Stage.LIVE, Stage.HELD, Stage.RECORDED):
        raise Conflict("ahead.not_begun")
    ends = meeting.finished_at or context.now
    if at is None:
        return context.now if meeting.state is Stage.LIVE else otherwise or ends
    if not meeting.started_at.replace(second=0, microsecond=0) <= at <= ends:
        raise Invalid("ahead.moment_outside", field="at")
    return at


def must_be_over(meeting: Meeting) -> None:
    """Raises Conflict while something may still be answered in the room."""
    if not is_over(meeting):
        raise Conflict("ahead.not_over")


async def leave_bundle(row: AheadRow) -> UUID | None:
    """Out of its bundle, which goes on under another lead, or ends with its last but one question. The caller saves the row.

    The bundle that was left, if any.
    """
    left = row.bundle_id
    if left is None:
        return None
    row.bundle_id = None
    await AheadRow.filter(id=row.id).update(bundle_id=None)
    rest = await AheadRow.filter(bundle_id=left)
    if len(rest) == 1:
        await AheadRow.filter(id=rest[0].id).update(bundle_id=None)
    elif row.id == (await BundleRow.get(id=left)).lead_id:
        lead = next_lead([(each.asked_at, each.ref, each.id) for each in rest])
        await BundleRow.filter(id=left).update(lead_id=lead)
    return left


def happened(context: Context, kind: str, row: AheadRow, meeting: Meeting, **facts: Any) -> None:
    """Into the public log and to whoever listens: facts about the question and its meeting, never about a person."""
    context.record(f"asking.{kind}", row.ref, meeting=meeting.ref, **facts)
    context.tell(f"asking.{kind}", row.ref, question=row.id, meeting=meeting.id, **facts)
