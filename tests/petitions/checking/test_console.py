"""The moderator's pages: the queue with its clock, a rejection that keeps what was typed, the reason on the public page."""

from __future__ import annotations

import pytest

from hearing_state.people.person import Step
from hearing_state.people.sessions import open_session
from petitions.drafting.petition import State
from petitions.signing.actions.sign import Sign, sign
from tests.petitions.world import World, later, row_of, world
from tests.questions.console.office import at_work
from tests.questions.pages.browser import send


@pytest.fixture
async def here(db, as_) -> World:
    return await world(as_)


async def test_asel_rejects_with_a_reason_and_aigul_mends(client, here: World):
    filed = await here.checking()
    desk = await at_work(client, here)
    await desk.be("moderator")
    page = await client.get("/kk/console/petitions")
    assert filed.ref in page.text
    page = await client.get(f"/kk/console/petitions/{filed.ref}")
    page = await send(client, page, "/open")
    page = await send(
        client, page, "/reject", reason="petition_subject", explanation="Бұл мәселе бойынша болмайды."
    )
    assert page.status_code == 422
    assert "Бұл мәселе бойынша болмайды." in page.text
    page = await send(
        client,
        page,
        "/reject",
        reason="petition_subject",
        subject="15",
        explanation="Бұл мәселе бойынша болмайды.",
        remark_title="Нақтылаңыз.",
    )
    assert page.status_code == 200
    assert (await row_of(filed.ref)).state == State.REJECTED
    client.cookies.clear()
    page = await client.get(f"/ru/petitions/{filed.ref}")
    assert "15." in page.text
    assert "90-2(3)" in page.text
    assert "Нақтылаңыз." not in page.text  # for the author alone
    client.cookies.set("hs_session", await open_session(here.system, here.aigul, Step.CODE, ""))
    page = await client.get(f"/kk/petitions/{filed.ref}")
    assert "/moderation/" in page.text  # the way to appeal
    page = await send(client, page, "/mend")
    assert "Нақтылаңыз." in page.text


async def test_published_at_the_desk_and_a_comment_is_screened(client, here: World):
    filed = await here.filed()
    await here.signed_by(49, filed.link)
    await sign(
        later(here.neighbour, minutes=1),
        Sign(petition=filed.link, consent=True, comment="Бұл көпір бізге керек."),
    )
    await here.counted()
    desk = await at_work(client, here)
    await desk.be("moderator")
    page = await client.get("/ru/console/petitions")
    assert "Бұл көпір бізге керек." in page.text
    page = await send(client, page, "/comments", verdict="publish")
    assert "Бұл көпір бізге керек." not in page.text
    page = await client.get(f"/ru/console/petitions/{filed.ref}")
    page = await send(client, page, "/open")
    await send(client, page, "/publish")
    client.cookies.clear()
    page = await client.get(f"/ru/petitions/{filed.ref}")
    assert "Бұл көпір бізге керек." in page.text
    assert "5\xa0957" in page.text


async def test_who_is_no_moderator_does_not_come_in(client, here: World):
    filed = await here.checking()
    desk = await at_work(client, here)
    await desk.be("official")
    for path in ("/kk/console/petitions", f"/kk/console/petitions/{filed.ref}"):
        assert (await client.get(path)).status_code in (403, 404)
