"""The desk, its queues, the search, and that nothing of another body can be found there."""

from __future__ import annotations

import pytest

from hearing_state.questions import queries
from hearing_state.questions.console.wording import QUEUES
from tests.questions.console.office import FOREIGN, HEAD, OFFICIAL, AtWork
from tests.questions.pages.browser import heading
from tests.questions.world import TITLE

CASE_PAGES = (
    "", "/history", "/answer", "/answer/preview", "/proposal", "/correct", "/redirect", "/split", "/extend", "/return", "/note",
    "/terminate", "/refuse", "/mask", "/remark", "/colleague",
)  # fmt: skip


async def test_an_official_comes_in_at_the_desk_and_sees_what_is_owed(office: AtWork) -> None:
    slip = await office.village.ask()
    await office.be(OFFICIAL)
    page = await office.open("")
    assert heading(page) == "Desk"
    assert f"{slip.ref} · {TITLE}" in page.text
    assert "14 December 2026" in page.text
    assert "Nobody has taken it" in page.text
    assert "not yet read by a moderator" in page.text


@pytest.mark.parametrize("queue", QUEUES)
async def test_every_queue_opens_full_or_empty(office: AtWork, queue: str) -> None:
    await office.village.ask()
    await office.be(OFFICIAL)
    page = await office.open(f"desk?queue={queue}")
    assert page.status_code == 200
    assert (TITLE in page.text) == (queue in {"all", "to_take"})


async def test_what_another_body_owes_is_not_on_the_desk(office: AtWork) -> None:
    slip = await office.village.ask()
    await office.be(FOREIGN)
    assert slip.ref not in (await office.open("desk")).text


@pytest.mark.parametrize("path", CASE_PAGES)
async def test_nothing_inside_a_foreign_case_is_there(office: AtWork, path: str) -> None:
    slip = await office.village.ask(is_public=False, consent=False)
    for somebody in (FOREIGN, "moderator", "operator", "administrator"):
        await office.be(somebody)
        page = await office.client.get(f"/en/console/questions/{slip.ref}{path}")
        assert page.status_code == 404, somebody
        assert TITLE not in page.text


@pytest.mark.parametrize("path", CASE_PAGES)
async def test_every_page_of_a_case_opens_for_its_holders(office: AtWork, path: str) -> None:
    ref = await office.village.taken()
    await office.be(HEAD)
    page = await office.open(f"questions/{ref}{path}")
    assert page.status_code == 200
    assert ref in page.text


@pytest.mark.parametrize("path", ["take", "redirect", "refuse", "answer/start", "answer", "remark"])
async def test_nothing_can_be_done_to_a_foreign_case(office: AtWork, path: str) -> None:
    ref = (await office.village.ask()).ref
    await office.be(FOREIGN)
    typed = {
        "agency": str(office.village.district.id), "reason": "insulting", "text": "Twenty letters and a few more.",
    }  # fmt: skip
    answer = await office.client.post(f"/en/console/questions/{ref}/{path}", data=typed)
    assert answer.status_code in (404, 422)
    assert TITLE not in answer.text
    shown = await queries.shown(office.village.as_("system"), ref)
    assert (shown.state, shown.agency.id) == ("registered", office.village.okrug.id)


async def test_a_stranger_is_led_to_the_door_and_a_role_without_a_desk_is_refused(office: AtWork) -> None:
    assert (await office.client.get("/en/console/desk")).status_code == 303
    await office.be("auditor")
    assert (await office.client.get("/en/console/desk")).status_code == 403


@pytest.mark.parametrize("typed", ["Қараауыл жарығы", "караауыл", "{ref}", "{number}"])
async def test_a_case_is_found_by_number_and_by_words(office: AtWork, typed: str) -> None:
    ref = (await office.village.ask()).ref
    await office.be(OFFICIAL)
    sought = typed.format(ref=ref.lower(), number=ref.rpartition("-")[2])
    page = await office.open(f"search?q={sought}")
    assert f"/en/console/questions/{ref}" in page.text


async def test_a_private_question_of_another_body_is_not_found_by_search(office: AtWork) -> None:
    ref = (await office.village.ask(is_public=False, consent=False)).ref
    for somebody in (FOREIGN, "moderator", "operator"):
        await office.be(somebody)
        page = await office.open(f"search?q={ref}")
        assert "Nothing was found" in page.text


@pytest.mark.parametrize("locale", ["kk", "ru", "en"])
async def test_the_desk_speaks_every_language(office: AtWork, locale: str) -> None:
    await office.village.ask()
    await office.be(OFFICIAL)
    for path in ("desk", "templates", "search?q=Абай", "help"):
        assert (await office.client.get(f"/{locale}/console/{path}")).status_code == 200
