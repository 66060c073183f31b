"""Debian's Chromium, driven as a person would, and axe looking over the shoulder."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, Page, async_playwright

FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 900}
WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
HOW_TO_GET_IT = "Chromium is not installed. On Debian: apt-get install chromium fonts-noto-core (make test does it as root)."


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """One browser for the whole run. Where there is none, the tests say how to get it."""
    program = shutil.which("chromium")
    if program is None:
        pytest.fail(HOW_TO_GET_IT)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        try:
            yield browser
        finally:
            await browser.close()


async def check_access(page: Page) -> None:
    """axe finds nothing (WCAG 2.2 AA), and nothing is wider than the screen."""
    found = await Axe().run(page, options=WCAG)
    violations = [
        (each["id"], [node["target"] for node in each["nodes"]][:3]) for each in found.response["violations"]
    ]
    assert violations == [], f"{page.url}: {violations}"
    overflow = await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert overflow <= 0, f"{page.url} is {overflow} px wider than the screen"
