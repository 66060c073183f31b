"""A citizen signs with an electronic signature: counted once, for this petition alone; what cannot be checked now is not lost."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

import pytest

from hearing_state.actions import Context
from hearing_state.db import rows, value
from hearing_state.errors import Conflict, Invalid
from hearing_state.permissions import Actor, Grant, Role
from petitions.drafting import queries as drafting
from petitions.signing import queries, statement
from petitions.signing.actions.forget_signers import ForgetSigners, forget_signers
from petitions.signing.actions.hand_in import HandIn, hand_in
from petitions.signing.actions.sign import Sign, Signed, sign
from petitions.signing.actions.sign_proven import SignProven, sign_proven
from petitions.signing.actions.unsign import Unsign, unsign
from petitions.signing.settling import settle
from petitions.signing.tasks import settle_proofs
from tests.petitions.world import World, later, row_of, world
from tests.questions.world import person
from tests.support.authority import Authority, Holder, answering
from tests.support.contexts import NOON

IIN = "990101000004"
OTHER_IIN = "880101000001"


@dataclass
class Desk:
    """A world whose house trusts an authority."""

    here: World
    authority: Authority
    roots: str
    link: str
    ref: str

    def trusting(self, context: Context) -> Context:
        return replace(context, settings=context.settings.model_copy(update={"eds_roots": self.roots}))

    @property
    def neighbour(self) -> Context:
        return self.trusting(self.here.neighbour)

    async def words(self, who: Context, link: str = "", at: datetime = NOON) -> str:
        row = await drafting.by_key(who, link or self.link)
        return await statement.words(who, row, who.actor.person_id, at)

    async def handed_in(
        self, who: Context, key: Holder, *, words: str = "", link: str = "", at: datetime = NOON
    ) -> UUID:
        said = words or await self.words(who, link, at)
        wish = HandIn(
            petition=link or self.link,
            made_at=at,
            cms=key.signs(said.encode()),
            consent=True,
            comment="Көпір керек.",
        )
        return (await hand_in(who, wish)).proof

    async def signed(self, who: Context, key: Holder, **more) -> Signed | str:
        return await settle(who, await self.handed_in(who, key, **more))

    async def by_proof(self) -> dict[str, int]:
        await self.here.counted(minutes=1)
        return {
            proof: n
            for proof, n in await queries.by_proof(self.here.visitor, (await row_of(self.ref)).id)
            if n
        }


@pytest.fixture
async def desk(here: World, tmp_path) -> AsyncIterator[Desk]:
    async with answering(NOON) as authority:
        filed = await here.filed()
        yield Desk(here, authority, str(authority.trusted(tmp_path)), filed.link, filed.ref)


async def test_it_is_counted_apart_and_its_proof_is_kept_sealed(desk: Desk):
    signed = await desk.signed(desk.neighbour, desk.authority.person(IIN))
    assert signed.is_new
    assert await desk.by_proof() == {"eds": 1}
    (kept,) = await rows("SELECT state, sealed FROM signing_proof")
    assert kept["state"] == "used"
    assert "Көпір".encode() not in bytes(kept["sealed"])
    own = await queries.own(desk.neighbour, (await row_of(desk.ref)).id)
    assert (own.receipt, own.proof, own.comment) == (signed.receipt, "eds", "Көпір керек.")


async def test_handing_in_twice_is_one_signature(desk: Desk):
    key, words = desk.authority.person(IIN), await desk.words(desk.neighbour)
    first, again = [await desk.signed(desk.neighbour, key, words=words) for _time in range(2)]
    assert (first.is_new, again.is_new) == (True, False)
    assert first.receipt == again.receipt
    assert await desk.by_proof() == {"eds": 1}


async def test_a_code_signature_is_made_stronger_and_not_counted_twice(desk: Desk):
    before = await sign(desk.neighbour, Sign(petition=desk.link, consent=True))
    signed = await desk.signed(desk.neighbour, desk.authority.person(IIN))
    assert (signed.is_new, signed.is_stronger, signed.receipt) == (False, True, before.receipt)
    assert await desk.by_proof() == {"eds": 1}
    weaker = await sign(desk.neighbour, Sign(petition=desk.link, consent=True))
    assert (weaker.is_new, weaker.is_stronger) == (False, False)
    assert await desk.by_proof() == {"eds": 1}


async def test_two_accounts_of_one_iin_are_one_person(desk: Desk):
    other = desk.trusting(desk.here.as_("resident", person_id=await person("Дәулет", "Жүнісов")))
    await sign(other, Sign(petition=desk.link, consent=True))  # by a code, before anybody knew
    key = desk.authority.person(IIN)
    first = await desk.signed(desk.neighbour, key)
    second = await desk.signed(other, key)
    assert (first.is_new, second.is_new) == (True, False)
    assert await desk.by_proof() == {"eds": 1}
    assert await value("SELECT count(*) FROM signing_signature WHERE state = 'valid'") == 1


async def test_two_accounts_of_one_iin_at_the_same_moment_are_one_signature(own_database, as_, tmp_path):
    """On real connections: from two devices at once."""
    async with answering(NOON) as authority:
        here = await world(as_)
        filed = await here.filed()
        desk = Desk(here, authority, str(authority.trusted(tmp_path)), filed.link, filed.ref)
        other = desk.trusting(here.as_("resident", person_id=await person("Дәулет", "Жүнісов")))
        key = authority.person(IIN)
        proofs = [
            await desk.handed_in(each, key, at=NOON - timedelta(minutes=n))
            for n in range(4)
            for each in (desk.neighbour, other)
        ]
        answers = await asyncio.gather(*(settle(desk.trusting(here.system), each) for each in proofs))
        assert sum(isinstance(each, Signed) and each.is_new for each in answers) == 1
        assert len({each.receipt for each in answers if isinstance(each, Signed)}) == 1
        assert await value("SELECT count(*) FROM signing_signature WHERE state = 'valid'") == 1
        assert await desk.by_proof() == {"eds": 1}


async def test_a_signature_for_another_petition_person_or_moment_is_of_no_use(desk: Desk):
    key, words = desk.authority.person(IIN), await desk.words(desk.neighbour)
    other = await desk.here.filed(title="Аудандағы кітапхананы жексенбіде де ашу")
    stranger = desk.trusting(desk.here.as_("resident", person_id=await person("Дәулет", "Жүнісов")))
    for misuse in (
        desk.handed_in(desk.neighbour, key, words=words, link=other.link),
        desk.handed_in(stranger, key, words=words),
        desk.handed_in(later(desk.neighbour, minutes=5), key, words=words, at=NOON + timedelta(minutes=5)),
    ):
        with pytest.raises(Invalid, match=r"eds\.other_words"):
            await misuse
    with pytest.raises(Invalid, match="words_too_old"):
        await desk.handed_in(later(desk.neighbour, minutes=61), key, words=words)
    assert await value("SELECT count(*) FROM signing_proof") == 0


async def test_what_was_taken_back_cannot_be_put_again_with_the_old_signature(desk: Desk):
    key, words = desk.authority.person(IIN), await desk.words(desk.neighbour)
    await desk.signed(desk.neighbour, key, words=words)
    assert await unsign(desk.neighbour, Unsign(petition=desk.link))
    assert await value("SELECT count(*) FROM signing_proof WHERE sealed IS NOT NULL") == 0
    with pytest.raises(Conflict, match="proof_gone"):
        await desk.handed_in(desk.neighbour, key, words=words)
    afresh = later(desk.neighbour, minutes=2)
    assert (await desk.signed(afresh, key, at=afresh.now)).is_new
    assert await desk.by_proof() == {"eds": 1}


async def test_what_cannot_be_checked_now_is_kept_and_counted_later(desk: Desk):
    desk.authority.fails |= {"ocsp", "crl"}
    row = await row_of(desk.ref)
    assert await desk.signed(desk.neighbour, desk.authority.person(IIN)) == "waiting"
    assert (await queries.latest_proof(desk.neighbour, row.id))[0] == "waiting"
    assert await desk.by_proof() == {}
    await settle_proofs(desk.trusting(later(desk.here.system, minutes=4)), NOON)
    desk.authority.fails.clear()
    assert await desk.by_proof() == {}
    await settle_proofs(desk.trusting(later(desk.here.system, minutes=11)), NOON)
    assert await desk.by_proof() == {"eds": 1}
    own = await queries.own(desk.neighbour, row.id)
    assert own.comment == "Көпір керек."


async def test_a_house_that_dies_between_the_check_and_the_signature_goes_on(desk: Desk, monkeypatch):
    from petitions.signing import settling

    async def dies(*_: object) -> None:
        raise KeyboardInterrupt

    proof = await desk.handed_in(desk.neighbour, desk.authority.person(IIN))
    with monkeypatch.context() as broken:
        broken.setattr(settling, "sign_proven", dies)
        with pytest.raises(KeyboardInterrupt):
            await settle(desk.neighbour, proof)
    assert await value("SELECT state FROM signing_proof") == "good"
    await settle_proofs(desk.trusting(later(desk.here.system, minutes=6)), NOON)
    assert await desk.by_proof() == {"eds": 1}


async def test_a_revoked_certificate_counts_nothing_and_says_so(desk: Desk):
    key = desk.authority.person(IIN)
    desk.authority.revoked.add(key.certificate.serial_number)
    assert await desk.signed(desk.neighbour, key) == "refused"
    state, reason, _at = await queries.latest_proof(desk.neighbour, (await row_of(desk.ref)).id)
    assert (state, reason) == ("refused", "eds.revoked")
    assert await value("SELECT count(*) FROM signing_signature") == 0


async def test_anothers_certificate_is_not_taken(desk: Desk):
    assert (
        await desk.signed(desk.neighbour, desk.authority.person(OTHER_IIN, "ГҮЛНАР", "ОСПАНОВА")) == "refused"
    )
    assert await value("SELECT reason FROM signing_proof") == "eds.other_name"
    await desk.signed(desk.neighbour, desk.authority.person(IIN), at=NOON - timedelta(minutes=1))
    namesake = desk.authority.person(OTHER_IIN)
    assert await desk.signed(desk.neighbour, namesake, at=NOON - timedelta(minutes=2)) == "refused"
    assert await value("SELECT reason FROM signing_proof ORDER BY id DESC LIMIT 1") == "eds.other_person"


async def test_nobody_spends_anothers_proof(desk: Desk):
    proof = await desk.handed_in(desk.neighbour, desk.authority.person(IIN))
    with pytest.raises(Conflict, match="proof_gone"):  # not checked yet
        await sign_proven(desk.neighbour, SignProven(petition=desk.link, proof=proof))
    await value("UPDATE signing_proof SET state = 'good' RETURNING 1")
    with pytest.raises(Conflict, match="proof_gone"):
        await sign_proven(desk.trusting(desk.here.author), SignProven(petition=desk.link, proof=proof))


async def test_the_session_of_the_states_provider_is_counted_as_such(desk: Desk):
    by_state = replace(
        desk.neighbour, actor=Actor(desk.here.daulet, frozenset({Grant(Role.RESIDENT)}), step="openid")
    )
    await sign(by_state, Sign(petition=desk.link, consent=True))
    assert await desk.by_proof() == {"openid": 1}


async def test_the_proof_is_forgotten_with_its_signer(desk: Desk):
    await desk.signed(desk.neighbour, desk.authority.person(IIN))
    row = await row_of(desk.ref)
    row.closed_at = row.filed_at
    await row.save()
    await forget_signers(later(desk.here.system, days=364), ForgetSigners())
    assert (
        await value("SELECT count(*) FROM signing_proof WHERE sealed IS NOT NULL AND person_id IS NOT NULL")
        == 1
    )
    await forget_signers(later(desk.here.system, days=366), ForgetSigners())
    assert await value("SELECT count(*) FROM signing_proof WHERE sealed IS NULL AND person_id IS NULL") == 1
