"""Pages of the frame in Debian's Chromium, without a server: every address is answered from here."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.async_api import Browser, Page, Request, Route, async_playwright

from hearing_state.i18n import speaking
from hearing_state.web.forms import Form
from hearing_state.web.rendering import environment
from hearing_state.web.security import CSP
from hearing_state.web.static import assets

CHROMIUM = shutil.which("chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
]
ORIGIN = "http://house.test"
SAMPLES = Path(__file__).parent / "samples"

needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is missing: apt-get install chromium")


@asynccontextmanager
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        launched = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        try:
            yield launched
        finally:
            await launched.close()


def sample(name: str, language: str = "kk", **values: Any) -> str:
    """One of the sample templates beside this file, in the frame it extends."""
    made = environment().overlay()
    made.globals = {
        **environment().globals,
        "path_in": lambda wanted: f"/{wanted}/",
        "current_path": lambda: "/kk/console",
        "csrf_field": lambda: "",
    }
    with speaking(language):
        source = (SAMPLES / f"{name}.html").read_text(encoding="utf-8")
        return made.from_string(source).render(locale=language, form=Form(), **values)


class Sent(list[str]):
    """The addresses to which the browser has sent a form."""


async def opened(browsing: Browser, html: str, *, scripts: bool = True, **wishes: Any) -> tuple[Page, Sent]:
    """A page showing ``html`` on a phone, under the house's own content security policy; earlier ones are closed."""
    wishes.setdefault("viewport", {"width": 360, "height": 740})
    for earlier in browsing.contexts:
        await earlier.close()
    context = await browsing.new_context(java_script_enabled=scripts, **wishes)
    page, sent = await context.new_page(), Sent()

    async def answer(route: Route, request: Request) -> None:
        path = urlsplit(request.url).path
        if path.startswith("/static/"):
            found = assets()[path.split("/", 3)[3]]
            await route.fulfill(body=found.content, content_type=found.media_type)
        elif request.method == "POST":
            sent.append(path)
            await route.fulfill(status=204)
        else:
            await route.fulfill(
                body=html,
                content_type="text/html; charset=utf-8",
                headers={
                    "content-security-policy": CSP.replace(
                        "script-src 'self'", "script-src 'self' 'unsafe-eval'"
                    )
                },
            )

    await context.route("**/*", answer)
    await page.goto(f"{ORIGIN}/kk/sample")
    return page, sent
