"""Two accounts proved to be one person's: what she signed by the one that counts no longer by itself stands as hers, and counts once.

Not only when she signs again: whoever never comes back would count twice until then. The stronger proof of the two stays. What was found
invalid stays so, and keeps her from signing anew. Signatures of a petition that was sent are left as they were when it was.
"""

from __future__ import annotations

from uuid import UUID

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.db import execute, rows
from hearing_state.permissions import Subject
from petitions.drafting import held as petitions
from petitions.drafting import queries as drafting
from petitions.drafting.petition import SIGNATURE_HELD
from petitions.signing.actions.sign import strengthened, take_back
from petitions.signing.assurance import weaker_than
from petitions.signing.signer import signer_of

# In the order in which signing puts them, so that nobody waits for another crosswise.
_BOTH = """
SELECT signer, state, proof, receipt FROM signing_signature WHERE petition_id = $1 AND signer = ANY ($2::bytea[]) ORDER BY signer FOR UPDATE
"""
# What she took back stands in the way of what still holds: a fresh random key in place of the digest, as for whoever is forgotten.
_OUT_OF_THE_WAY = """
UPDATE signing_signature SET signer = decode(replace(gen_random_uuid()::text, '-', ''), 'hex')
 WHERE petition_id = $1 AND signer = $2 AND state = 'withdrawn'
"""
_AS_THE_PERSON = "UPDATE signing_signature SET signer = $3 WHERE petition_id = $1 AND signer = $2"


class UniteSignatures(Wish):
    """``account``: counts as ``human`` from now on."""

    petition: str = Field(max_length=20)
    account: UUID
    human: UUID


async def about(context: Context, wish: UniteSignatures) -> Subject:
    return drafting.subject_of(await drafting.by_key(context, wish.petition))


@action("petition.unite_signatures", entry="petition.unsigned", about=about)
async def unite_signatures(context: Context, wish: UniteSignatures) -> bool:
    """False where there was nothing to unite; a second time changes nothing."""
    row = await petitions.hold(wish.petition)
    account, human = (signer_of(context, row.id, each) for each in (wish.account, wish.human))
    found = {bytes(each["signer"]): each for each in await rows(_BOTH, row.id, [account, human])}
    hers, other = found.get(human), found.get(account)
    if row.state not in SIGNATURE_HELD or other is None or other["state"] == "withdrawn":
        context.changed_nothing()
        return False
    if hers is None or (hers["state"] == "withdrawn" and other["state"] == "valid"):
        context.changed_nothing()  # the same signatures count as before
        await execute(_OUT_OF_THE_WAY, row.id, human)
        await execute(_AS_THE_PERSON, row.id, account, human)
        return True
    if (hers["state"], other["state"]) != ("valid", "valid"):
        context.changed_nothing()  # one of them counts at most
        return False
    await take_back(context, row, account)
    if hers["proof"] in weaker_than(other["proof"]):
        await strengthened(context, row, human, other["proof"])
    return True
