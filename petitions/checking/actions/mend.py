"""The author of a rejected petition takes its words into a new draft, with the check's remarks beside what they concern."""

from __future__ import annotations

from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from hearing_state.actions import Context, Wish, action
from hearing_state.agencies import queries as agencies
from hearing_state.errors import Conflict
from hearing_state.permissions import Subject
from petitions.checking import queries
from petitions.drafting import held
from petitions.drafting import queries as drafting
from petitions.drafting.models import DraftRow
from petitions.drafting.petition import State


class Mend(Wish):
    petition: str = Field(max_length=20)


class Mended(BaseModel):
    model_config = ConfigDict(frozen=True)

    draft: UUID


async def about(context: Context, wish: Mend) -> Subject:
    return await drafting.subject(context, wish.petition)


@action("petition.mend", entry="petition.mended", about=about, public=False)
async def mend(context: Context, wish: Mend) -> Mended:
    """Raises Conflict for a petition that was not rejected."""
    row = await held.hold(wish.petition)
    verdict = await queries.verdict(context, row.id)
    if row.state != State.REJECTED or verdict is None:
        raise Conflict("petition.not_rejected")
    body = await agencies.agency(context, row.agency_id)
    typed = {
        "title": row.title, "topic": row.topic, "place": row.author_place, "agency": body.slug, "reasons": row.reasons,
        "proposal": row.proposal, "language": row.language,
    }  # fmt: skip
    made = await DraftRow.create(
        owner_id=context.actor.person_id, typed=typed, remarks=verdict.remarks, saved_at=context.now
    )
    return Mended(draft=made.id)
