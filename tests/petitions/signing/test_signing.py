"""One person, one signature; counted by the counter alone; a threshold is passed, and passed back."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date

import pytest

from hearing_state.db import execute, rows, value
from hearing_state.deadlines import queries as deadlines
from hearing_state.errors import Conflict, Invalid, NotFound
from hearing_state.limits import LIMITS
from petitions.drafting import queries as drafting
from petitions.drafting.petition import State
from petitions.signing import assurance, invalid, queries
from petitions.signing.actions.count import Count, count
from petitions.signing.actions.forget_signers import ForgetSigners, forget_signers
from petitions.signing.actions.recount import Recount, recount
from petitions.signing.actions.screen_comment import ScreenComment, screen_comment
from petitions.signing.actions.sign import Sign, sign
from petitions.signing.actions.unsign import Unsign, unsign
from petitions.signing.tasks import count_signatures
from tests.agencies.country import ABAI_OBLAST
from tests.petitions.world import World, later, row_of, world
from tests.questions.world import person
from tests.support.contexts import NOON


async def made_public(ref: str, needed: int) -> None:
    row = await row_of(ref)
    row.state, row.published_at, row.collect_until_on = "public", row.filed_at, date(2027, 5, 23)
    row.needed = needed
    await row.save()


async def test_who_signs_twice_has_signed_once_and_keeps_her_receipt(here: World):
    filed = await here.filed()
    first = await sign(here.neighbour, Sign(petition=filed.link, consent=True))
    again = await sign(later(here.neighbour, minutes=1), Sign(petition=filed.link, consent=True))
    assert (first.is_new, again.is_new) == (True, False)
    assert first.receipt == again.receipt
    await here.counted()
    assert (await queries.counted(here.visitor, await row_of(filed.ref))).total == 1


async def test_five_hundred_attempts_of_one_person_at_once_are_one_signature(own_database, as_, monkeypatch):
    """On a pool of real connections, without the limit that would turn most of them away before."""
    here = await world(as_)
    filed = await here.filed()

    monkeypatch.delitem(LIMITS._by_action, "petition.sign")
    wish = Sign(petition=filed.link, consent=True)
    answers = await asyncio.gather(*(sign(here.neighbour, wish) for _attempt in range(500)))
    assert sum(each.is_new for each in answers) == 1
    assert len({each.receipt for each in answers}) == 1
    assert await value("SELECT count(*) FROM signing_signature") == 1
    counts = await asyncio.gather(*(count(here.system, Count()) for _counter in range(4)))
    assert sum(counts) == 1
    assert await value("SELECT total FROM signing_total") == 1


async def test_signing_touches_no_total_and_the_page_says_how_far_it_is_counted(here: World):
    filed = await here.filed()
    await here.signed_by(3, filed.link)
    row = await row_of(filed.ref)
    before = await queries.counted(later(here.visitor, minutes=5), row)
    assert (before.total, before.counted_at) == (0, row.filed_at)
    assert await here.counted(minutes=6) == 3
    after = await queries.counted(later(here.visitor, minutes=7), row)
    assert (after.total, after.counted_at) == (3, later(here.visitor, minutes=7).now)
    assert await here.counted(minutes=8) == 0


async def test_counting_in_small_portions_comes_to_the_same_sums(here: World):
    filed = await here.filed()
    signed = await here.signed_by(7, filed.link)
    assert len(signed) == 7
    await sign(here.neighbour, Sign(petition=filed.link, consent=True, place=ABAI_OBLAST))
    await unsign(here.neighbour, Unsign(petition=filed.link))
    portions = []
    while await queries.is_waiting(here.system):
        portions.append(await count(here.system, Count(at_once=4)))
    assert portions == [4, 4, 1]
    row = await row_of(filed.ref)
    assert (await queries.counted(here.visitor, row)).total == 7
    assert await queries.by_place(here.visitor, row.id) == [("", 7)]
    assert await queries.by_proof(here.visitor, row.id) == [("code", 7)]
    assert [n for _day, n in await queries.by_day(here.visitor, row.id)] == [7]
    assert await value("SELECT count(*) FROM signing_signature WHERE state = 'valid'") == 7


async def test_fifty_bring_it_to_the_check_with_its_own_clock(here: World):
    filed = await here.filed()
    await here.signed_by(49, filed.link)
    await here.counted()
    assert (await row_of(filed.ref)).state == State.GATHERING
    await here.signed_by(1, filed.link)
    await count_signatures(here.system, here.system.now)
    assert (await row_of(filed.ref)).state == State.CHECKING
    clocks = {each.rule.id: each for each in await deadlines.clocks_of(here.visitor, filed.ref)}
    assert clocks["petition.sponsors"].outcome == "done"
    assert (clocks["petition.check"].kind, clocks["petition.check"].is_open) == ("duty", True)
    with pytest.raises(Conflict):  # closed while it is checked
        await sign(here.neighbour, Sign(petition=filed.link, consent=True))


async def test_the_threshold_is_passed_and_passed_back_when_somebody_leaves(here: World):
    filed = await here.filed()
    await made_public(filed.ref, needed=3)
    await here.signed_by(2, filed.ref)
    await sign(here.neighbour, Sign(petition=filed.ref, consent=True))
    await here.counted()
    assert (await row_of(filed.ref)).state == State.REACHED
    assert await unsign(here.neighbour, Unsign(petition=filed.ref))
    await here.counted()
    row = await row_of(filed.ref)
    assert (row.state, row.reached_at) == (State.PUBLIC, None)
    again = await sign(here.neighbour, Sign(petition=filed.ref, consent=True))
    assert again.is_new
    await here.counted()
    assert (await row_of(filed.ref)).state == State.REACHED
    told = [each.kind for each in await drafting.events(here.visitor, row)]
    assert told == ["filed", "reached", "fell_back", "reached"]


async def test_a_signature_taken_back_leaves_no_name_and_is_not_taken_back_twice(here: World):
    filed = await here.filed()
    wish = Sign(petition=filed.link, consent=True, comment="Бұл көпір бізге керек.")
    await sign(here.neighbour, wish)
    assert await unsign(here.neighbour, Unsign(petition=filed.link))
    assert not await unsign(here.neighbour, Unsign(petition=filed.link))
    (left,) = await rows("SELECT person_id, shown_name, comment, state FROM signing_signature")
    assert (left["person_id"], left["shown_name"], left["comment"], left["state"]) == (
        None,
        "",
        "",
        "withdrawn",
    )
    assert await queries.signed(here.neighbour) == []


async def test_once_it_is_sent_nobody_leaves(here: World):
    filed = await here.filed()
    await made_public(filed.ref, needed=1)
    await sign(here.neighbour, Sign(petition=filed.ref, consent=True))
    row = await row_of(filed.ref)
    row.state, row.reached_at = "sent", row.filed_at
    await row.save()
    with pytest.raises(Conflict):
        await unsign(here.neighbour, Unsign(petition=filed.ref))
    with pytest.raises(Conflict):
        await sign(here.author, Sign(petition=filed.ref, consent=True))


async def test_without_consent_or_by_the_number_alone_nobody_signs_what_is_not_public(here: World):
    filed = await here.filed()
    with pytest.raises(Invalid):
        await sign(here.neighbour, Sign(petition=filed.link))
    with pytest.raises(NotFound):
        await sign(here.neighbour, Sign(petition=filed.ref, consent=True))
    with pytest.raises(Invalid):
        await sign(here.neighbour, Sign(petition=filed.link, consent=True, place="103200000"))


async def test_where_the_rule_ends_a_code_is_not_enough(here: World, monkeypatch):
    filed = await here.filed()
    monkeypatch.setattr(assurance, "proofs", tuple)
    with pytest.raises(Conflict, match="proof_not_enough"):
        await sign(here.neighbour, Sign(petition=filed.link, consent=True))


async def test_a_comment_is_read_before_others_see_it(here: World, as_):
    filed = await here.filed()
    await sign(here.neighbour, Sign(petition=filed.link, consent=True, comment="Бұл көпір бізге керек."))
    row, moderator = await row_of(filed.ref), as_("moderator", here.oblast.id)
    (shown,) = await queries.signers(here.visitor, row.id)
    assert (shown.shown_name, shown.comment) == ("Дәулет Ж.", "")
    (waiting,) = await queries.waiting_comments(moderator)
    await screen_comment(moderator, ScreenComment(signature=waiting.id, verdict="publish"))
    (shown,) = await queries.signers(here.visitor, row.id)
    assert shown.comment == "Бұл көпір бізге керек."
    with pytest.raises(NotFound):
        await screen_comment(moderator, ScreenComment(signature=waiting.id, verdict="hide"))


async def test_one_persons_digests_cannot_be_joined_across_petitions(here: World):
    one, other = await here.filed(), await here.filed(title="Аудандағы кітапхананы жексенбіде де ашу")
    for each in (one, other):
        await sign(here.neighbour, Sign(petition=each.link, consent=True))
    assert await value("SELECT count(DISTINCT signer) FROM signing_signature") == 2


async def test_the_public_log_knows_the_receipt_and_no_name(here: World):
    filed = await here.filed()
    signed = await sign(here.neighbour, Sign(petition=filed.link, consent=True, comment="Дәулет Жүнісовтен"))
    (entry,) = await rows(
        "SELECT facts::text AS said, is_public FROM ledger_entry WHERE kind = 'petition.signed'"
    )
    assert signed.receipt in entry["said"]
    assert entry["is_public"]
    assert "Дәулет" not in entry["said"]
    assert str(here.daulet) not in entry["said"]
    assert await queries.by_receipt(here.visitor, (await row_of(filed.ref)).id, signed.receipt)


async def test_signers_are_forgotten_a_year_after_its_end_and_the_count_stays(here: World):
    filed = await here.filed()
    await here.signed_by(2, filed.link)
    await here.counted()
    row = await row_of(filed.ref)
    row.closed_at = row.filed_at
    await row.save()
    await forget_signers(later(here.system, days=364), ForgetSigners())
    assert await value("SELECT count(*) FROM signing_signature WHERE person_id IS NOT NULL") == 2
    await forget_signers(later(here.system, days=366), ForgetSigners())
    left = await rows("SELECT person_id, shown_name FROM signing_signature")
    assert [(each["person_id"], each["shown_name"]) for each in left] == [(None, ""), (None, "")]
    assert await value("SELECT total FROM signing_total") == 2


async def test_a_block_of_addresses_is_known_by_a_digest_of_petition_and_day_alone(here: World):
    one, other = await here.filed(), await here.filed(title="Аудандағы кітапхананы жексенбіде де ашу")
    where = ("203.0.113.7", "203.0.113.99", "203.0.114.7", "2001:db8:1:2::", "2001:db8:1:3::", "")
    for at, address in enumerate(where):
        signer = replace(here.as_("resident", person_id=await person("Тұрғын", f"Қол{at}")), address=address)
        for each in (one, other):
            await sign(signer, Sign(petition=each.link, consent=True))
    kept = await rows("SELECT petition_id, block FROM signing_signature ORDER BY petition_id, id")
    by_petition = {}
    for each in kept:
        by_petition.setdefault(each["petition_id"], []).append(each["block"])
    for blocks in by_petition.values():
        assert blocks[0] == blocks[1]  # one /24
        assert blocks[5] is None
        assert len(set(blocks)) == 5
    first, second = by_petition.values()
    assert not set(first) & set(second) - {None}
    await forget_signers(later(here.system, days=89), ForgetSigners())
    assert await value("SELECT count(*) FROM signing_signature WHERE block IS NOT NULL") == 10
    await forget_signers(later(here.system, days=91), ForgetSigners())
    assert await value("SELECT count(*) FROM signing_signature WHERE block IS NOT NULL") == 0


async def test_what_is_found_invalid_counts_no_more_and_cannot_be_signed_again_until_restored(here: World):
    filed = await here.filed()
    signed = await sign(here.neighbour, Sign(petition=filed.link, consent=True))
    await here.counted()
    ids = [await value("SELECT id FROM signing_signature")]
    assert await invalid.invalidate(ids, NOON, NOON) == set(ids)
    assert await invalid.invalidate(ids, NOON, NOON) == set()
    await here.counted()
    row = await row_of(filed.ref)
    assert (await queries.counted(here.visitor, row)).total == 0
    assert await recount(here.system, Recount()) == 0
    with pytest.raises(Conflict, match="signature_invalid"):
        await sign(here.neighbour, Sign(petition=filed.link, consent=True))
    assert await invalid.restore(ids, NOON) == set(ids)
    await here.counted()
    assert (await queries.counted(here.visitor, row)).total == 1
    assert (await queries.own(here.neighbour, row.id)).receipt == signed.receipt


async def test_who_has_signed_by_another_account_meanwhile_is_not_restored(here: World):
    filed = await here.filed()
    await sign(here.neighbour, Sign(petition=filed.link, consent=True))
    ids = [await value("SELECT id FROM signing_signature")]
    await invalid.invalidate(ids, NOON, NOON)
    await execute("UPDATE people_person SET one_with = $2 WHERE id = $1", here.daulet, here.aigul)
    await sign(here.author, Sign(petition=filed.link, consent=True))
    assert await invalid.restore(ids, NOON) == set()
    await here.counted()
    assert await recount(here.system, Recount()) == 0
