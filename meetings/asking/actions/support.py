"""Somebody stands behind a question: a resident once, a guest once for her browser, which counts apart."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from hearing_state.actions import Context, Wish, action
from hearing_state.db import value
from hearing_state.errors import Conflict, Invalid
from hearing_state.ids import new_id
from hearing_state.permissions import Subject
from meetings.asking import held, queries, supporter
from meetings.asking.ahead import State, votes_closed_because
from meetings.asking.models import AheadRow
from meetings.schedule import queries as schedule

_PUT = """
INSERT INTO asking_support (id, question_id, supporter, person_id, is_guest, is_own, supported_at)
VALUES ($1, $2, $3, $4::uuid, $5, false, $6) ON CONFLICT (question_id, supporter) DO NOTHING RETURNING id
"""


class Support(Wish):
    """``secret``: of a guest's browser."""

    question: str = Field(max_length=20)
    secret: str | None = Field(None, max_length=100)


class Supported(BaseModel):
    """``is_new``: false for whoever stood behind it already."""

    model_config = ConfigDict(frozen=True)

    ref: str
    is_new: bool


async def about(context: Context, wish: Support) -> Subject:
    return await queries.subject(context, wish.question)


@action("asking.support", entry="asking.supported", about=about, public=False)
async def support(context: Context, wish: Support) -> Supported:
    """Raises Conflict for a question that has no place in the order, or when the meeting is over."""
    row = await AheadRow.get(ref=wish.question)
    held.must_be_public(row)
    if row.state != State.ASKED:
        raise Conflict("ahead.not_in_this_state")
    meeting = (await schedule.meetings(context, [row.meeting_id]))[row.meeting_id]
    closed = votes_closed_because(meeting, context.now)
    if closed:
        raise Conflict(closed)
    who = supporter.of_reader(context, wish.secret)
    if who is None:
        raise Invalid("ahead.person_needed")
    made = await value(_PUT, new_id(), row.id, who.key, who.person_id, who.is_guest, context.now)
    context.record("asking.supported", row.ref, is_guest=who.is_guest)
    return Supported(ref=row.ref, is_new=made is not None)
