"""The office takes a question out of its bundle again, or the whole bundle apart."""

from __future__ import annotations

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.errors import Conflict
from hearing_state.permissions import Subject
from meetings.asking import held, queries
from meetings.asking.ahead import State
from meetings.asking.models import AheadRow
from meetings.asking.outcome import Done, done


class Unbundle(Wish):
    """``is_whole``: nothing stays together."""

    question: str = Field(max_length=20)
    is_whole: bool = False


async def about(context: Context, wish: Unbundle) -> Subject:
    return await queries.subject(context, wish.question)


@action("asking.unbundle", entry="asking.unbundled", about=about)
async def unbundle(context: Context, wish: Unbundle) -> Done:
    """Raises Conflict for what is not bundled, or has its common answer already."""
    found = await held.hold(wish.question)
    row = found.row
    if row.bundle_id is None or row.state != State.ASKED:
        raise Conflict("ahead.not_in_this_state")
    if wish.is_whole:
        await AheadRow.filter(bundle_id=row.bundle_id).update(bundle_id=None)
        row.bundle_id = None
    else:
        await held.leave_bundle(row)
    held.happened(context, "unbundled", row, found.meeting, is_whole=wish.is_whole)
    return done(row)
