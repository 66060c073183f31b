"""The body registers a petition; its term runs from here: forty working days for a central body, twenty for a local one (90-5(1))."""

from __future__ import annotations

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.permissions import Subject
from petitions.drafting import held, queries
from petitions.drafting.outcome import Done, done


class Register(Wish):
    petition: str = Field(max_length=20)


async def about(context: Context, wish: Register) -> Subject:
    return await queries.subject(context, wish.petition)


@action("petition.register", entry="petition.registered", about=about)
async def register(context: Context, wish: Register) -> Done:
    row = await held.hold(wish.petition)
    held.step(row, "register")
    await row.save(update_fields=["state"])
    rule = "petition.central" if row.place_code is None else "petition.local"
    opened = await held.open_its_clock(context, row, rule, kind="duty", agency=row.agency_id)
    await held.happened(context, row, "registered", due_on=opened.due_on)
    return done(row)
