"""Whoever looks for a petition that is not to be read any more reads why; of what never was public nobody learns."""

from __future__ import annotations

import pytest

from petitions.checking.actions.publish import Publish, publish
from petitions.checking.actions.reject import Reject, reject
from petitions.drafting.actions.withdraw import Withdraw, withdraw
from tests.petitions.world import PROPOSAL, TITLE_KK, World

INSULTED = "Мәтінде нақты адамға балағат сөздер айтылған."


@pytest.fixture
def moderator(here: World, as_):
    return as_("moderator", here.district.id)


async def test_one_hidden_by_its_reason_says_so_without_its_words(client, here: World, moderator):
    filed = await here.checking()
    await reject(moderator, Reject(petition=filed.ref, reason="insulting", explanation=INSULTED))
    for key in (filed.ref, filed.link):
        page = await client.get(f"/kk/petitions/{key}")
        assert page.status_code == 200
        assert INSULTED in page.text
        assert "ӘРПК 64(7)3" in page.text
        assert "noindex" in page.text
        for words in (TITLE_KK, PROPOSAL, "Айгүл"):
            assert words not in page.text


async def test_one_taken_back_after_it_was_public_says_so(client, here: World, moderator):
    filed = await here.checking()
    await publish(moderator, Publish(petition=filed.ref))
    await withdraw(here.author, Withdraw(petition=filed.ref))
    page = await client.get(f"/kk/petitions/{filed.ref}")
    assert page.status_code == 200
    assert "қайтарып алды" in page.text
    assert PROPOSAL not in page.text


async def test_of_one_that_never_was_public_nobody_learns_by_its_number(client, here: World):
    filed = await here.filed()
    assert (await client.get(f"/kk/petitions/{filed.ref}")).status_code == 404
    await withdraw(here.author, Withdraw(petition=filed.ref))
    assert (await client.get(f"/kk/petitions/{filed.ref}")).status_code == 404
    assert (await client.get(f"/kk/petitions/{filed.link}")).status_code == 200
