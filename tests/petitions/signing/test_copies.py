"""A signature that is taken back leaves kept copies at once, also while the database is away; the copies of all other pages stay."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from hearing_state.actions import STANDING, forget_copies_about
from hearing_state.actions.standing import TOLD_APART, Standing, switch
from hearing_state.db import execute
from hearing_state.web.shelf import Copy, Shelf
from petitions.fraud.actions.carry_on_invalidation import CarryOnInvalidation, carry_on_invalidation
from petitions.signing.actions.sign import Sign, sign
from petitions.signing.actions.unsign import Unsign, unsign
from tests.petitions.fraud.desk import desk_of
from tests.petitions.signing.test_signing import made_public
from tests.petitions.world import World, row_of
from tests.support.contexts import NOON

BEFORE, AFTER = NOON - timedelta(minutes=1), NOON + timedelta(minutes=1)


def shelved(*addresses: str) -> Shelf:
    shelf = Shelf()
    for each in addresses:
        shelf.put((each, b"", ""), Copy(BEFORE, 3, 3, "", b"", b"", (), b"Daulet B.", None))
    return shelf


def shown(shelf: Shelf, address: str) -> bool:
    return shelf.stale((address, b"", ""), AFTER, 6) is not None


async def test_her_name_is_shown_from_no_copy_again(client, here: World):
    filed = await here.filed()
    await made_public(filed.ref, 40)
    row = await row_of(filed.ref)
    await sign(here.neighbour, Sign(petition=filed.ref, consent=True, comment="Көпір керек."))
    page = await client.get(f"/kk/petitions/{filed.ref}")
    assert "Дәулет" in page.text  # why it must: everybody reads her name there
    its_own = (
        f"/kk/petitions/{filed.ref}",
        f"/ru/petitions/{filed.ref}/comments",
        f"/kk/petitions/{row.link}",
    )
    others = ("/kk/questions/Q-2026-000001", "/kk/petitions/P-2026-999999", "/kk/")
    shelf = shelved(*its_own, *others)
    assert await unsign(here.neighbour, Unsign(petition=filed.ref))
    assert [shown(shelf, each) for each in its_own] == [False] * 3
    assert [shown(shelf, each) for each in others] == [True] * 3
    assert STANDING.may_show(AFTER, its_own[0])  # a copy from afterwards is shown


async def test_the_other_processes_hear_it_from_the_database(here: World):
    filed = await here.filed()
    await made_public(filed.ref, 40)
    await sign(here.neighbour, Sign(petition=filed.ref, consent=True))
    await unsign(here.neighbour, Unsign(petition=filed.ref))
    elsewhere = Standing()
    elsewhere.heard(await switch(), NOON)
    assert not elsewhere.may_show(BEFORE, f"/kk/petitions/{filed.ref}")
    assert elsewhere.may_show(BEFORE, "/kk/petitions/P-2026-999999")


async def test_who_had_not_signed_hides_nothing(here: World):
    filed = await here.filed()
    await made_public(filed.ref, 40)
    assert not await unsign(here.neighbour, Unsign(petition=filed.ref))
    assert (await switch())["hidden"] is None


async def test_a_name_that_somebody_else_put_there_leaves_copies_too(here: World):
    desk = await desk_of(here)
    await desk.signed(3)
    await desk.ordered(proof="code")
    shelf = shelved(f"/kk/petitions/{desk.ref}")
    await carry_on_invalidation(desk.system, CarryOnInvalidation(petition=desk.ref, number=1))
    assert not shown(shelf, f"/kk/petitions/{desk.ref}")


async def test_more_things_than_a_process_keeps_in_mind_count_for_every_page(db):
    for number in range(TOLD_APART + 1):
        await forget_copies_about([f"P-2026-{number:06d}"], NOON + timedelta(seconds=number))
    told = await switch()
    assert len(json.loads(told["hidden"])) == TOLD_APART
    assert told["copies_from"] == NOON


@pytest.mark.parametrize("minutes", [-5, 5])
async def test_the_latest_moment_counts(db, minutes):
    await forget_copies_about(["P-2026-000001"], NOON)
    await forget_copies_about(["P-2026-000001"], NOON + timedelta(minutes=minutes))
    elsewhere = Standing()
    elsewhere.heard(await switch(), NOON)
    assert elsewhere.hidden["P-2026-000001"] == NOON + timedelta(minutes=max(0, minutes))
    await execute("UPDATE actions_standing SET copies_from = NULL")
