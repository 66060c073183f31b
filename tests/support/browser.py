"""Debian's Chromium, driven as a person would, and axe looking over the shoulder."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.async_api import Browser, Page, ViewportSize, async_playwright

FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
PHONE: ViewportSize = {"width": 360, "height": 740}
DESK: ViewportSize = {"width": 1280, "height": 900}
WCAG = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    "resultTypes": ["violations"],
    "preload": False,
}
VIOLATIONS = """async options => (await axe.run(document, options)).violations.map(
  each => [each.id, each.nodes.slice(0, 3).map(node => node.target)])"""
SECONDS_TO_LOOK = 30
HOW_TO_GET_IT = "Chromium is not installed. On Debian: apt-get install chromium fonts-noto-core (make test does it as root)."


@asynccontextmanager
async def chromium(*more: str, program: str | None = None) -> AsyncIterator[Browser]:
    """One browser for the whole run, with ``more`` flags. Where there is none, the tests say how to get it."""
    program = program or shutil.which("chromium")
    if program is None:
        pytest.fail(HOW_TO_GET_IT)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=program, args=[*FLAGS, *more])
        try:
            yield browser
        finally:
            await browser.close()


async def check_access(page: Page) -> None:
    """axe finds nothing (WCAG 2.2 AA), and nothing is wider than the screen."""
    await page.evaluate(AXE_SCRIPT + ";0")
    async with asyncio.timeout(SECONDS_TO_LOOK):
        violations = await page.evaluate(VIOLATIONS, WCAG)
    assert violations == [], f"{page.url}: {violations}"
    overflow = await page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    assert overflow <= 0, f"{page.url} is {overflow} px wider than the screen"


async def check_access_without_scripts(page: Page, looking: Page) -> None:
    """axe is a script itself: where scripts are off, it looks at a copy of the page in a browser that runs them."""
    copied = await page.content()
    await looking.route(lambda url: url.endswith(".js"), lambda route: route.abort())
    await looking.route(page.url, lambda route: route.fulfill(body=copied, content_type="text/html"))
    await looking.goto(page.url)
    await check_access(looking)
    await looking.unroute_all()
