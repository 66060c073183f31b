"""The fraud desk's pages, without scripts: from the list to a preview, an order, a second person's agreement, stop and back."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from hearing_state.db import execute, value
from hearing_state.people.person import Step
from hearing_state.people.sessions import open_session
from petitions.fraud import queries
from petitions.fraud.actions.look_for_shapes import LookForShapes, look_for_shapes
from petitions.fraud.actions.set_shape_aside import SetShapeAside, set_shape_aside
from petitions.fraud.tasks import look
from petitions.signing.actions.sign import Sign, sign
from tests.petitions.fraud.desk import ROOM, WHY, Desk
from tests.petitions.world import later
from tests.questions.console.office import at_work
from tests.questions.pages.browser import heading, send

BACK = "Зауытта бәрі бір желіден қол қойған екен."


@pytest.fixture
async def busy(desk: Desk) -> Desk:
    """A quiet petition, and an hour in which somebody behind one address signs for many."""
    for hours in range(3, 12):
        await desk.signed(4, at=desk.moderator.now - timedelta(hours=hours), address=f"203.0.{hours}.5")
    await desk.signed(120, address=ROOM, place="100000000", age=timedelta(minutes=3))
    await desk.total()
    await look(desk.system, desk.system.now)
    return desk


async def test_an_empty_desk_says_so(client, desk: Desk):
    await desk.signed(3)
    work = await at_work(client, desk.here)
    await work.be("moderator")
    page = await client.get("/kk/console/petition-fraud")
    assert page.status_code == 200
    assert "hs-empty" in page.text
    page = await client.get(f"/ru/console/petition-fraud/{desk.ref}")
    assert page.status_code == 200
    assert "<svg" in page.text


async def test_from_the_list_to_an_invalidation_by_two_and_back(client, busy: Desk):
    work = await at_work(client, busy.here)
    await work.be("moderator")
    page = await client.get("/en/console/petition-fraud")
    assert busy.ref in page.text
    page = await client.get(f"/en/console/petition-fraud/{busy.ref}")
    assert "120 signatures in this hour; its usual hour has 4." in page.text
    assert "120 signatures out of block" in page.text
    assert "by accounts less than 10 minutes old" in page.text
    preview = f"/en/console/petition-fraud/{busy.ref}/preview"
    page = await client.get(preview, params={"block": await busy.block()})
    assert heading(page) == "Which signatures these are"
    assert ">120<" in page.text
    assert "Тұрғын Қ." in page.text
    refused = await send(client, page, "/preview", reason="Күдікті.")
    assert refused.status_code == 422
    assert "Күдікті." in refused.text
    page = await send(client, refused, "/preview", reason=WHY)
    assert heading(page) == "Invalidation 1"
    assert "Waits for a second person" in page.text
    assert "I have looked at it too" not in page.text
    assert await busy.total() == 156
    await work.be("moderator2")
    page = await client.get(f"/en/console/petition-fraud/{busy.ref}/invalidations/1")
    page = await send(client, page, "/confirm")
    assert "Signatures are being found invalid" in page.text
    page = await send(client, page, "/stop")
    assert "Stopped halfway" in page.text
    page = await send(client, page, "/resume")
    await busy.work()
    assert await busy.total() == 36
    assert (await queries.desk(busy.moderator)).total == 0  # nothing of it is suspicious any more
    page = await client.get(f"/en/petitions/{busy.ref}")
    assert WHY in page.text
    assert "do not count now: 120" in page.text
    await work.be("moderator2")
    page = await client.get(f"/en/console/petition-fraud/{busy.ref}/invalidations/1")
    page = await send(client, page, "/restore", reason="")
    assert page.status_code == 422
    page = await send(client, page, "/restore", reason=BACK)
    await busy.work()
    assert await busy.total() == 156
    assert BACK in (await client.get(f"/en/petitions/{busy.ref}")).text


async def test_a_choice_that_changed_shows_the_new_preview_and_keeps_what_was_typed(client, busy: Desk):
    work = await at_work(client, busy.here)
    await work.be("moderator")
    page = await client.get(f"/en/console/petition-fraud/{busy.ref}/preview", params={"proof": "code"})
    assert ">156<" in page.text
    await busy.signed(2, at=busy.moderator.now - timedelta(hours=4))  # committed late
    page = await send(client, page, "/preview", reason=WHY)
    assert page.status_code == 409
    assert "Nothing was changed" in page.text
    assert ">158<" in page.text
    assert WHY in page.text
    assert await value("SELECT count(*) FROM fraud_invalidation") == 0
    page = await send(client, page, "/preview")
    assert heading(page) == "Invalidation 1"


async def test_conditions_that_are_not_understood_are_said_beside_their_field(client, busy: Desk):
    work = await at_work(client, busy.here)
    await work.be("moderator")
    path = f"/en/console/petition-fraud/{busy.ref}/preview"
    for typed, sentence in (
        ({"from": "yesterday"}, "Write day and time like"),
        ({"from": "0001-01-01T00:00"}, "Write day and time like"),
        ({"until": "9999-12-31T23:59-12:00"}, "Write day and time like"),
        ({"from": "2026-11-23T10:00", "until": "2026-11-23T09:00"}, "The end must be later"),
        ({"from": "", "place": ""}, "Choose at least one condition"),
    ):
        page = await client.get(path, params=typed)
        assert page.status_code == 422
        assert sentence in page.text
    assert (await client.get(path)).status_code == 200  # nothing is chosen yet
    page = await client.get(path, params={"until": "2020-01-01T00:00"})
    assert "No signature fits these conditions." in page.text


async def test_what_was_looked_at_is_set_aside_until_it_grows(client, busy: Desk):
    case = await queries.case(busy.moderator, busy.ref)
    kinds = {each.kind for each in case.shapes}
    assert kinds == {"burst", "block", "young"}
    work = await at_work(client, busy.here)
    await work.be("moderator")
    page = await client.get(f"/en/console/petition-fraud/{busy.ref}")
    page = await send(client, page, "/aside")
    assert "Set aside." in page.text
    for each in (await queries.case(busy.moderator, busy.ref)).shapes:
        if each.aside_at is None:
            await set_shape_aside(busy.moderator, SetShapeAside(petition=busy.ref, shape=each.id))
    assert (await queries.desk(busy.moderator)).total == 0
    await busy.signed(30, address=ROOM, place="100000000", age=timedelta(minutes=3))
    await look_for_shapes(busy.system, LookForShapes(petition=busy.ref))
    assert (await queries.desk(busy.moderator)).total == 0
    await busy.signed(60, address=ROOM, place="100000000", age=timedelta(minutes=3))
    await look_for_shapes(busy.system, LookForShapes(petition=busy.ref))
    assert (await queries.desk(busy.moderator)).total == 1


async def test_more_signers_than_people_are_told_to_the_operator(client, desk: Desk):
    await execute(
        "INSERT INTO drafting_population (id, place_code, people, counted_on, source, set_at)"
        " VALUES (gen_random_uuid(), '100000000', 4, '2026-11-22', 'test', now())"
    )
    await desk.signed(1, place="100000000")
    await desk.total()
    assert await look_for_shapes(desk.system, LookForShapes(petition=desk.ref)) == 0
    await desk.signed(1, place="100000000")
    assert await look_for_shapes(desk.system, LookForShapes(petition=desk.ref)) == 1
    assert await queries.unwell(desk.system) == "more signers than people could be in 1 territories"
    work = await at_work(client, desk.here)
    await work.be("moderator")
    page = await client.get(f"/en/console/petition-fraud/{desk.ref}")
    assert "where 4 people live." in page.text
    page = await client.get(f"/en/console/petition-fraud/{desk.ref}/preview", params={"place": "100000000"})
    assert ">2<" in page.text


async def test_who_is_no_moderator_does_not_come_in(client, busy: Desk):
    work = await at_work(client, busy.here)
    await work.be("official")
    for path in (
        "petition-fraud",
        f"petition-fraud/{busy.ref}",
        f"petition-fraud/{busy.ref}/preview?proof=code",
    ):
        assert (await client.get(f"/kk/console/{path}")).status_code in (403, 404)
    await work.be("moderator")
    for path in (
        "petition-fraud/P-2026-999999",
        f"petition-fraud/{busy.ref}/invalidations/7",
        f"petition-fraud/{busy.ref}/invalidations/x",
    ):
        assert (await client.get(f"/kk/console/{path}")).status_code == 404


async def test_who_only_reads_is_not_told_to_fetch_a_second_person(client, busy: Desk):
    await busy.ordered(block=await busy.block())
    work = await at_work(client, busy.here)
    await work.be("moderator")  # of this browser all forms bear one token
    at = f"/en/console/petition-fraud/{busy.ref}/invalidations/1"
    (token,) = set(re.findall(r'name="_csrf" value="([^"]+)"', (await client.get(at)).text))
    await work.be("auditor")
    for verb in ("confirm", "drop", "stop"):
        page = await client.post(f"{at}/{verb}", data={"_csrf": token, "signatures": "120"})
        assert page.status_code == 403
        assert "another moderator must" not in page.text
    assert (await busy.invalidation()).state == "proposed"


async def test_a_signer_reads_on_the_page_that_hers_does_not_count_and_how_to_object(client, desk: Desk):
    signed = await sign(later(desk.here.neighbour, hours=-1), Sign(petition=desk.ref, consent=True))
    await desk.ordered(proof="code")
    await desk.work()
    client.cookies.set("hs_session", await open_session(desk.system, desk.here.daulet, Step.CODE, ""))
    page = await client.get(f"/en/petitions/{desk.ref}")
    assert f"Your signature (receipt {signed.receipt}) does not count any more." in page.text
    assert "send the authorised body a complaint" in page.text
    page = await client.get(f"/en/petitions/{desk.ref}/sign")
    page = await send(client, page, "/sign", consent="yes")
    assert page.status_code == 409
