"""The desk of a service centre: who comes, asks and goes home with a slip."""

from __future__ import annotations

import pytest

from hearing_state.db import row, value
from hearing_state.questions import queries
from tests.agencies.country import QARAAUYL
from tests.questions.console.office import OFFICIAL, AtWork
from tests.questions.pages.browser import heading
from tests.questions.world import TEXT, TITLE

VISITOR = {"given_name": "Қалима", "family_name": "Есенова", "contact": "+7 701 555 12 34", "locale": "kk"}
QUESTION = {
    "topic": "street_lighting", "kind": "inquiry", "language": "kk", "title": TITLE, "text": TEXT,
    "visibility": "public", "consent": "yes",
}  # fmt: skip


async def at_the_question(office: AtWork, **more: str):
    await office.be("operator")
    page = await office.send(await office.open("desk/visitor"), "/desk/visitor", **{**VISITOR, **more})
    address = str(page.url.path).removeprefix("/en/console/")
    found = await office.open(f"{address}?q=Қараауыл")
    assert f"/{QARAAUYL}" in found.text
    return await office.open(f"{address}/{QARAAUYL}")


async def test_an_operator_asks_for_a_visitor_and_hands_over_the_slip(office: AtWork) -> None:
    page = await at_the_question(office)
    assert "Қалима Есенова" in page.text
    done = await office.send(page, QARAAUYL, **QUESTION, points=["Шамдар қашан жанады?", "", ""])
    ref = heading(done)
    assert ref.startswith("Q-2026-")
    assert f"/questions/{ref}/slip" in done.text
    assert "Next visitor" in done.text
    shown = await queries.shown(office.village.as_("system"), ref)
    assert (shown.channel, len(shown.points)) == ("desk", 1)
    kept = await row("SELECT receiver_name FROM questions_question WHERE ref = $1", ref)
    assert kept == {"receiver_name": "Ботагөз Смағұлова"}


async def test_a_double_click_registers_once(office: AtWork) -> None:
    page = await at_the_question(office)
    first = await office.send(page, QARAAUYL, **QUESTION)
    again = await office.send(page, QARAAUYL, **QUESTION)
    assert heading(first) == heading(again)
    assert await value("SELECT count(*) FROM questions_question") == 1


async def test_without_spoken_consent_nothing_is_public(office: AtWork) -> None:
    page = await at_the_question(office)
    refused = await office.press(page, QARAAUYL, **{**QUESTION, "consent": ""})
    assert refused.status_code == 422
    assert TEXT in refused.text
    unsaid = await office.press(page, QARAAUYL, **{**QUESTION, "visibility": ""})
    assert unsaid.status_code == 422
    private = await office.send(page, QARAAUYL, **{**QUESTION, "visibility": "private", "consent": ""})
    assert (await queries.shown(office.village.visitor, heading(private))).has_content is False


async def test_a_wrong_iin_is_refused_and_what_was_typed_kept(office: AtWork) -> None:
    await office.be("operator")
    page = await office.open("desk/visitor")
    refused = await office.press(page, "/desk/visitor", **{**VISITOR, "iin": "123456789012"})
    assert refused.status_code == 422
    assert "Қалима" in refused.text
    assert 'href="#iin"' in refused.text
    assert await value("SELECT count(*) FROM people_person WHERE family_name = 'Есенова'") == 0


@pytest.mark.parametrize("path", ["desk/visitor", "desk/slips/Q-2026-000001"])
async def test_only_operators_stand_there(office: AtWork, path: str) -> None:
    await office.be(OFFICIAL)
    assert (await office.client.get(f"/en/console/{path}")).status_code == 403
