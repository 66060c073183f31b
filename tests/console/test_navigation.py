"""The frame of the workplace: where each role begins, and that its navigation shows what it may use and nothing else."""

from __future__ import annotations

import re

import pytest

from tests.questions.console.office import OFFICIAL, AtWork
from tests.questions.pages.browser import heading

PARTS = {
    "official.okrug": {"desk", "templates"},
    "clerk": {"desk", "templates"},
    "moderator": {"screening", "reports"},
    "operator": {"desk/visitor"},
    "auditor": {"audit"},
    "administrator": {"calendar", "rules"},
}
FOREIGN = {
    "official.okrug": {"screening", "desk/visitor", "audit", "calendar"},
    "clerk": {"screening", "desk/visitor", "audit", "calendar"},
    "moderator": {"desk", "desk/visitor", "audit", "calendar"},
    "operator": {"desk", "screening", "audit", "calendar"},
    "auditor": {"desk", "screening", "desk/visitor"},
    "administrator": {"desk", "screening", "desk/visitor", "audit"},
}


def parts(text: str) -> dict[str, str]:
    """Address -> words of the navigation."""
    bar = text.split('class="hs-console__sections"')[1].split("</nav>", maxsplit=1)[0]
    return {
        address: re.sub(r"<[^>]+>", "", words).strip()
        for address, words in re.findall(r'<a href="/en/console/([^"]*)"[^>]*>(.*?)</a>', bar, re.DOTALL)
    }


@pytest.mark.parametrize("who", PARTS)
async def test_the_navigation_shows_what_a_role_may_use_and_nothing_else(office: AtWork, who: str) -> None:
    await office.be(who)
    shown = parts((await office.open("")).text)
    assert set(shown) >= PARTS[who] | {"overview", "help"}
    assert not set(shown) & FOREIGN[who]
    for address in shown:
        assert (await office.client.get(f"/en/console/{address}")).status_code == 200, address


async def test_on_a_phone_the_parts_fold_behind_a_link_to_them(office: AtWork) -> None:
    """Without scripts the link leads to the parts, which lie open then; whoever is not signed in has neither."""
    await office.be("auditor")
    page = (await office.open("")).text
    (target,) = re.findall(r'class="hs-menu-button" href="#(\w+)" data-menu="\1"', page)
    assert f'<nav class="hs-console__sections" id="{target}"' in page
    office.client.cookies.clear()
    assert "hs-menu-button" not in (await office.client.get("/en/console/sign-in")).text


async def test_the_navigation_counts_what_waits(office: AtWork) -> None:
    await office.village.ask()
    await office.be(OFFICIAL)
    assert parts((await office.open("")).text)["desk"].split() == ["Desk", "1"]
    await office.be("moderator")
    overview = await office.open("")
    assert heading(overview) == "Әсел И."
    assert parts(overview.text)["screening"].split() == ["Screening", "1"]


async def test_officials_begin_at_their_desk_others_with_an_overview(office: AtWork) -> None:
    await office.be(OFFICIAL)
    assert heading(await office.open("")) == "Desk"
    await office.be("administrator")
    overview = await office.open("")
    assert "System administrator" in overview.text


async def test_a_stranger_is_led_to_the_door_of_the_staff(office: AtWork) -> None:
    answer = await office.client.get("/kk/console/overview")
    assert answer.status_code == 303
    assert "/kk/console/sign-in" in answer.headers["location"]


@pytest.mark.parametrize("locale", ["kk", "ru", "en"])
async def test_help_tells_the_keys_in_every_language(office: AtWork, locale: str) -> None:
    await office.be("clerk")
    page = await office.client.get(f"/{locale}/console/help")
    assert page.status_code == 200
    assert "<kbd>j</kbd>" in page.text
