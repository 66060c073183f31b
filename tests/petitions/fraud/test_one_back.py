"""One person whose signature was wrongly struck is put back alone: in public, with a reason, once, and she is told."""

from __future__ import annotations

import asyncio

import pytest

from hearing_state.db import execute, rows, value
from hearing_state.errors import Conflict, Forbidden, Invalid, NotFound
from hearing_state.ids import new_id
from petitions.drafting import queries as drafting
from petitions.fraud import struck
from petitions.fraud.actions.carry_on_invalidation import CarryOnInvalidation, carry_on_invalidation
from petitions.fraud.actions.restore_signature import RestoreSignature, restore_signature
from petitions.fraud.actions.restore_signatures import RestoreSignatures, restore_signatures
from petitions.signing.actions.sign import Sign, sign
from petitions.signing.actions.unsign import Unsign, unsign
from tests.petitions.fraud.desk import ROOM, WHY, Desk, desk_of
from tests.petitions.fraud.test_letters import _CONTACT, letters
from tests.petitions.world import later, world
from tests.questions.console.office import at_work
from tests.questions.pages.browser import heading, send

SHE = "Өзі келіп, жеке куәлігін көрсетіп, қол қойғанын растады."
ALL = "Зауытта бәрі бір желіден қол қойған екен."


async def struck_one(desk: Desk, people: int = 5) -> str:
    """The receipt of her signature, which was found invalid with the others'."""
    signed = await sign(later(desk.here.neighbour, hours=-1), Sign(petition=desk.ref, consent=True))
    await desk.signed(people)
    await desk.ordered(proof="code")
    await desk.work()
    assert await desk.total() == 0
    return signed.receipt


def back(desk: Desk, receipt: str, number: int = 1, reason: str = SHE) -> RestoreSignature:
    return RestoreSignature(petition=desk.ref, number=number, receipt=receipt, reason=reason)


async def test_she_alone_counts_again_in_public_and_is_told(desk: Desk):
    await execute(_CONTACT, new_id(), desk.here.daulet)
    receipt = await struck_one(desk)
    assert await restore_signature(desk.second, back(desk, receipt)) is True
    await desk.work()
    assert await desk.total() == 1  # and the recount agrees
    row = await desk.invalidation()
    assert (row.state, row.invalid, row.given_back) == ("done", 5, 1)
    told = [
        each
        for each in await drafting.events(desk.here.visitor, await desk.row())
        if each.kind == "signature_restored"
    ]
    assert [each.facts for each in told] == [{"number": 1, "signatures": 1, "text": SHE}]
    log = await rows(
        "SELECT kind, facts::text AS facts FROM ledger_entry WHERE is_public AND about = $1", desk.ref
    )
    assert "petition.signature_restored" in {each["kind"] for each in log}
    assert receipt not in "".join(each["facts"] for each in log if "restored" in each["kind"])
    assert (await sign(desk.here.neighbour, Sign(petition=desk.ref, consent=True))).receipt == receipt
    words = (await letters(desk, "en"))["restored"]
    assert receipt in words
    assert SHE in words


async def test_what_the_log_adds_up_to_is_what_stands(desk: Desk):
    receipt = await struck_one(desk)
    await restore_signature(desk.second, back(desk, receipt))
    sums = await rows(
        "SELECT kind, sum((facts ->> 'signatures')::int)::int AS n FROM ledger_entry"
        " WHERE kind IN ('petition.signatures_invalidated', 'petition.signatures_restored') GROUP BY 1"
    )
    assert {each["kind"]: each["n"] for each in sums} == {
        "petition.signatures_invalidated": 6, "petition.signatures_restored": 1,
    }  # fmt: skip


async def test_twice_is_once(desk: Desk):
    receipt = await struck_one(desk)
    await restore_signature(desk.second, back(desk, receipt))
    lines = await desk.said()
    assert await restore_signature(desk.moderator, back(desk, receipt)) is False
    assert await desk.said() == lines
    assert await desk.total() == 1
    assert (await desk.invalidation()).given_back == 1


