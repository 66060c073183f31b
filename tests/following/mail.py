"""Letters as their readers see them: a real mail relay, the house's own relay of jobs, and a browser that opens links."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage

import httpx2

from hearing_state.db import rows
from hearing_state.following import tasks
from hearing_state.main.house import OpenHouse
from hearing_state.main.worker import relay_for
from tests.questions.pages.browser import send
from tests.support.smtp import Relay, relay

MAILBOX = "aigul@mail.test"


@dataclass
class Post:
    """``client.clock`` is the clock of the worker too."""

    client: httpx2.AsyncClient
    relay: Relay
    house: OpenHouse

    async def work(self, at: datetime | None = None) -> list[EmailMessage]:
        """The timetable comes by, the worker does all that lies there; the letters that went out meanwhile."""
        if at:
            self.client.clock.put(at)
        before = len(self.relay.taken)
        await relay_for(self.house, parallel=1).drain()
        await tasks.gather_and_call(self.house.context(), self.client.clock.now())
        await relay_for(self.house, parallel=1).drain()
        assert await rows("SELECT listener, error FROM jobs_outbox WHERE error IS NOT NULL") == []
        return self.relay.taken[before:]

    async def ask(self, query: str, address: str = MAILBOX, rhythm: str = "at_once", language: str = "kk"):
        page = await self.client.get(f"/{language}/follow?{query}")
        assert page.status_code == 200, page.text
        return await send(self.client, page, "/follow", address=address, rhythm=rhythm)

    async def followed(self, query: str, address: str = MAILBOX, **more: str) -> str:
        """Asked for and confirmed; the path of the page of what is followed."""
        await self.ask(query, address, **more)
        (letter,) = await self.work()
        page = await send(self.client, await self.client.get(path_in(letter, "/following/confirm/")), "")
        assert page.status_code == 200
        return str(page.url.path)


def path_in(letter: EmailMessage, part: str) -> str:
    """The path of the letter's link that has this in it."""
    found = re.search(rf"https?://[^/\s]+(/\S*{part}\S*)", letter.get_content())
    assert found, letter.get_content()
    return found.group(1)


@asynccontextmanager
async def post_office(client, db, settings) -> AsyncIterator[Post]:
    async with relay() as mail:
        with_mail = settings.model_copy(update={"smtp_url": mail.url})
        yield Post(client, mail, OpenHouse(with_mail, client.clock, db))
