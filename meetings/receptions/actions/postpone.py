"""The reception is moved to another hour; the visitor is told at least two working days ahead."""

from __future__ import annotations

from pydantic import Field

from hearing_state.actions import Context, action
from hearing_state.errors import Invalid
from hearing_state.permissions import Subject
from meetings.receptions import held, queries
from meetings.receptions.actions.appoint import Appoint, seat


class Postpone(Appoint):
    reason: str = Field(min_length=10, max_length=1000)


async def about(context: Context, wish: Postpone) -> Subject:
    return await queries.subject(context, wish.booking)


@action("reception.postpone", entry="reception.postponed", about=about)
async def postpone(context: Context, wish: Postpone) -> None:
    row = await held.hold(wish.booking)
    held.step(row, "postpone")
    before_at = row.slot_at
    terms = (await queries.preparation(context)).terms(before_at) if before_at else None
    if terms is not None and context.today > terms.notice_on:
        raise Invalid("reception.notice_too_short", field="slot_at", until_on=terms.notice_on)
    await seat(context, row, wish)
    await row.save()
    before = before_at.isoformat() if before_at else None
    await held.happened(
        context, row, "postponed", reason=wish.reason, before_at=before, slot_at=wish.slot_at.isoformat()
    )