async def test_all_the_others_can_still_be_given_back_and_she_only_once(desk: Desk):
    receipt = await struck_one(desk)
    await restore_signature(desk.second, back(desk, receipt))
    await restore_signatures(desk.second, RestoreSignatures(petition=desk.ref, number=1, reason=ALL))
    await desk.work()
    row = await desk.invalidation()
    assert (row.state, row.invalid, row.given_back) == ("restored", 0, 6)
    assert await desk.total() == 6
    assert await restore_signature(desk.moderator, back(desk, receipt)) is False


async def test_in_the_middle_of_an_invalidation_and_of_its_taking_back(desk: Desk):
    await desk.signed(6)
    await desk.ordered(proof="code")
    await carry_on_invalidation(desk.system, CarryOnInvalidation(petition=desk.ref, number=1, at_once=3))
    first, second = await rows(
        "SELECT receipt, state FROM signing_signature WHERE state = 'invalid' ORDER BY id LIMIT 2"
    )
    due = await value("SELECT receipt FROM signing_signature WHERE state = 'valid' LIMIT 1")
    assert await restore_signature(desk.second, back(desk, due)) is False  # it counts
    await restore_signature(desk.second, back(desk, first["receipt"]))
    await desk.work()
    assert await desk.total() == 1  # it is not struck once more
    await restore_signatures(desk.second, RestoreSignatures(petition=desk.ref, number=1, reason=ALL))
    await restore_signature(desk.second, back(desk, second["receipt"]))
    assert await desk.total() == 2
    await desk.work()
    row = await desk.invalidation()
    assert (row.invalid, row.given_back, row.left) == (0, 6, 0)
    assert await desk.total() == 6


async def test_who_took_hers_back_or_signed_by_another_account_is_not_put_back(desk: Desk):
    account = await struck_one(desk, people=1)
    other = await value(
        "SELECT person_id FROM signing_signature WHERE shown_name = 'Тұрғын Қ.' AND person_id <> $1 LIMIT 1",
        desk.here.daulet,
    )
    await execute("UPDATE people_person SET one_with = $1 WHERE id = $2", other, desk.here.daulet)
    await execute("UPDATE signing_signature SET state = 'valid' WHERE person_id = $1", other)
    with pytest.raises(Conflict, match="signed_by_another_account"):
        await restore_signature(desk.second, back(desk, account))
    assert (await desk.invalidation()).given_back == 0
    with pytest.raises(NotFound):
        await restore_signature(desk.second, back(desk, "AAAA-AAAA-AAAA"))
    with pytest.raises(NotFound):
        await restore_signature(desk.second, back(desk, account, number=7))


async def test_once_she_took_it_back_herself_it_stays_taken_back(desk: Desk):
    receipt = await struck_one(desk)
    await restore_signature(desk.second, back(desk, receipt))
    await unsign(desk.here.neighbour, Unsign(petition=desk.ref))
    with pytest.raises(Conflict, match="not_struck_here"):
        await restore_signature(desk.second, back(desk, receipt))
    assert await desk.total() == 0


async def test_what_another_invalidation_struck_since_is_given_back_there(desk: Desk):
    receipt = await struck_one(desk)
    await restore_signature(desk.second, back(desk, receipt))
    await desk.ordered(proof="code")
    await desk.work()
    with pytest.raises(Conflict, match="not_struck_here"):
        await restore_signature(desk.second, back(desk, receipt))
    assert await restore_signature(desk.second, back(desk, receipt, number=2)) is True
    assert await desk.total() == 1


