"""A signature that was handed in is brought to its end: the authorities are asked, outside any transaction, and then it is counted or not.

The page does so at once; whatever cannot be settled then, the timetable comes by for. Every step may be done twice.
"""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from hearing_state.actions import Context, by_law
from hearing_state.errors import Conflict, Invalid, NotFound, Unavailable
from hearing_state.people.eds import check
from hearing_state.people.eds.revocation import Standing
from hearing_state.permissions import Actor, Grant, Role
from petitions.signing import queries
from petitions.signing.actions.settle_proof import SettleProof, settle_proof
from petitions.signing.actions.sign import Signed
from petitions.signing.actions.sign_proven import SignProven, sign_proven
from petitions.signing.assurance import EDS


async def settle(context: Context, proof_id: UUID) -> Signed | str:
    """The signature, or the state in which the proof stays: ``waiting`` or ``refused``. Raises NotFound."""
    proof = await queries.proof(context, proof_id)
    state = proof.state
    if state == "waiting" and proof.kind == EDS:
        state = await by_law(context, settle_proof, await _asked(context, proof))
    return await _sign(context, proof) if state in {"good", "used"} else state


async def _asked(context: Context, proof: queries.KeptProof) -> SettleProof:
    try:
        held = check.hold(context.settings, proof.content.cms, proof.content.words.encode(), proof.made_at)
        verdict = await check.ask(context.settings, held, context.now)
    except Invalid as refusal:
        if (
            refusal.reason == "eds.algorithm"
        ):  # taken when it was handed in: the house's settings are at fault, not the signer
            return SettleProof(proof=proof.id, standing="unknown")
        return SettleProof(proof=proof.id, standing="refused", reason=refusal.reason)
    except Unavailable:
        return SettleProof(proof=proof.id, standing="unknown")
    if verdict.standing is Standing.REVOKED:
        return SettleProof(proof=proof.id, standing="refused", reason="eds.revoked")
    if verdict.standing is not Standing.GOOD or verdict.bearer is None:
        return SettleProof(proof=proof.id, standing="unknown")
    named = verdict.bearer
    return SettleProof(
        proof=proof.id,
        standing="good",
        iin=named.iin,
        given_name=named.given_name,
        family_name=named.family_name,
    )


async def _sign(context: Context, proof: queries.KeptProof) -> Signed | str:
    """In the signer's name: what she did is what she handed in, whoever carries it on."""
    if proof.person_id is None:
        return "refused"
    signer = Actor(proof.person_id, frozenset({Grant(Role.RESIDENT)}))
    acting = replace(context, actor=signer, idempotency_key=None, address="")
    try:
        return await sign_proven(acting, SignProven(petition=proof.key, proof=proof.id))
    except (Conflict, NotFound, Invalid) as refusal:
        if refusal.reason == "petition.proof_gone":  # signed already, by whoever came first
            return await queries.standing(context, proof)
        refused = SettleProof(proof=proof.id, standing="refused", reason=refusal.reason)
        return await by_law(context, settle_proof, refused)
