"""An akimat decides on its last day and in public; a petition that falls short becomes an ordinary appeal."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from hearing_state.clock import ALMATY
from hearing_state.db import row as one_row
from hearing_state.db import rows
from hearing_state.deadlines import queries as deadlines
from hearing_state.errors import Conflict, Forbidden, Invalid, NotFound
from hearing_state.jobs.listeners import Told
from petitions.checking.actions.publish import Publish, publish
from petitions.considering import queries, tasks
from petitions.considering.actions.decide import Decide, decide
from petitions.considering.actions.publish_decision import PublishDecision, publish_decision
from petitions.considering.actions.register import Register, register
from petitions.considering.actions.return_unreached import ReturnUnreached, return_unreached
from petitions.considering.actions.take_step import TakeStep, take_step
from petitions.drafting import queries as drafting
from petitions.drafting.actions.withdraw import Withdraw, withdraw
from petitions.drafting.petition import State
from petitions.signing.actions.sign import Sign, sign
from tests.petitions.considering.desk import come_in_as_head, sent
from tests.petitions.world import TITLE_RU, World, later, row_of

TEXT = "Комиссия орнында болып, жағдайды қарады; қаражат келесі жылдың бюджетінен бөлінеді."


def decision(ref: str, **more: object) -> Decide:
    said = {
        "outcome": "partly",
        "language": "kk",
        "text": TEXT,
        "law": "ӘРПК 90-6",
        "complaint": "Үш ай ішінде шағым беруге болады.",
    }
    return Decide.model_validate({"petition": ref, **said, **more})


async def test_an_akimat_decides_on_its_last_day_and_publishes_on_the_next(
    client, here: World, head, moderator
):
    ref = await sent(here, moderator)
    await register(head, Register(petition=ref))
    (clock,) = [
        each for each in await deadlines.clocks_of(here.visitor, ref) if each.rule.id == "petition.local"
    ]
    assert (clock.due_on, clock.agency_id, clock.kind) == (date(2026, 12, 22), here.oblast.id, "duty")
    last = replace(head, now=datetime(2026, 12, 22, 17, 0, tzinfo=ALMATY))
    await decide(last, decision(ref))
    clocks = {each.rule.id: each for each in await deadlines.clocks_of(last, ref)}
    assert clocks["petition.local"].standing.state == "kept"
    assert clocks["petition.publish_decision"].due_on == date(2026, 12, 23)
    page = await client.get(f"/kk/petitions/{ref}")
    assert TEXT not in page.text
    await publish_decision(
        later(last, days=1), PublishDecision(petition=ref, statement=f"Әкімнің мәлімдемесі: {TEXT}")
    )
    page = await client.get(f"/kk/petitions/{ref}")
    assert "Әкімнің мәлімдемесі" in page.text
    row = await row_of(ref)
    assert (row.state, row.closed_at) == (State.PARTLY, later(last, days=1).now)
    with pytest.raises(Conflict):
        await publish_decision(last, PublishDecision(petition=ref, statement=TEXT))
    with pytest.raises(Conflict):
        await withdraw(here.author, Withdraw(petition=ref))


async def test_only_the_head_of_the_body_decides_and_in_a_language_that_the_law_allows(
    here: World, head, moderator, as_
):
    ref = await sent(here, moderator)
    await register(as_("clerk", here.oblast.id), Register(petition=ref))
    for other in (as_("official", here.oblast.id), as_("head", here.district.id), here.author, moderator):
        with pytest.raises(Forbidden):
            await decide(other, decision(ref))
    with pytest.raises(Forbidden):  # a head does not decide on a petition of her own
        await decide(as_("head", here.oblast.id, person_id=here.aigul), decision(ref))
    with pytest.raises(Invalid):
        await decide(head, decision(ref, language="ru"))
    await decide(head, decision(ref, outcome="refused"))
    assert (await row_of(ref)).state == State.REFUSED


async def test_a_step_is_dated_and_public(here: World, head, moderator):
    ref = await sent(here, moderator)
    await register(head, Register(petition=ref))
    await take_step(
        head, TakeStep(petition=ref, kind="visit", on=date(2026, 11, 24), text="Комиссия өзенге барды.")
    )
    assert [each.kind for each in await queries.steps(here.visitor, (await row_of(ref)).id)] == ["visit"]
    assert (await row_of(ref)).state == State.CONSIDERING


async def test_acceptance_is_not_refused_by_not_answering(here: World, moderator):
    ref = await sent(here, moderator)
    await tasks.register_unaccepted(later(here.system, hours=23), here.system.now)
    assert (await row_of(ref)).state == State.SENT
    await tasks.register_unaccepted(later(here.system, hours=25), here.system.now)
    assert (await row_of(ref)).state == State.REGISTERED


async def test_another_bodys_petition_is_not_on_the_desk(here: World, head, moderator, as_):
    ref = await sent(here, moderator)
    assert [each.petition.ref for each in await queries.desk(head)] == [ref]
    foreign = as_("head", here.district.id)
    assert await queries.desk(foreign) == []
    with pytest.raises(NotFound):
        await queries.case(foreign, ref)


async def test_the_desk_goes_by_the_legal_day_and_says_what_is_missing(here: World, head, moderator):
    later_due, first_due = await sent(here, moderator), await sent(here, moderator, title=TITLE_RU)
    await register(head, Register(petition=first_due))
    await register(later(head, days=2), Register(petition=later_due))
    assert [each.petition.ref for each in await queries.desk(head)] == [first_due, later_due]
    await take_step(
        head, TakeStep(petition=first_due, kind="visit", on=date(2026, 11, 24), text="Комиссия өзенге барды.")
    )
    found = queries.duties(await queries.case(head, first_due))
    assert [(each.kind, each.is_done) for each in found] == [
        ("visit", True),
        ("commission", False),
        ("discussion", False),
    ]


async def test_what_falls_short_becomes_an_appeal_with_its_own_clock(client, here: World, moderator):
    filed = await here.checking()
    await publish(moderator, Publish(petition=filed.ref))
    row = await row_of(filed.ref)
    over = replace(
        here.system, now=here.system.now + timedelta(days=(row.collect_until_on - here.system.today).days + 1)
    )
    with pytest.raises(Conflict):
        await return_unreached(
            replace(over, now=over.now - timedelta(days=1)), ReturnUnreached(petition=filed.ref)
        )
    await sign(here.neighbour, Sign(petition=filed.ref, consent=True))
    await tasks.return_what_fell_short(over, over.now)  # one signature is not counted yet
    assert (await row_of(filed.ref)).state == State.PUBLIC
    await here.counted()
    await tasks.return_what_fell_short(over, over.now)
    assert (await row_of(filed.ref)).state == State.RETURNED
    (event,) = await rows(
        "SELECT DISTINCT payload::text AS payload FROM jobs_outbox WHERE about = $1 AND event = 'petition.returned'",
        filed.ref,
    )
    collection = next(
        each for each in await deadlines.clocks_of(over, filed.ref) if each.rule.id == "petition.collection"
    )
    assert collection.standing.state == "kept"  # its last day was its end; nobody was late
    told = Told(1, "petition.returned", filed.ref, json.loads(event["payload"]), at=over.now)
    await tasks.open_as_an_appeal(over, told)
    asked = await one_row(
        "SELECT ref, kind, channel, asker_id, agency_id, screening, text FROM questions_question"
    )
    assert (asked["kind"], asked["channel"], asked["screening"]) == ("proposal", "petition", "published")
    assert (asked["asker_id"], asked["agency_id"]) == (here.aigul, here.oblast.id)
    assert filed.ref in asked["text"]
    (clock,) = await deadlines.clocks_of(over, asked["ref"])
    assert clock.rule.amount == 15
    assert (await drafting.by_key(here.visitor, filed.ref)).state == State.RETURNED
    page = await client.get(f"/kk/petitions/{filed.ref}")
    assert f"/kk/questions/{asked['ref']}" in page.text
    page = await client.get(f"/kk/questions/{asked['ref']}")
    assert f"/kk/petitions/{filed.ref}" in page.text


async def test_the_whole_way_at_the_desk(client, here: World, moderator):
    from tests.questions.pages.browser import send as send_form

    ref = await sent(here, moderator)
    await come_in_as_head(client, here)
    page = await client.get("/kk/console/petitions-to-decide")
    assert ref in page.text
    page = await client.get(f"/kk/console/petitions-to-decide/{ref}")
    page = await send_form(client, page, "/register")
    page = await send_form(
        client, page, "/step", kind="visit", on="2026-11-24", text="Комиссия өзенге барды."
    )
    assert "Комиссия өзенге барды." in page.text
    page = await send_form(
        client, page, "/decide", outcome="granted", language="kk", text="Қысқа", law="", complaint=""
    )
    assert page.status_code == 422
    page = await send_form(
        client,
        page,
        "/decide",
        outcome="granted",
        language="kk",
        text=TEXT,
        law="ӘРПК 90-6",
        complaint="Үш ай ішінде шағым беруге болады.",
    )
    page = await send_form(client, page, "/publish", statement=TEXT)
    assert page.status_code == 200
    assert (await row_of(ref)).closed_at is not None
