"""Some hundreds of a petition's signers are told of the decision; the rest in the next step."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from pydantic import Field

from hearing_state.actions import Context, Wish, action, by_law
from hearing_state.db import rows
from hearing_state.errors import NotFound
from hearing_state.notifications.actions.notify import Notify, notify
from hearing_state.people.queries import contact_of
from hearing_state.permissions import Subject
from petitions.drafting import queries
from petitions.drafting.models import PetitionRow

AT_ONCE = 200
LETTER = "petitions/considering/signer_decided"
# The author has her own letter.
_NEXT = """
SELECT id, person_id FROM signing_signature
 WHERE petition_id = $1 AND state = 'valid' AND person_id IS NOT NULL AND person_id IS DISTINCT FROM $2::uuid
   AND ($3::uuid IS NULL OR id > $3::uuid) ORDER BY id LIMIT $4
"""


class TellSigners(Wish):
    """``after``: the signature that was told last; ``values``: what the letter says."""

    petition: str = Field(max_length=20)
    after: UUID | None = None
    values: dict[str, Any] = Field(default_factory=dict)
    at_once: int = Field(AT_ONCE, ge=1, le=AT_ONCE)


async def about(context: Context, wish: TellSigners) -> Subject:
    return await queries.subject(context, wish.petition)


@action("petition.tell_signers", entry="petition.signers_told", about=about, public=False)
async def tell_signers(context: Context, wish: TellSigners) -> int:
    """How many were told."""
    row = await PetitionRow.get(ref=wish.petition)
    found = await rows(_NEXT, row.id, row.author_id, wish.after, wish.at_once)
    told = 0
    for each in found:
        told += await _tell(context, row, each["person_id"], wish.values)
    if len(found) == wish.at_once:
        context.tell("petition.signers_told", row.ref, after=found[-1]["id"])
    context.record("petition.signers_told", row.ref, people=told)
    return told


async def _tell(context: Context, row: PetitionRow, person_id: UUID, values: dict[str, Any]) -> int:
    """Whoever left no address reads it on the page: for a signature no paper letter is owed."""
    try:
        await contact_of(context, person_id)
    except NotFound:
        return 0
    wish = Notify(person_id=person_id, template=LETTER, about=row.ref, event="decided", values=values)
    return int(await by_law(context, notify, wish) is not None)
