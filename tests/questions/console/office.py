"""An office at work: the demo's staff sign in at one browser and open pages of the workplace."""

from __future__ import annotations

from dataclasses import dataclass, field

import httpx2

from hearing_state.people import demo
from tests.people.signing_in import staff_signed_in
from tests.questions.pages.browser import followed, form_to, send
from tests.questions.world import World

OFFICIAL, HEAD = "official.okrug", "head.okrug"
FOREIGN = "official"


@dataclass
class AtWork:
    """One browser. ``be`` changes who sits before it."""

    client: httpx2.AsyncClient
    village: World
    _secrets: dict[str, str] = field(default_factory=dict)

    async def be(self, user_name: str) -> AtWork:
        if user_name not in self._secrets:
            self._secrets[user_name] = (await staff_signed_in(self.village.as_(), user_name)).secret
        self.client.cookies.set("hs_session", self._secrets[user_name])
        return self

    async def open(self, path: str) -> httpx2.Response:
        return await followed(self.client, await self.client.get(f"/en/console/{path}"))

    async def send(self, page: httpx2.Response, ending: str, **filled: object) -> httpx2.Response:
        return await send(self.client, page, ending, **filled)

    async def press(self, page: httpx2.Response, ending: str, **filled: object) -> httpx2.Response:
        """Like ``send``, without being led on."""
        form = form_to(page, ending)
        return await self.client.post(form.action, data={**form.values, **filled})


async def at_work(client: httpx2.AsyncClient, village: World) -> AtWork:
    await demo.load(village.as_("system"))
    return AtWork(client, village)
