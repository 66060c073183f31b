"""One house with demo data for all journeys, one browser, and people with their devices."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page

from hearing_state.clock import ALMATY
from tests.journeys.other_days import SECONDS_TO_FILL, OtherDays
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
    process.start().wait_until_ready(SECONDS_TO_FILL)
    yield f"http://127.0.0.1:{port}"
    assert process.stop() == 0, process.log.read_text(errors="replace")[-2000:]


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as opened:
        yield opened


Device = Callable[..., Awaitable[Page]]


@asynccontextmanager
async def devices(browser: Browser, address: str) -> AsyncIterator[Device]:
    """Each a fresh browser of one person, before the house at that address."""
    opened = []

    async def made(kind: str = "phone", language: str = "kk", *, javascript: bool = True) -> Page:
        context = await browser.new_context(
            base_url=address,
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


@pytest.fixture
async def device(browser: Browser, house_address: str) -> AsyncIterator[Device]:
    """`page = await device("phone", "kk")`: a fresh browser of one person; `javascript=False` for an old one."""
    async with devices(browser, house_address) as made:
        yield made


Meet = Callable[..., Awaitable[Person]]


def meeting_by(device: Device) -> Meet:
    async def made(kind: str = "phone", language: str = "kk", *, javascript: bool = True) -> Person:
        page = await device(kind, language, javascript=javascript)
        return Person(page, language, None if javascript else await device(kind, language))

    return made


@pytest.fixture
def meet(device: Device) -> Meet:
    """`marina = await meet("desk", "ru")`: somebody at a device of that kind, who reads that language."""
    return meeting_by(device)


@pytest.fixture(scope="session")
def autumn(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OtherDays]:
    """Begun at noon of Monday 23 November 2026, and opened on whatever later day a test says."""
    days = OtherDays(tmp_path_factory.mktemp("autumn"))
    try:
        days.begin(datetime(2026, 11, 23, 12, tzinfo=ALMATY))
        yield days
    finally:
        days.end()


@pytest.fixture
async def meet_in_autumn(browser: Browser, autumn: OtherDays) -> AsyncIterator[Meet]:
    """The same as ``meet``, before the house of other days."""
    async with devices(browser, autumn.address) as made:
        yield meeting_by(made)
