"""Miras makes an app: he reads on his phone how the service is spoken to, and nobody else learns that he did."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from playwright.async_api import expect

from tests.journeys.conftest import Meet

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("language", "javascript"), [("kk", True), ("ru", False)])
async def test_he_reads_what_can_be_asked_and_how(meet: Meet, language: str, *, javascript: bool) -> None:
    miras = await meet("phone", language, javascript=javascript)
    asked: set[str] = set()
    miras.page.on("request", lambda request: asked.add(urlsplit(request.url).netloc))
    broken: list[str] = []
    miras.page.on("console", lambda message: broken.append(message.text) if message.type == "error" else None)
    await miras.open("/help")
    await miras.press("For makers of apps", inside="footer")
    await miras.reads(miras.said("Before you begin"), miras.said("When something is refused"))
    await miras.follow("main a[href$='/developers/operations/ask_question']")
    await expect(miras.page.locator("h1")).to_have_text("POST /api/v1/questions")
    await miras.reads(miras.said("Only for who is signed in."), "Idempotency-Key", "429")
    await miras.follow("section[aria-labelledby=takes] a")
    await miras.reads("points", "is_public", "[string]")
    house = urlsplit(miras.page.url).netloc
    assert (asked - {""}, broken) == ({house}, [])
