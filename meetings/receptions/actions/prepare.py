"""The visitor's file is ready: who receives can read before the reception what it is about (resolution No. 663)."""

from __future__ import annotations

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.errors import Conflict
from hearing_state.permissions import Subject
from meetings.receptions import held, queries


class Prepare(Wish):
    """``note``: what lies in the file and where; read by the office alone."""

    booking: str = Field(max_length=20)
    note: str = Field(min_length=5, max_length=1_000)


async def about(context: Context, wish: Prepare) -> Subject:
    return await queries.subject(context, wish.booking)


@action("reception.prepare", entry="reception.prepared", about=about)
async def prepare(context: Context, wish: Prepare) -> None:
    row = await held.hold(wish.booking)
    held.step(row, "prepare")
    if row.file_ready_at is not None:
        raise Conflict("reception.file_is_ready")
    row.file_ready_at, row.file_note = context.now, wish.note
    await row.save()
    await held.happened(context, row, "prepared")
