"""What scripts add, in a real browser; and that nothing is lost without them."""

from __future__ import annotations

import pytest
from axe_playwright_python.async_playwright import Axe

from tests.site import standings
from tests.site.chromium import browser, needs_chromium, opened, sample

pytestmark = [pytest.mark.browser, needs_chromium]


@pytest.fixture(scope="module")
async def chromium():
    async with browser() as launched:
        yield launched


async def test_the_phones_menu_opens_closes_and_says_so(chromium):
    page, _sent = await opened(chromium, sample("parts", standings=standings.ALL))
    menu, button = page.locator("#menu"), page.locator("[data-menu]")
    assert not await menu.is_visible()
    await button.click()
    assert await menu.is_visible()
    assert await button.get_attribute("aria-expanded") == "true"
    await button.press("Space")
    assert not await menu.is_visible()


async def test_without_scripts_the_menu_lies_open(chromium):
    page, _sent = await opened(chromium, sample("parts", standings=standings.ALL), scripts=False)
    assert await page.locator("#menu").is_visible()
    assert not await page.locator("[data-menu]").is_visible()


async def test_a_draft_comes_back_and_can_be_forgotten(chromium):
    page, _sent = await opened(chromium, sample("form"))
    await page.fill("#text", "Су жоқ")
    await page.fill("#phone", "+7 700 000 00 00")
    await page.wait_for_function("localStorage.length > 0")
    assert "700" not in await page.evaluate("JSON.stringify(localStorage)")
    await page.reload()
    await page.evaluate("document.getElementById('text').value = ''")
    await page.click("[data-draft-restore]")
    assert await page.input_value("#text") == "Су жоқ"
    await page.reload()
    if await page.locator("[data-draft-forget]").is_visible():
        await page.click("[data-draft-forget]")
        assert await page.evaluate("localStorage.length") == 0


async def test_characters_are_counted_and_never_cut(chromium):
    page, _sent = await opened(chromium, sample("form"))
    await page.fill("#text", "Он екі таңба")
    told = page.locator("#text-length")
    assert await told.text_content() == "Таңба саны: 12, шегі: 10"
    assert "hs-length--over" in (await told.get_attribute("class") or "")
    assert await page.input_value("#text") == "Он екі таңба"


async def test_a_second_press_sends_nothing(chromium):
    page, sent = await opened(chromium, sample("form"))
    await page.evaluate(
        "const b = document.querySelector('form .hs-button[type=submit]'); b.click(); b.click()"
    )
    await page.wait_for_timeout(300)
    assert sent == ["/kk/sent"]


async def test_an_official_walks_the_rows_by_keyboard(chromium):
    html = sample("desk", standings=standings.ALL)
    page, _sent = await opened(chromium, html, viewport={"width": 1280, "height": 900})
    await page.keyboard.press("j")
    await page.keyboard.press("j")
    await page.keyboard.press("k")
    assert await page.evaluate("document.activeElement.textContent") == "Іс 1"
    await page.keyboard.press("Enter")
    await page.wait_for_url("**#1")  # the browser tells of it a moment later
    await page.keyboard.press("?")
    assert await page.locator("#keys").is_visible()


@pytest.mark.parametrize(
    ("language", "width", "scheme"),
    [("kk", 360, "light"), ("ru", 360, "dark"), ("kk", 1280, "dark"), ("ru", 1280, "light")],
)
@pytest.mark.parametrize("name", ["parts", "form", "desk"])
async def test_everybody_can_use_it(chromium, name, language, width, scheme):
    html = sample(name, language, standings=standings.ALL)
    page, _sent = await opened(chromium, html, viewport={"width": width, "height": 800}, color_scheme=scheme)
    found = await Axe().run(page)
    assert [(each["id"], each["nodes"][0]["html"]) for each in found.response["violations"]] == []
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
