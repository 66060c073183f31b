"""Whoever chairs puts a question to another place in the order, or back where the rule has it, with a reason that everybody reads."""

from __future__ import annotations

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.errors import Conflict
from hearing_state.permissions import Subject
from meetings.asking import held, queries
from meetings.asking.ahead import POSITION_MAX, REASON_MAX, REASON_MIN, State
from meetings.asking.models import OverrideRow
from meetings.asking.outcome import Done, done


class OrderOverride(Wish):
    """``position``: from 1; none: back to its place by the rule."""

    question: str = Field(max_length=20)
    position: int | None = Field(None, ge=1, le=POSITION_MAX)
    reason: str = Field(min_length=REASON_MIN, max_length=REASON_MAX)


async def about(context: Context, wish: OrderOverride) -> Subject:
    return await queries.subject(context, wish.question)


@action("asking.move", entry="asking.moved", about=about)
async def order_override(context: Context, wish: OrderOverride) -> Done:
    """Nobody moves a line in which her own question stands (``not_own`` asks for the question named, this for the rest)."""
    found = await held.hold(wish.question)
    row = found.row
    held.must_be_public(row)
    if row.state != State.ASKED:
        raise Conflict("ahead.not_in_this_state")
    held.must_not_be_hers(context, found)
    await OverrideRow.create(
        question_id=found.lead.id,
        position=wish.position,
        reason=wish.reason,
        made_by=context.actor.person_id,
        made_at=context.now,
    )
    held.happened(context, "moved", found.lead, found.meeting, position=wish.position)
    return done(row)
