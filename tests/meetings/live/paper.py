"""A hall that really listens on a port, over a real database; the floor is kept on paper, so that tests can say who has it."""

from __future__ import annotations

import asyncio
import json
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import uvicorn
from tortoise.context import TortoiseContext
from websockets.asyncio.client import ClientConnection, connect

from hearing_state.clock import FrozenClock, steady_seconds
from hearing_state.db import execute
from hearing_state.errors import Conflict
from hearing_state.main.dev import OrderlyServer
from hearing_state.main.hall import open_hall
from hearing_state.main.house import OpenHouse
from hearing_state.main.serving import UVICORN, application_in
from hearing_state.people.person import Step
from hearing_state.people.sessions import open_session
from hearing_state.settings import Settings
from meetings.live.actions.issue_ticket import IssueTicket, issue_ticket
from meetings.live.foyer import Foyer
from meetings.live.media import Media
from meetings.live.view import Floor
from meetings.schedule.meeting import Meeting
from tests.meetings.world import World, world
from tests.support.contexts import AsRole
from tests.support.processes import free_port

SECONDS = 8.0


@dataclass
class PaperView:
    version: int
    holders: frozenset[UUID] = frozenset()
    over_at: datetime | None = None
    is_over: bool = False
    agenda: str = ""
    hands: tuple[UUID, ...] = ()
    booths: dict[UUID, Any] = field(default_factory=dict)

    def agrees(self, person: UUID | None) -> bool | None:
        return None

    def for_all(self, language: str) -> dict[str, Any]:
        return {"agenda": self.agenda, "language": language, "hands": len(self.hands)}

    def mine(self, person: UUID | None) -> dict[str, Any]:
        return {"place": self.hands.index(person) + 1} if person in self.hands else {}


@dataclass
class PaperFloor:
    view: PaperView = field(default_factory=lambda: PaperView(1))
    looked: int = 0
    ended_overdue: int = 0

    async def look(self, context: Any, ref: str) -> PaperView:
        self.looked += 1
        return self.view

    async def put(self, ref: str, **news: Any) -> None:
        """Something changes, and the database says so, as the floor's room does."""
        self.view = replace(self.view, version=self.view.version + 1, **news)
        await execute("SELECT pg_notify('hall', $1)", ref)

    async def captions(self, context: Any, ref: str) -> list[Any]:
        return []

    async def raise_hand(self, context: Any, ref: str, language: str) -> None:
        if context.actor.person_id in self.view.hands:
            raise Conflict("live.already_inside")
        await self.put(ref, hands=(*self.view.hands, context.actor.person_id))

    async def lower_hand(self, context: Any, ref: str) -> None:
        await self.put(ref, hands=tuple(each for each in self.view.hands if each != context.actor.person_id))

    async def vote(self, context: Any, ref: str, poll: int, choice: int) -> None:
        return

    async def end_overdue(self, context: Any, ref: str) -> None:
        self.ended_overdue += 1
        await self.put(ref, holders=frozenset(), over_at=None)


class RunningClock(FrozenClock):
    """Put somewhere, it goes on from there."""

    def __init__(self, at: datetime) -> None:
        super().__init__(at)
        self._put_at = steady_seconds()

    def now(self) -> datetime:
        return super().now() + timedelta(seconds=steady_seconds() - self._put_at)

    def put(self, at: datetime) -> None:
        super().put(at)
        self._put_at = steady_seconds()


