"""What moderators decided on a report or an appeal: the words of a petition are hidden, or shown again."""

from __future__ import annotations

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.permissions import Subject
from petitions.drafting import held, queries
from petitions.drafting.outcome import Done, done


class SetHidden(Wish):
    petition: str = Field(max_length=20)
    is_hidden: bool


async def about(context: Context, wish: SetHidden) -> Subject:
    return await queries.subject(context, wish.petition)


@action("petition.set_hidden", entry="petition.hidden_set", about=about)
async def set_hidden(context: Context, wish: SetHidden) -> Done:
    row = await held.hold(wish.petition)
    row.is_hidden = wish.is_hidden
    await row.save(update_fields=["is_hidden"])
    await held.label_its_clocks(context, row)
    context.record("petition.hidden_set", row.ref, is_hidden=wish.is_hidden)
    return done(row)