async def test_nobody_does_it_in_her_own_petition_or_for_her_own_signature_or_without_a_reason(desk: Desk):
    receipt = await struck_one(desk)
    for wrong in (
        desk.here.as_("moderator", desk.here.oblast.id, person_id=desk.here.aigul),
        desk.here.author,
    ):
        with pytest.raises(Forbidden):
            await restore_signature(wrong, back(desk, receipt))
    herself = desk.here.as_("moderator", desk.here.oblast.id, person_id=desk.here.daulet)
    with pytest.raises(Conflict, match="own_signature"):
        await restore_signature(herself, back(desk, receipt))
    with pytest.raises((Invalid, ValueError)):
        back(desk, receipt, reason="Солай.")
    assert await desk.total() == 0


async def test_from_the_invalidation_to_one_of_its_signatures_and_back(client, desk: Desk):
    receipt = await struck_one(desk)
    work = await at_work(client, desk.here)
    await work.be("auditor")
    at = f"/en/console/petition-fraud/{desk.ref}/invalidations/1"
    assert "Give this one back" not in (await client.get(f"{at}/signatures")).text
    await work.be("moderator")
    assert "These signatures one by one" in (await client.get(at)).text
    page = await client.get(f"{at}/signatures")
    assert page.text.count("Give this one back") == 6
    page = await client.get(f"{at}/signatures", params={"receipt": receipt.lower().replace("-", " ")})
    assert page.text.count("Give this one back") == 1
    assert receipt in page.text
    assert "Show all of them" in page.text
    page = await client.get(f"{at}/signatures/{receipt}")
    assert heading(page) == "Give one signature back"
    assert WHY in page.text
    page = await send(client, page, f"/{receipt}", reason="Қысқа.")
    assert page.status_code == 422
    assert "Қысқа." in page.text
    page = await send(client, page, f"/{receipt}", reason=SHE)
    assert "It counts again. Its signer is told." in page.text
    assert "counts again" in page.text
    assert f"Why it counts again:</span> {SHE}" in page.text
    assert "Show all of them" not in (await client.get(f"{at}/signatures")).text
    assert SHE in (await client.get(f"/en/petitions/{desk.ref}")).text
    assert (await client.get(f"{at}/signatures/AAAA-AAAA-AAAA")).status_code == 404
    assert (await client.get(f"{at}/signatures", params={"receipt": "x"})).status_code == 200


async def test_a_list_of_many_goes_on_over_pages(desk: Desk):
    await struck_one(desk, people=24)
    first = await struck.listed(desk.second, desk.ref, 1)
    second = await struck.listed(desk.second, desk.ref, 1, page=2)
    assert (len(first.page.items), len(second.page.items), first.page.total) == (20, 5, 25)
    assert all(each.is_struck for each in first.page.items)


@pytest.mark.process
async def test_at_once_with_the_taking_back_of_all_nobody_counts_twice(own_database, as_):
    """On a pool of real connections: two moderators and the house's own steps at the same moment."""
    desk = await desk_of(await world(as_))
    await desk.signed(60, address=ROOM)
    await desk.ordered(proof="code")
    await desk.work()
    receipts = [
        each["receipt"] for each in await rows("SELECT receipt FROM signing_signature ORDER BY id LIMIT 12")
    ]
    await restore_signatures(desk.second, RestoreSignatures(petition=desk.ref, number=1, reason=ALL))
    singly = [
        restore_signature(who, back(desk, each)) for each in receipts for who in (desk.moderator, desk.second)
    ]
    steps = [
        carry_on_invalidation(desk.system, CarryOnInvalidation(petition=desk.ref, number=1, at_once=7))
        for _ in range(6)
    ]
    await asyncio.gather(*singly, *steps)
    await desk.work()
    row = await desk.invalidation()
    assert (row.state, row.invalid, row.given_back) == ("restored", 0, 60)
    assert await desk.total() == 60
    n = await value(
        "SELECT sum((facts ->> 'signatures')::int)::int FROM ledger_entry WHERE kind = 'petition.signatures_restored'"
    )
    assert n == 60
