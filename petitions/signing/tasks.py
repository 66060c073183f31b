"""The counter's round, and whoever is to be forgotten."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from hearing_state.actions import Context, by_law
from hearing_state.jobs.listeners import Told, every, job
from petitions.signing import queries
from petitions.signing.actions.count import AT_ONCE, Count, count
from petitions.signing.actions.forget_signers import ForgetSigners, forget_signers
from petitions.signing.actions.recount import Recount, recount
from petitions.signing.actions.unite_signatures import UniteSignatures, unite_signatures
from petitions.signing.settling import settle

ROUNDS_MAX = 20
PROOFS_AT_ONCE = 100


async def count_signatures(context: Context, _slot: datetime) -> None:
    """Quiet seconds leave no trace."""
    for _round in range(ROUNDS_MAX):
        if not await queries.is_waiting(context) or await by_law(context, count, Count()) < AT_ONCE:
            return


async def settle_proofs(context: Context, _slot: datetime) -> None:
    """What could not be checked, or not be counted, when it was handed in."""
    for proof in await queries.due_proofs(context, PROOFS_AT_ONCE):
        await settle(context, proof)


async def recount_signatures(context: Context, _slot: datetime) -> None:
    await by_law(context, recount, Recount())


async def forget_old(context: Context, _slot: datetime) -> None:
    await by_law(context, forget_signers, ForgetSigners())


@job("person.joined")
async def unite(context: Context, told: Told) -> None:
    """What somebody signed by two accounts counts once from the moment at which both proved to be hers."""
    account, human = UUID(told.payload["account"]), UUID(told.payload["human"])
    for ref in await queries.signed_by(context, account):
        await by_law(context, unite_signatures, UniteSignatures(petition=ref, account=account, human=human))


LISTENERS = (unite,)
TIMETABLE = (
    every("petitions.count", seconds=5, run=count_signatures, catch_up="latest"),
    every("petitions.settle_proofs", minutes=1, run=settle_proofs, catch_up="latest"),
    every("petitions.recount", at="03:35", run=recount_signatures, catch_up="latest"),
    every("petitions.forget_signers", at="04:05", run=forget_old, catch_up="latest"),
)
