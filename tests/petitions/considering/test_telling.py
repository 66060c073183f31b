"""Айгүл hears of each turn of her petition by letter; who signed hears of the decision, once, and can do without."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest

from hearing_state.actions import Context
from hearing_state.db import execute, rows
from hearing_state.ids import new_id
from hearing_state.jobs import outbox
from hearing_state.jobs.listeners import LISTENERS
from hearing_state.notifications import queries as notifications
from hearing_state.notifications.writing import written
from petitions.checking.actions.reject import Reject, reject
from petitions.considering.actions.announce_discussion import announce_discussion
from petitions.considering.actions.decide import decide
from petitions.considering.actions.publish_decision import PublishDecision, publish_decision
from petitions.considering.actions.register import Register, register
from petitions.considering.actions.tell_signers import TellSigners, tell_signers
from tests.petitions.considering.desk import sent
from tests.petitions.considering.test_considering import TEXT, decision
from tests.petitions.considering.test_discussion import announced
from tests.petitions.world import World, row_of

EXPLAINED = "Бұл мәселе бойынша петиция берілмейді."
_CONTACT = """
INSERT INTO people_contact (id, person_id, channel, address, address_digest, made_at) VALUES ($1, $2, 'email', $3, $4, now())
"""


@pytest.fixture
def head(here: World, as_) -> Context:
    return as_("head", here.oblast.id, person_id=here.okrug.id)


@pytest.fixture
def moderator(here: World, as_) -> Context:
    return as_("moderator", here.district.id)


async def work(context: Context) -> None:
    """The worker does what lies in the outbox, but sends nothing out of the house."""
    while claims := await outbox.claim(100, context.now, 60):
        for claim in claims:
            listener = LISTENERS.named(claim.listener)
            assert listener is not None
            if not listener.outward:
                await listener(context.as_system(), claim.told)
            await outbox.settle(claim, context.now)


async def reachable(person_id: UUID, name: str) -> None:
    await execute(_CONTACT, new_id(), person_id, f"{name}@example.kz", name.encode())


async def told(about: str, reader: UUID) -> list[str]:
    sql = "SELECT template FROM notifications_notification WHERE about = $1 AND person_id = $2 ORDER BY queued_at, id"
    found = await rows(sql, about, reader)
    return [each["template"].removeprefix("petitions/considering/") for each in found]


async def letter(here: World, about: str, name: str, language: str) -> str:
    sql = "SELECT id FROM notifications_notification WHERE about = $1 AND template = $2"
    (found,) = await rows(sql, about, f"petitions/considering/{name}")
    intention = await notifications.intention(here.system, found["id"])
    read = written(here.system, _in(intention, language), "email", "x@example.kz")
    return f"{read.subject}\n{read.text}"


def _in(intention: notifications.Intention, language: str) -> notifications.Intention:
    return replace(intention, locale=language)


async def test_the_author_hears_of_each_turn_and_the_signers_of_the_decision(here: World, head, moderator):
    await reachable(here.aigul, "aigul")
    await reachable(here.daulet, "daulet")
    ref = await sent(here, moderator)
    await register(head, Register(petition=ref))
    await decide(head, decision(ref))
    await work(here.system)
    turns = ["fifty_joined", "published", "reached", "sent", "registered"]
    assert sorted(await told(ref, here.aigul)) == sorted(turns)  # the decision once its words are public
    assert await told(ref, here.daulet) == []
    await publish_decision(head, PublishDecision(petition=ref, statement=TEXT))
    await work(here.system)
    assert sorted(await told(ref, here.aigul)) == sorted([*turns, "decided"])
    assert await told(ref, here.daulet) == ["signer_decided"]
    everybody = await rows("SELECT DISTINCT person_id FROM notifications_notification WHERE about = $1", ref)
    assert len(everybody) == 2  # for a signature without an address no paper goes out
    assert "Ішінара қанағаттандырылды" in await letter(here, ref, "decided", "kk")
    assert "Удовлетворена частично" in await letter(here, ref, "signer_decided", "ru")
    assert "2026" in await letter(here, ref, "registered", "en")


async def test_the_author_hears_when_the_draft_is_before_the_public(here: World, head, moderator):
    await reachable(here.aigul, "aigul")
    ref = await sent(here, moderator)
    await register(head, Register(petition=ref))
    await announce_discussion(head, announced(ref))
    await work(here.system)
    assert "discussed" in await told(ref, here.aigul)
    assert "27 ноября 2026" in await letter(here, ref, "discussed", "ru")


async def test_the_author_of_a_rejected_one_reads_why_and_how_to_appeal(here: World, moderator):
    await reachable(here.aigul, "aigul")
    filed = await here.checking()
    await reject(
        moderator, Reject(petition=filed.ref, reason="petition_subject", subject=15, explanation=EXPLAINED)
    )
    await work(here.system)
    read = await letter(here, filed.ref, "rejected", "kk")
    assert EXPLAINED in read
    assert "шағымдана аласыз" in read
    assert "петиция беруге болмайды" in read
    assert f"/kk/petitions/{filed.ref}" in read


async def test_many_signers_are_told_some_at_a_time_and_each_once(here: World, moderator):
    ref = await sent(here, moderator)
    row = await row_of(ref)
    signers = await rows("SELECT person_id FROM signing_signature WHERE petition_id = $1 ORDER BY id", row.id)
    for number, each in enumerate(signers[:5]):
        await reachable(each["person_id"], f"signer{number}")
    await work(here.system)
    after, people = None, 0
    for _round in range(20):
        people += await tell_signers(here.system, TellSigners(petition=ref, after=after, at_once=3))
        (last,) = await rows(
            "SELECT payload->>'after' AS after FROM jobs_outbox WHERE event = 'petition.signers_told' ORDER BY id DESC LIMIT 1"
        )
        if after == UUID(last["after"]):
            break
        after = UUID(last["after"])
    assert people == 5
    assert await tell_signers(here.system, TellSigners(petition=ref)) == 0
