"""The program of a maker of apps: what it does in a hall it knows from the API's description and `meetings/live/PROTOCOL.md`."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import httpx2
from aiortc import RTCSessionDescription
from websockets.asyncio.client import connect

from mobile_api.endpoint import BASE
from tests.meetings.live.paper import Client
from tests.meetings.media.peers import Person, Tone


@dataclass
class Program:
    """One person's, signed in; over a real line."""

    http: httpx2.AsyncClient
    token: str
    meeting: str

    async def ask(self, method: str, path: str = "", body: Any = None, **headers: str) -> httpx2.Response:
        """About the meeting."""
        sent = {"authorization": f"Bearer {self.token}", "accept-language": "en", **headers}
        path = f"{BASE}/meetings/{self.meeting}{path}"
        return await self.http.request(method, path, json=body, headers=sent)

    async def done(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        answer = await self.ask(method, path, body, **headers)
        assert answer.is_success, answer.text
        return answer.json() if answer.content else None

    async def hall(self) -> Any:
        return await self.done("GET", "/hall")

    @asynccontextmanager
    async def socket(self, address: str) -> AsyncIterator[Client]:
        """Without an origin, as programs come."""
        host = str(self.http.base_url).split("://", 1)[1].rstrip("/")
        async with connect(f"ws://{host}{address}", proxy=None, compression=None) as line:
            yield Client(line)

    @asynccontextmanager
    async def inside(self, *, agrees: bool = True) -> AsyncIterator[Client]:
        ticket = await self.done("POST", "/hall/ticket", {"agrees": agrees})
        async with self.socket(ticket["socket"]) as line:
            await line.say("hello", version=ticket["version"], ticket=ticket["ticket"])
            await line.next("welcome")
            await line.next("state")
            yield line


async def publishes(line: Client, hertz: float) -> Person:
    person = Person()
    person.connection.addTransceiver(Tone(hertz), direction="sendonly")
    await person.connection.setLocalDescription(await person.connection.createOffer())
    answer = await line.asks("publish", offer=person.connection.localDescription.sdp, sound="full")
    assert answer["t"] == "answer", answer
    await person.connection.setRemoteDescription(RTCSessionDescription(answer["answer"], "answer"))
    return await person.connected()


async def hears(line: Client) -> Person:
    """Sound alone: the low step of a weak line."""
    person = Person()
    offer = await line.asks("wish", step="sound", voices=1, pictures=0)
    assert offer["t"] == "offer", offer
    await person.connection.setRemoteDescription(RTCSessionDescription(offer["offer"], "offer"))
    await person.connection.setLocalDescription(await person.connection.createAnswer())
    answered = await line.asks("answer", seat=offer["seat"], answer=person.connection.localDescription.sdp)
    assert answered["t"] == "done", answered
    return await person.connected()
