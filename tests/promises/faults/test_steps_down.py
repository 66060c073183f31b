"""Four ways of being up, each step by itself and in words: a real web process over a real PostgreSQL that is stopped, paused, read-only."""

import asyncio
import os
import signal
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import httpx2
import pytest

from hearing_state.actions import forget_older_copies
from hearing_state.agencies import demo as bodies
from hearing_state.db import execute, migrate, using
from hearing_state.db.embedded import EmbeddedServer
from hearing_state.main.house import OpenHouse, config_for, open_house
from hearing_state.people import demo as staff
from hearing_state.settings import Settings
from hearing_state.territories.command import load_demo as load_places
from tests.support.processes import Process, free_port

STEP_SECONDS = 5.0
PAGE = "/kk/bodies"
pytestmark = pytest.mark.process


@dataclass
class Served:
    server: EmbeddedServer
    house: OpenHouse
    browser: httpx2.AsyncClient

    async def until(self, path: str, wanted: str, status: int, **more) -> tuple[httpx2.Response, float]:
        """The answer that has the words, and how long it took to come."""
        began = time.monotonic()
        while True:
            answer = await self.browser.get(path, **more)
            took = time.monotonic() - began
            if answer.status_code == status and wanted in answer.text:
                return answer, took
            assert took < 4 * STEP_SECONDS, (answer.status_code, answer.text[:2000])
            await asyncio.sleep(0.05)


@pytest.fixture(scope="module")
async def served(tmp_path_factory) -> AsyncIterator[Served]:
    """One installation for all steps: each test leaves it whole."""
    tmp_path = tmp_path_factory.mktemp("steps")
    server = EmbeddedServer(tmp_path / "postgres").start()
    env = {
        "HS_DATABASE_URL": server.dsn("postgres"),
        "HS_DATA_DIR": str(tmp_path),
        "HS_DEMO": "false",
        "HS_SECRET_KEY": "s" * 40,
        "HS_DIGEST_KEY": "d" * 40,
        "HS_KEPT_SECONDS": "1",
    }
    web = Process("web", env, tmp_path / "web.log", port=free_port())
    try:
        settings = Settings(**{name.removeprefix("HS_").lower(): text for name, text in env.items()})
        await migrate(config_for(settings))
        async with open_house(settings, pool_max=2) as house:
            await load_places(house.context())
            await bodies.load(house.context())
            await staff.load(house.context())
            web.start()
            await asyncio.to_thread(web.wait_until_ready)
            base = f"http://127.0.0.1:{web.port}"
            async with httpx2.AsyncClient(base_url=base, timeout=15, headers={"origin": base}) as browser:
                yield Served(server, house, browser)
    finally:
        web.kill()
        server.stop()


def descendants_of(pid: int) -> list[int]:
    told = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    return [pid, *(each for child in told.split() for each in descendants_of(int(child)))]


async def shows_what_remains(served: Served, words: str) -> list[float]:
    """Kept page for everybody, plain page in the three languages, forms and the API refused; how long each took to come."""
    copy, first = await served.until(PAGE, words, 200)
    assert "көшірмесі" in copy.text
    assert copy.headers["cache-control"] == "no-store"
    known = await served.browser.get(PAGE, headers={"cookie": "hs_session=somebody"})
    assert known.status_code == 200
    assert "көшірмесі" in known.text
    for language, said in (("kk", "қолжетімсіз"), ("ru", "недоступен"), ("en", "not available")):
        plain, _took = await served.until(f"/{language}/questions/Q-2026-000001", said, 503)
        assert plain.headers["retry-after"]
        assert "default-src 'none'" in plain.headers["content-security-policy"]
    act = await served.browser.post("/ru/sign-in", data={"contact": "a@example.kz"})
    assert act.status_code == 503
    assert "принимается один раз" in act.text
    told = (await served.browser.get("/api/v1/places")).json()
    assert told["reason"] == "service.plain"
    assert (await served.browser.get("/healthz")).text == "alive"
    figures = (await served.browser.get("/metrics")).text
    assert "hearing_state_database_up 0" in figures
    assert "hearing_state_serving_step 2.0" in figures
    ready = await served.browser.get("/readyz")
    assert ready.status_code == 503
    return [first]


async def set_up(served: Served, setting: str) -> None:
    with using(served.house.database):
        await execute(setting)
        await execute("SELECT pg_reload_conf()")


async def test_the_database_is_stopped_and_comes_back(served):
    await served.browser.get(PAGE)
    await asyncio.sleep(1.1)  # the copy's own second: from now on only an old one can be shown
    served.server._process.send_signal(signal.SIGINT)
    served.server._process.wait(20)
    (down,) = await shows_what_remains(served, "көшірмесі")
    served.server.revive()
    page, up = await served.until("/ru/questions", "<html", 200)
    assert "копия страницы" not in page.text
    assert down < STEP_SECONDS
    assert up < STEP_SECONDS
    print(f"\nstopped: first kept copy after {down:.2f} s; all again {up:.2f} s after it accepts connections")


async def test_the_database_keeps_silent_and_comes_back(served):
    await served.browser.get(PAGE)
    await asyncio.sleep(1.1)
    paused = descendants_of(served.server.pid)
    for pid in paused:
        os.kill(pid, signal.SIGSTOP)
    try:
        began = time.monotonic()
        (down,) = await shows_what_remains(served, "көшірмесі")
        # Somebody who was waiting for the silent database is let go too.
        assert time.monotonic() - began < 4 * STEP_SECONDS
    finally:
        for pid in reversed(paused):
            os.kill(pid, signal.SIGCONT)
    _page, up = await served.until("/ru/questions", "<html", 200)
    assert down < STEP_SECONDS
    assert up < STEP_SECONDS
    print(f"\npaused: first kept copy after {down:.2f} s; all again {up:.2f} s after it goes on")


async def test_the_database_only_reads_and_takes_changes_again(served):
    await set_up(served, "ALTER SYSTEM SET default_transaction_read_only = on")
    _page, down = await served.until("/ru/questions", "только на просмотр", 200)
    refused = await served.browser.post("/kk/sign-in", data={"contact": "a@example.kz"})
    assert refused.status_code == 503
    assert "тек көрсету" in refused.text
    await set_up(served, "ALTER SYSTEM RESET default_transaction_read_only")
    page, up = await served.until("/ru/questions?q=1", "<html", 200)
    while "только на просмотр" in page.text:
        page, up = await served.until("/ru/questions?q=1", "<html", 200)
    assert down < STEP_SECONDS
    print(f"\nread-only: said after {down:.2f} s; all again after {up:.2f} s")


async def test_what_was_hidden_is_not_shown_from_an_old_copy(served):
    await served.browser.get(PAGE)
    with using(served.house.database):
        await forget_older_copies(served.house.clock.now())
    await asyncio.sleep(1.1)  # heard within half a second
    served.server._process.send_signal(signal.SIGINT)
    served.server._process.wait(20)
    plain, _took = await served.until(PAGE, "қолжетімсіз", 503)
    assert "соңғы мәлімет" in plain.text
    served.server.revive()
