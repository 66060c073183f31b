"""The asker takes her question back; its words are deleted at once, its number stays known as withdrawn."""

from __future__ import annotations

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.errors import NotFound
from hearing_state.people import queries as people
from hearing_state.permissions import Role, Subject
from meetings.asking import held, queries
from meetings.asking.models import AheadRow
from meetings.asking.outcome import Done, done


class Withdraw(Wish):
    """``secret``: of the browser at which a guest asked."""

    question: str = Field(max_length=20)
    secret: str | None = Field(None, max_length=100)


async def about(context: Context, wish: Withdraw) -> Subject:
    return await queries.subject(context, wish.question)


@action("asking.withdraw", entry="asking.withdrawn", about=about, hides=True)
async def withdraw(context: Context, wish: Withdraw) -> Done:
    found = await held.hold(wish.question)
    row = found.row
    await _must_be_hers(context, row, wish.secret)
    held.step(row, "withdraw")
    await held.leave_bundle(row)
    row.text, row.folded, row.point_id = "", "", None
    await row.save()
    held.happened(context, "withdrawn", row, found.meeting)
    return done(row)


async def _must_be_hers(context: Context, row: AheadRow, secret: str | None) -> None:
    """An operator acts for the visitor who stands at her desk today. Raises NotFound."""
    if Role.OPERATOR not in context.actor.roles:
        held.must_own(context, row, secret)
    elif row.asker_id is None or not await people.has_come(context, row.asker_id):
        raise NotFound("ahead.not_found")
