"""What the authorities said of a signature that was handed in: it stands, it does not, or it is asked again later."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Literal
from uuid import UUID

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.db import execute
from hearing_state.db import row as one_row
from hearing_state.errors import Conflict, Problem
from hearing_state.people import queries as people
from hearing_state.people.eds.bearer import Bearer
from hearing_state.people.proven import name_if_nameless, prove

FIRST_AGAIN = timedelta(minutes=5)
LAST_AGAIN = timedelta(hours=6)
_HOLD = """
SELECT s.person_id, s.state, s.tries, s.made_at, p.ref FROM signing_proof s JOIN drafting_petition p ON p.id = s.petition_id
 WHERE s.id = $1 FOR UPDATE OF s
"""
_LATER = "UPDATE signing_proof SET tries = tries + 1, next_at = $2 WHERE id = $1"
_GOOD = "UPDATE signing_proof SET state = 'good', next_at = $2, settled_at = $3 WHERE id = $1"
_REFUSE = (
    "UPDATE signing_proof SET state = 'refused', reason = $2, next_at = NULL, settled_at = $3 WHERE id = $1"
)


class SettleProof(Wish):
    """``reason``: the word of a refusal. The bearer stands in the certificate."""

    proof: UUID
    standing: Literal["good", "refused", "unknown"]
    reason: str = Field("", max_length=40)
    iin: str = Field("", max_length=12, repr=False)
    given_name: str = Field("", max_length=200, repr=False)
    family_name: str = Field("", max_length=200, repr=False)


@action("petition.settle_proof", entry="petition.proof_settled", public=False)
async def settle_proof(context: Context, wish: SettleProof) -> str:
    """The state that it has now. Settling twice changes nothing."""
    held = await one_row(_HOLD, wish.proof)
    if held is None:
        raise Conflict("petition.proof_gone")
    if held["state"] not in {"waiting", "good"}:
        return str(held["state"])
    state, reason = await _decided(context, wish, held)
    if state == "waiting":
        await execute(_LATER, wish.proof, next_try(context.now, held["tries"]))
    elif state == "good":
        await execute(_GOOD, wish.proof, context.now + FIRST_AGAIN, context.now)
    else:
        await execute(_REFUSE, wish.proof, reason, context.now)
    context.record("petition.proof_settled", held["ref"], state=state, reason=reason)
    return state


def next_try(now: datetime, tries: int) -> datetime:
    doubled: timedelta = FIRST_AGAIN * (1 << min(tries, 10))
    return now + min(doubled, LAST_AGAIN)


async def _decided(context: Context, wish: SettleProof, held: dict[str, Any]) -> tuple[str, str]:
    if wish.standing == "refused" or held["person_id"] is None:
        return "refused", wish.reason
    if wish.standing == "unknown":
        return "waiting", ""
    try:
        await _is_hers(context, wish, held["person_id"])
    except Problem as refusal:
        return "refused", refusal.reason
    return "good", ""


async def _is_hers(context: Context, wish: SettleProof, person_id: UUID) -> None:
    """Raises Conflict where the certificate is of another name than the account, or of another IIN than it proved before."""
    bearer = Bearer(wish.iin, wish.given_name, wish.family_name)
    own = await people.person(context, person_id)
    if own.family_name and not bearer.is_named(own.given_name, own.family_name):
        raise Conflict("eds.other_name")
    await prove(context, person_id, wish.iin)
    await name_if_nameless(person_id, wish.given_name, wish.family_name)
