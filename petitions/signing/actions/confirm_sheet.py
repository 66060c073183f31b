"""A second person has held a long sheet against its scan: its lines count."""

from __future__ import annotations

from uuid import UUID

from hearing_state.actions import Context, Wish, action
from hearing_state.db import execute
from hearing_state.errors import Conflict
from hearing_state.permissions import Subject
from petitions.signing import sheets

_CONFIRM = """
UPDATE signing_sheet SET state = 'counted', confirmed_by = $2, confirmed_at = $3 WHERE id = $1 AND state = 'waiting'
"""
_LINES = "UPDATE signing_proof SET state = 'good', next_at = $2 WHERE sheet_id = $1 AND state = 'held'"


class ConfirmSheet(Wish):
    sheet: UUID


async def about(context: Context, wish: ConfirmSheet) -> Subject:
    return await sheets.subject(context, wish.sheet)


@action("petition.confirm_sheet", entry="petition.sheet_confirmed", about=about)
async def confirm_sheet(context: Context, wish: ConfirmSheet) -> None:
    """Raises Conflict for a sheet that does not wait (any more)."""
    found = await sheets.sheet(wish.sheet)
    if not await execute(_CONFIRM, wish.sheet, context.actor.person_id, context.now):
        raise Conflict("petition.sheet_not_waiting")
    await execute(_LINES, wish.sheet, context.now)
    context.record("petition.sheet_confirmed", found.ref, number=found.number, lines=found.lines)
