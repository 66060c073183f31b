"""The commission of a petition is named in public, by the body that decides it."""

from __future__ import annotations

import pytest

from hearing_state.actions import Context
from hearing_state.db import value
from hearing_state.errors import Conflict, Forbidden, Invalid, NotFound
from petitions.considering.actions.add_member import AddMember, add_member
from petitions.considering.actions.decide import decide
from petitions.considering.actions.remove_member import RemoveMember, remove_member
from petitions.considering.commission import members
from petitions.drafting.petition import State
from tests.petitions.considering.desk import come_in_as_head, registered, sent
from tests.petitions.considering.test_considering import decision
from tests.petitions.world import World, row_of
from tests.questions.pages.browser import send as send_form


def member(ref: str, **more: str) -> AddMember:
    said = {"name": "Серік Омаров", "post": "Облыстық мәслихат депутаты", "role": "member"}
    return AddMember.model_validate({"petition": ref, **said, **more})


async def test_members_are_shown_with_post_and_part_and_the_log_tells_no_name(
    client, here: World, head: Context, moderator, as_
):
    ref = await registered(here, moderator, head)
    official = as_("official", here.oblast.id)
    await add_member(official, member(ref))
    await add_member(official, member(ref, name="Гүлнар Ахметова", post="Әкімнің орынбасары", role="chair"))
    assert (await row_of(ref)).state == State.CONSIDERING
    page = await client.get(f"/kk/petitions/{ref}")
    assert page.text.index("Гүлнар Ахметова") < page.text.index("Серік Омаров")  # the chair first
    assert "Облыстық мәслихат депутаты" in page.text
    told = await value(
        "SELECT string_agg(facts::text, ' ') FROM ledger_entry WHERE kind = 'petition.commission_joined'"
    )
    assert "Серік" not in told
    assert "chair" in told


async def test_one_sits_there_once_and_there_is_one_chair(here: World, head, moderator):
    ref = await registered(here, moderator, head)
    await add_member(head, member(ref, role="chair"))
    with pytest.raises(Invalid) as refused:
        await add_member(head, member(ref, name="серік омаров"))
    assert refused.value.faults[0].field == "name"
    with pytest.raises(Invalid) as refused:
        await add_member(head, member(ref, name="Гүлнар Ахметова", role="chair"))
    assert refused.value.faults[0].field == "role"


async def test_who_left_is_not_named_any_more_and_after_the_decision_nobody_leaves(
    here: World, head, moderator
):
    ref = await registered(here, moderator, head)
    first, second = (
        await add_member(head, member(ref)),
        await add_member(head, member(ref, name="Гүлнар Ахметова")),
    )
    await remove_member(head, RemoveMember(petition=ref, member=first))
    with pytest.raises(NotFound):
        await remove_member(head, RemoveMember(petition=ref, member=first))
    row = await row_of(ref)
    assert [each.name for each in await members(here.visitor, row.id)] == ["Гүлнар Ахметова"]
    await add_member(head, member(ref))  # and may come back
    await decide(head, decision(ref))
    with pytest.raises(Conflict):
        await remove_member(head, RemoveMember(petition=ref, member=second))
    with pytest.raises(Conflict):
        await add_member(head, member(ref, name="Марат Ибраев"))


async def test_nobody_else_names_them_and_not_before_registration(here: World, head, moderator, as_):
    ref = await sent(here, moderator)
    with pytest.raises(Conflict):
        await add_member(head, member(ref))
    for other in (as_("official", here.district.id), here.author, moderator):
        with pytest.raises(Forbidden):
            await add_member(other, member(ref))


async def test_at_the_desk_what_was_typed_is_kept(client, here: World, head, moderator):
    ref = await registered(here, moderator, head)
    await come_in_as_head(client, here)
    page = await client.get(f"/kk/console/petitions-to-decide/{ref}/commission")
    page = await send_form(client, page, "/add", name="Серік Омаров", post="")
    assert page.status_code == 422
    assert "Серік Омаров" in page.text
    page = await send_form(client, page, "/add", post="Депутат", role="secretary")
    assert page.status_code == 200
    page = await send_form(client, page, "/remove")
    assert "Серік Омаров" not in page.text
