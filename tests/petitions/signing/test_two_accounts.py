"""Whoever signed by two accounts counts once from the moment at which both prove to be hers, whether she comes back or not."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from hearing_state.db import execute, rows, value
from hearing_state.errors import Conflict
from hearing_state.jobs.listeners import Told
from hearing_state.people.actions.sign_in_state import SignInState, sign_in_state
from petitions.signing import invalid, queries
from petitions.signing.actions.recount import Recount, recount
from petitions.signing.actions.sign import Sign, sign
from petitions.signing.actions.unite_signatures import UniteSignatures, unite_signatures
from petitions.signing.actions.unsign import Unsign, unsign
from petitions.signing.tasks import unite
from tests.petitions.world import World, later, row_of
from tests.support.contexts import NOON

IIN = "990101000004"
_TOLD = "SELECT payload::text FROM jobs_outbox WHERE listener LIKE '%unite%'"


async def _joined(here: World) -> None:
    """Daulet's account proves Aigul's number; what follows from it is carried out."""
    await sign_in_state(here.system, SignInState(iin=IIN, account=here.aigul))
    assert await rows(_TOLD) == []
    await sign_in_state(here.system, SignInState(iin=IIN, account=here.daulet))
    (told,) = await rows(_TOLD)
    payload = json.loads(told["payload"])
    assert payload == {"account": str(here.daulet), "human": str(here.aigul)}
    for _twice in range(2):
        await unite(here.system, Told(1, "person.joined", f"person:{here.aigul}", payload, NOON))


def _as_one(here: World):
    """The account that was joined, as it is signed in afterwards."""
    return replace(here.neighbour, actor=replace(here.neighbour.actor, one_with=here.aigul))


async def _total(here: World, ref: str) -> int:
    await here.counted()
    assert await recount(here.system, Recount()) == 0
    return (await queries.counted(here.visitor, await row_of(ref))).total


async def test_two_signatures_of_one_person_become_one(here: World):
    filed = await here.filed()
    hers = await sign(here.author, Sign(petition=filed.link, consent=True))
    await sign(here.neighbour, Sign(petition=filed.link, consent=True))
    assert await _total(here, filed.ref) == 2
    await _joined(here)
    assert await _total(here, filed.ref) == 1
    again = await sign(later(_as_one(here), minutes=1), Sign(petition=filed.link, consent=True))
    assert (again.is_new, again.receipt) == (False, hers.receipt)
    assert await _total(here, filed.ref) == 1


async def test_the_stronger_proof_of_both_stays(here: World):
    filed = await here.filed()
    await sign(here.author, Sign(petition=filed.link, consent=True))
    await sign(here.neighbour, Sign(petition=filed.link, consent=True))
    await execute("UPDATE signing_signature SET proof = 'openid' WHERE person_id = $1", here.daulet)
    await execute(
        "UPDATE signing_change SET proof = 'openid' WHERE id = (SELECT id FROM signing_change LIMIT 1)"
    )
    assert await _total(here, filed.ref) == 2
    await _joined(here)
    assert await _total(here, filed.ref) == 1
    by_proof = await queries.by_proof(here.visitor, (await row_of(filed.ref)).id)
    assert [each for each in by_proof if each[1]] == [("openid", 1)]


async def test_what_one_account_signed_keeps_the_other_from_signing_again(here: World):
    filed = await here.filed()
    his = await sign(here.neighbour, Sign(petition=filed.link, consent=True))
    await _joined(here)
    again = await sign(later(here.author, minutes=1), Sign(petition=filed.link, consent=True))
    assert (again.is_new, again.receipt) == (False, his.receipt)
    assert await _total(here, filed.ref) == 1


async def test_what_she_took_back_does_not_stand_in_the_way(here: World):
    filed = await here.filed()
    await sign(here.author, Sign(petition=filed.link, consent=True))
    await unsign(here.author, Unsign(petition=filed.link))
    his = await sign(here.neighbour, Sign(petition=filed.link, consent=True))
    await _joined(here)
    again = await sign(later(here.author, minutes=1), Sign(petition=filed.link, consent=True))
    assert (again.is_new, again.receipt) == (False, his.receipt)
    assert await _total(here, filed.ref) == 1
    await unsign(later(_as_one(here), minutes=2), Unsign(petition=filed.link))
    assert await _total(here, filed.ref) == 0


async def test_what_was_found_invalid_keeps_both_accounts_from_signing_anew(here: World):
    filed = await here.filed()
    await sign(here.neighbour, Sign(petition=filed.link, consent=True))
    await invalid.invalidate(
        [await value("SELECT id FROM signing_signature")], NOON, later(here.system, minutes=5).now
    )
    await _joined(here)
    with pytest.raises(Conflict, match="signature_invalid"):
        await sign(later(here.author, minutes=1), Sign(petition=filed.link, consent=True))
    assert await _total(here, filed.ref) == 0


async def test_of_a_petition_that_is_over_nothing_changes(here: World):
    filed = await here.filed()
    await sign(here.author, Sign(petition=filed.link, consent=True))
    await sign(here.neighbour, Sign(petition=filed.link, consent=True))
    assert await _total(here, filed.ref) == 2
    await execute("UPDATE drafting_petition SET state = 'lapsed' WHERE ref = $1", filed.ref)
    wish = UniteSignatures(petition=filed.ref, account=here.daulet, human=here.aigul)
    assert await unite_signatures(here.system, wish) is False
    assert await value("SELECT count(*)::int FROM signing_signature WHERE state = 'valid'") == 2
