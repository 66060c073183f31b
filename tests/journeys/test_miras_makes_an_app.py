"""Miras makes an app: he reads on his phone how the service is spoken to, and nobody else learns that he did."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from playwright.async_api import Page, expect

from tests.journeys.conftest import Meet
from tests.journeys.person import Person
from tests.support.browser import check_access, check_access_without_scripts

pytestmark = pytest.mark.browser


async def fits(miras: Person, lens: Page | None) -> None:
    if lens is None:
        await check_access(miras.page)
    else:
        await check_access_without_scripts(miras.page, lens)


@pytest.mark.parametrize(("language", "javascript"), [("kk", True), ("ru", False)])
async def test_he_reads_what_can_be_asked_and_how(meet: Meet, language: str, *, javascript: bool) -> None:
    miras = await meet("phone", language, javascript=javascript)
    lens = None if javascript else (await meet("phone", language)).page
    asked: set[str] = set()
    miras.page.on("request", lambda request: asked.add(urlsplit(request.url).netloc))
    broken: list[str] = []
    miras.page.on("console", lambda message: broken.append(message.text) if message.type == "error" else None)
    await miras.open("/help")
    await miras.press("For makers of apps", inside="footer")
    await miras.reads(miras.said("Before you begin"), miras.said("When something is refused"))
    # From here on titles are names of the API, which are the same in every language.
    await miras.page.click("main a[href$='/developers/operations/ask_question']")
    await expect(miras.page.locator("h1")).to_have_text("POST /api/v1/questions")
    await miras.reads(miras.said("Only for who is signed in."), "Idempotency-Key", "429")
    await fits(miras, lens)
    await miras.page.click("section[aria-labelledby=takes] a")
    await expect(miras.page.locator("h1")).to_have_text("Question")
    await miras.reads("points", "is_public", "[string]")
    await fits(miras, lens)
    house = urlsplit(miras.page.url).netloc
    assert (asked - {""}, broken) == ({house}, [])
