"""What proves a signature was found good, an electronic one or a line of a sheet: it is put under the petition, in its signer's name."""

from __future__ import annotations

from uuid import UUID

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.errors import Conflict, Forbidden, Problem
from hearing_state.permissions import Subject
from petitions.drafting import queries as drafting
from petitions.drafting.petition import JOINABLE
from petitions.signing import proofs
from petitions.signing.actions.sign import Signature, Signed, put_all, scope_of
from petitions.signing.assurance import is_enough


class SignProven(Wish):
    petition: str = Field(max_length=43)
    proof: UUID


async def about(context: Context, wish: SignProven) -> Subject:
    return drafting.subject_of(await drafting.by_key(context, wish.petition))


@action("petition.sign_proven", entry="petition.signed", about=about)
async def sign_proven(context: Context, wish: SignProven) -> Signed:
    """A proof counts once, under its own petition, for its own person. Raises Conflict for any other, and where it is not open."""
    row = await drafting.by_key(context, wish.petition)
    account = context.actor.person_id
    if account is None:
        raise Forbidden()
    if row.state not in JOINABLE:
        raise Conflict("petition.not_open")
    taken = await proofs.take(context, row, wish.proof, account)
    if not is_enough(taken.kind, scope_of(row), context.today):
        raise Conflict("petition.proof_not_enough")
    said = taken.content
    wished = Signature(context, row, account, taken.human, taken.kind, said.place, said.comment)
    (answer,) = await put_all([wished])
    if isinstance(answer, Problem):
        raise answer
    if not answer.is_new:
        await proofs.found_known(wish.proof, answer.was)
    return answer
