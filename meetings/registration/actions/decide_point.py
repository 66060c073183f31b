"""The organiser confirms a listening point, or refuses it with a reason that its holder reads."""

from __future__ import annotations

from uuid import UUID

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.errors import Conflict, Invalid
from hearing_state.permissions import Subject
from meetings.registration import held, queries
from meetings.registration.entry import Kind, State


class DecidePoint(Wish):
    """Also a confirmed point may be refused later: the holder reads why."""

    entry: UUID
    is_confirmed: bool
    reason: str = Field("", max_length=500)


async def about(context: Context, wish: DecidePoint) -> Subject:
    return await queries.entry_subject(context, wish.entry)


@action("registration.decide_point", entry="registration.point_decided", about=about, public=False)
async def decide_point(context: Context, wish: DecidePoint) -> None:
    meeting, entry = await held.hold_entry(wish.entry)
    if entry.kind != Kind.POINT:
        raise Conflict("registration.not_a_point")
    held.must_be_open(context, meeting)
    if not wish.is_confirmed and not wish.reason:
        raise Invalid("registration.reason_needed", field="reason")
    held.step(entry, "confirm" if wish.is_confirmed else "refuse")
    entry.decided_at, entry.decided_by = context.now, context.actor.person_id
    entry.decision_reason = "" if wish.is_confirmed else wish.reason
    entry.seated_at = context.now if entry.state == State.SEATED else None
    await entry.save()
    context.record("registration.point_decided", meeting.ref, is_confirmed=wish.is_confirmed)
    held.tell(context, "point_decided", [entry.id], is_confirmed=wish.is_confirmed)