class Client:
    """A device at the other end of the socket."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket
        self.heard: list[dict[str, Any]] = []
        self._passed_by: deque[dict[str, Any]] = deque()
        """What came while an answer was waited for: a state may be there before it."""

    async def say(self, kind: str, **values: Any) -> None:
        await self.socket.send(json.dumps({"t": kind, **values}))

    async def next(self, kind: str, seconds: float = SECONDS) -> dict[str, Any]:
        """The next message of this kind; pings are answered meanwhile."""
        async with asyncio.timeout(seconds):
            while True:
                message = self._passed_by.popleft() if self._passed_by else await self._read()
                if message["t"] == "ping":
                    await self.say("pong", n=message["n"])
                if message["t"] == kind:
                    return message

    async def _read(self) -> dict[str, Any]:
        message: dict[str, Any] = json.loads(await self.socket.recv())
        self.heard.append(message)
        return message

    async def sees(
        self, holds: Callable[[dict[str, Any]], object], seconds: float = SECONDS
    ) -> dict[str, Any]:
        """The first state of which that holds."""
        async with asyncio.timeout(seconds):
            while not holds(state := await self.next("state")):
                pass
        return state

    async def asks(self, kind: str, **values: Any) -> dict[str, Any]:
        """Say it and wait for what is answered to it."""
        await self.say(kind, id=7, **values)
        async with asyncio.timeout(SECONDS):
            while True:
                message = await self._read()
                if message.get("re") == 7:
                    return message
                self._passed_by.append(message)

    async def closed(self, seconds: float = SECONDS) -> int | None:
        async with asyncio.timeout(seconds):
            await self.socket.wait_closed()
        return self.socket.close_code


@dataclass
class LiveHall:
    world: World
    meeting: Meeting
    floor: PaperFloor
    foyer: Foyer
    clock: FrozenClock
    settings: Settings
    port: int
    host: str = "127.0.0.1"
    own_port: int = 0

    @property
    def origin(self) -> str:
        return f"http://{self.host}:{self.port}"

    async def ticket(self, who: UUID | None, *, agrees: bool = True, origin: str | None = None) -> str:
        """As the page gives it to whoever is signed in there (None: a guest)."""
        context = replace(self.world.visitor, now=self.clock.now())
        if who is not None:
            role, step = ("head", Step.PASSWORD_TOTP) if who == self.world.akim else ("resident", Step.CODE)
            context = replace(self.world.as_(role, self.world.okrug.id, person_id=who), now=self.clock.now())
            await open_session(context, who, step, "")
            session = await _session_of(who)
            context = replace(context, actor=replace(context.actor, session_id=session))
        wish = IssueTicket(
            meeting=self.meeting.ref, origin=self.origin if origin is None else origin, agrees=agrees
        )
        return (await issue_ticket(context, wish)).ticket

    @asynccontextmanager
    async def socket(self, origin: str | None = None, **more: Any) -> AsyncIterator[Client]:
        async with connect(
            f"ws://127.0.0.1:{self.port}/live",
            origin=self.origin if origin is None else origin or None,  # type: ignore[arg-type]
            proxy=None, compression=None, ping_interval=None, **more,
        ) as socket:  # fmt: skip
            yield Client(socket)

    @asynccontextmanager
    async def inside(self, who: UUID | None, *, agrees: bool = True, **more: Any) -> AsyncIterator[Client]:
        ticket = await self.ticket(who, agrees=agrees)
        async with self.socket(**more) as client:
            await client.say("hello", version=1, ticket=ticket)
            await client.next("welcome")
            await client.next("state")
            yield client


async def _session_of(who: UUID) -> UUID:
    from hearing_state.db import value

    found: UUID = await value(
        "SELECT id FROM people_session WHERE person_id = $1 ORDER BY made_at DESC, id DESC LIMIT 1", who
    )
    return found


@asynccontextmanager
async def live_hall(
    url: str,
    database: TortoiseContext,
    settings: Settings,
    as_: AsRole,
    media: Media | None = None,
    kept: Floor | None = None,
    *,
    runs: bool = False,
    host: str = "127.0.0.1",
    begins: datetime | None = None,
    front: int | None = None,
) -> AsyncIterator[LiveHall]:
    """``kept``: the floor of the house itself, in place of the one on paper. ``runs``: time goes on, from the meeting's beginning.

    ``begins``: the moment it is, where processes with the computer's clock take part. ``front``: the port of whoever stands before this house.
    """
    here = await world(as_)
    # No meeting goes on over midnight: late in the evening it began some time ago.
    planned = {"day": f"{begins:%Y-%m-%d}", "time": min(f"{begins:%H:%M}", "22:00")} if begins else {}
    meeting = await here.live(**planned)
    port = free_port()
    settings = settings.model_copy(update={"database_url": url, "site_url": f"http://{host}:{front or port}"})
    begins = begins or meeting.starts_at
    clock = RunningClock(begins) if runs else FrozenClock(begins)
    house = OpenHouse(settings, clock, database)
    floor = PaperFloor()
    if media is None and settings.media_carried == "here":
        media = Media(None)
    async with open_hall(house, floor=kept or floor, media=media) as foyer:
        options = {key: each for key, each in UVICORN.items() if key != "loop"}
        app = application_in(house, foyer=foyer)
        server = OrderlyServer(uvicorn.Config(app, host=host, port=port, lifespan="off", **options))
        serving = asyncio.create_task(server.serve())
        await until(lambda: server.started)
        yield LiveHall(here, meeting, floor, foyer, clock, settings, front or port, host, port)
        server.should_exit = True
        await serving


async def until(holds: Callable[[], object], seconds: float = SECONDS) -> None:
    async with asyncio.timeout(seconds):
        while not holds():
            await asyncio.sleep(0.01)
