"""One house with demo data for all journeys, one browser, and people with their devices."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page

from tests.journeys.person import Person
from tests.support.browser import DESK, PHONE, chromium
from tests.support.processes import Process, free_port


@pytest.fixture(scope="session")
def house_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a whole house, as `make run` starts it."""
    folder: Path = tmp_path_factory.mktemp("journeys")
    port = free_port()
    env = {"HS_DATA_DIR": str(folder / "var"), "HS_SITE_URL": f"http://127.0.0.1:{port}"}
    process = Process("run", env, folder / "house.log", port=port)
    process.start().wait_until_ready()
    yield f"http://127.0.0.1:{port}"
    assert process.stop() == 0, process.log.read_text(errors="replace")[-2000:]


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as opened:
        yield opened


Device = Callable[..., Awaitable[Page]]


@pytest.fixture
async def device(browser: Browser, house_address: str) -> AsyncIterator[Device]:
    """`page = await device("phone", "kk")`: a fresh browser of one person; `javascript=False` for an old one."""
    opened = []

    async def made(kind: str = "phone", language: str = "kk", *, javascript: bool = True) -> Page:
        context = await browser.new_context(
            base_url=house_address,
            viewport=PHONE if kind == "phone" else DESK,
            locale={"kk": "kk-KZ", "ru": "ru-RU", "en": "en-GB"}[language],
            java_script_enabled=javascript,
            timezone_id="Asia/Almaty",
        )
        context.set_default_timeout(10_000)
        opened.append(context)
        return await context.new_page()

    yield made
    for context in opened:
        await context.close()


Meet = Callable[..., Awaitable[Person]]


@pytest.fixture
def meet(device: Device) -> Meet:
    """`marina = await meet("desk", "ru")`: somebody at a device of that kind, who reads that language."""

    async def made(kind: str = "phone", language: str = "kk", *, javascript: bool = True) -> Person:
        page = await device(kind, language, javascript=javascript)
        return Person(page, language, None if javascript else await device(kind, language))

    return made
