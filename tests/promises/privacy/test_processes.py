"""What real processes write while a person made of unmistakable strings goes by: logs, figures, rings, the public log. None tells of her."""

from __future__ import annotations

import asyncio
import re
import threading
from contextlib import suppress
from pathlib import Path
from uuid import UUID

import httpx2
import pytest
import redis

from hearing_state.db import execute, value
from hearing_state.people import queries as people
from hearing_state.people.person import Step
from hearing_state.people.sessions import open_session
from tests.promises.faults import rehearsal
from tests.promises.privacy import test_canaries as canary
from tests.questions.pages.browser import send
from tests.support.processes import Process, free_port
from tests.support.whole_life import VILLAGE

pytestmark = pytest.mark.process
ADDRESS = "198.51.100.77"
WRITTEN = re.compile(f"{canary.ANY_CANARY}|{re.escape(ADDRESS)}".encode(), re.IGNORECASE)
LOGGED_AT_MOST_AFTER_SECONDS = 30.0


class Wiretap:
    """Everything that is said to the broker."""

    def __init__(self, url: str) -> None:
        self.heard: list[str] = []
        self._client = redis.Redis.from_url(url.replace("redis+socket://", "unix://"))
        threading.Thread(target=self._listen, daemon=True).start()

    def close(self) -> None:
        self._client.close()

    def _listen(self) -> None:
        with suppress(Exception), self._client.monitor() as line:
            while True:
                self.heard.append(str(line.next_command()))


class Person:
    """At a browser of her own, before one of the processes."""

    def __init__(self, port: int, secret: str = "") -> None:
        headers = {
            "origin": f"http://127.0.0.1:{port}",
            "x-forwarded-for": ADDRESS,
            "referer": f"http://a.kz/?{canary.EMAIL}",
        }
        self.browser = httpx2.AsyncClient(base_url=f"http://127.0.0.1:{port}", headers=headers, timeout=20)
        if secret:
            self.browser.cookies.set("hs_session", secret)

    async def signs_in(self, there: rehearsal.Installation) -> None:
        page = await send(
            self.browser, await self.browser.get("/kk/sign-in"), "/sign-in", contact=canary.EMAIL
        )
        code_id = UUID(str(await value("SELECT id FROM people_login_code ORDER BY id DESC LIMIT 1")))
        code = (await people.code_letter(there.house.context(), code_id)).code
        page = await send(self.browser, page, "/code", code=code)
        await send(self.browser, page, "/me/name", given_name=canary.GIVEN, family_name=canary.FAMILY)

    async def asks(self) -> None:
        page = await self.browser.get("/kk/ask", params={"place": VILLAGE})
        page = await send(self.browser, page, "/ask", place=VILLAGE)
        page = await send(
            self.browser,
            page,
            "/question",
            topic="roads",
            title=canary.TITLE,
            text=canary.TEXT,
            language="kk",
        )
        page = await send(self.browser, page, "/details", points=["", "", ""])
        page = await send(self.browser, page, "/body", kind="inquiry", visibility="private")
        assert (
            await send(self.browser, page, "/send", given_name=canary.GIVEN, family_name=canary.FAMILY)
        ).status_code == 200

    async def goes_astray(self) -> None:
        """Addresses that are not there, searches, bodies that cannot be read, and a house that breaks while she types."""
        for path in (
            f"/kk/search?q={canary.FAMILY}",
            f"/kk/{canary.EMAIL}",
            f"/kk/questions/{canary.TITLE}",
            f"/kk/questions?q={canary.PHONE}",
        ):
            await self.browser.get(path)
        await self.browser.post(f"/kk/{canary.FAMILY}", content=canary.TEXT.encode())
        await self.browser.post("/api/v1/questions", content=f'{{"title": "{canary.TITLE}"')
        page = await self.browser.get("/kk/me")
        await execute("ALTER TABLE people_person RENAME COLUMN family_name TO family_name_away")
        broken = await send(
            self.browser, page, "/me/name", given_name=canary.GIVEN, family_name=canary.FAMILY
        )
        await execute("ALTER TABLE people_person RENAME COLUMN family_name_away TO family_name")
        assert broken.status_code >= 500

    async def comes_to_the_desk(self) -> None:
        page = await self.browser.get("/kk/console/desk/visitor")
        told = {
            "given_name": canary.GIVEN,
            "family_name": canary.FAMILY,
            "contact": canary.PHONE,
            "iin": canary.IIN,
            "locale": "kk",
        }
        assert (await send(self.browser, page, "/desk/visitor", **told)).status_code == 200


async def _figures(process: Process) -> bytes:
    async with httpx2.AsyncClient(base_url=f"http://127.0.0.1:{process.port}") as scraper:
        answer = await scraper.get("/metrics")
    assert answer.status_code == 200
    return answer.content


async def _published(folder: Path) -> list[Path]:
    """The files of the public log, once a head is signed."""
    async with asyncio.timeout(LOGGED_AT_MOST_AFTER_SECONDS):
        while not list((folder / "ledger").rglob("checkpoint")):
            await asyncio.sleep(0.1)
    return [each for each in (folder / "ledger").rglob("*") if each.is_file()]


async def test_no_process_writes_a_word_of_hers_anywhere(tmp_path):
    async with rehearsal.installation(tmp_path) as there:
        more = {**there.web.env, "HS_PUBLISH_LOG": "true"}
        console = Process("console", more, tmp_path / "console.log", port=free_port())
        runner = Process(
            "worker", more, tmp_path / "runner.log"
        )  # a second worker, which also publishes the log
        wiretap = Wiretap(there.settings.broker_url)
        try:
            for each in (console, runner):
                each.start()
            for each in (console, runner):
                await asyncio.to_thread(each.wait_until_ready)
            person = Person(there.web.port)
            async with person.browser:
                await person.signs_in(there)
                await person.asks()
                await rehearsal.settle(there)
                there.carrier.mood = "refuses"
                await person.goes_astray()
            member = await value("SELECT person_id FROM people_staff_credential WHERE user_name = 'operator'")
            secret = await open_session(there.house.context(), UUID(str(member)), Step.PASSWORD_TOTP, "")
            operator = Person(console.port, secret)
            async with operator.browser:
                await operator.comes_to_the_desk()
            await rehearsal.settle(there)
            log = await _published(tmp_path)
            figures = await _figures(console)
        finally:
            wiretap.close()
            for each in (console, runner):
                each.kill()
        logs = {each.name: each.read_bytes() for each in tmp_path.glob("*.log")}
        assert {"web.log", "console.log", "worker.log", "runner.log", "timetable.log"} <= set(logs)
        assert b"unknown_fault" in logs["web.log"]  # the broken house was told of, without her words
        assert len(wiretap.heard) > 10
        assert canary.EMAIL in there.carrier.recipients  # so that the search below is no search for nothing
        written = {**logs, "figures": figures, "rings": "\n".join(wiretap.heard).encode()}
        written |= {str(each): each.read_bytes() for each in log}
        assert [name for name, content in written.items() if WRITTEN.search(content)] == []
