"""Those whose signatures one step changed are told by letter: found invalid, with how to object, or counting again."""

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
from petitions.drafting.models import PetitionRow
from petitions.fraud import queries
from petitions.fraud.models import InvalidationRow

LETTERS = {"invalid": "petitions/fraud/invalidated", "restored": "petitions/fraud/restored"}
_OF_STEP = """
SELECT t.state, t.reason, s.person_id, s.receipt FROM fraud_target t JOIN signing_signature s ON s.id = t.signature_id
 WHERE t.invalidation_id = $1 AND t.step = $2 AND t.state IN ('invalid', 'restored') AND s.person_id IS NOT NULL ORDER BY s.id
"""


class TellInvalidated(Wish):
    """``step``: of the invalidation. Whose signature a later step has changed again is told by that one."""

    petition: str = Field(max_length=20)
    number: int = Field(ge=1)
    step: int = Field(ge=1)


async def about(context: Context, wish: TellInvalidated) -> Subject:
    return await queries.subject(context, wish.petition, wish.number)


@action("petition.tell_invalidated", entry="petition.invalidated_told", about=about, public=False)
async def tell_invalidated(context: Context, wish: TellInvalidated) -> int:
    """How many were told."""
    petition = await PetitionRow.get(ref=wish.petition)
    row = await InvalidationRow.get(petition_id=petition.id, number=wish.number)
    told = 0
    for each in await rows(_OF_STEP, row.id, wish.step):
        values = _values(petition, row, each)
        told += await _tell(
            context,
            Notify(
                person_id=each["person_id"],
                template=LETTERS[each["state"]],
                about=petition.ref,
                event=f"{row.number}:{wish.step}",
                values=values,
            ),
        )
    context.record("petition.invalidated_told", petition.ref, people=told)
    return told


def _values(petition: PetitionRow, row: InvalidationRow, signature: dict[str, Any]) -> dict[str, Any]:
    key = petition.ref if petition.published_at else petition.link
    reason = row.reason if signature["state"] == "invalid" else signature["reason"] or row.restore_reason
    return {
        "ref": petition.ref, "title": petition.title, "path": f"/petitions/{key}", "reason": reason, "code": signature["receipt"],
    }  # fmt: skip


async def _tell(context: Context, wish: Notify) -> int:
    """Whoever left no address finds it on the petition's page by her receipt."""
    try:
        await contact_of(context, wish.person_id or UUID(int=0))
    except NotFound:
        return 0
    return int(await by_law(context, notify, wish) is not None)
