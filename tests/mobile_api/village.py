"""A village with a house of its own, for tests that send thousands of requests and really commit."""

from __future__ import annotations

import itertools
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from starlette.types import ASGIApp, Receive, Scope, Send

from hearing_state.agencies import queries as agencies
from hearing_state.clock import SystemClock
from hearing_state.main import packages
from hearing_state.main.serving import application
from hearing_state.settings import Settings
from tests.agencies.country import ABAI_OBLAST, QARAAUYL, mapped, office
from tests.conftest import connected_here
from tests.mobile_api.busy_village import Thing, Things, busy_village
from tests.mobile_api.met_village import met_village
from tests.people.signing_in import signed_in
from tests.support import database
from tests.support.contexts import make_as, settings_for_tests


class Reopened:
    """The application, made anew each time it is opened: schemathesis closes it after each of its tests."""

    settings: Settings
    _app: ASGIApp

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            self._app = application(self.settings, public=True, console=False)
        await self._app(scope, receive, send)


@dataclass(frozen=True)
class Village:
    """A house of its own: its settings, tokens of people who are signed in, what an address may name there, and what a body may."""

    settings: Settings
    tokens: Iterator[str]
    things: Things
    said: Mapping[str, str]


@asynccontextmanager
async def asked_village(folder: Path, people_number: int) -> AsyncIterator[Village]:
    packages.install()
    async with database.cloned() as url:
        settings = settings_for_tests(folder, database_url=url, trusted_hops=1)
        as_ = make_as(settings)
        now = SystemClock().now()
        async with connected_here(url):
            await mapped(as_("system", at=now))
            topic = (await agencies.topics(as_("visitor")))[0].key
            people = [
                await signed_in(as_("visitor", at=now, address=f"10.3.0.{n}"), f"p{n}@example.kz")
                for n in range(people_number)
            ]
            things = dict(await busy_village(as_, people, now))
            met = await met_village(as_, people[0].person_id, now, topic)
            things |= {name: [Thing(names, people[0].secret)] for name, names in met.items()}
            agency = (await office(as_("system"), ABAI_OBLAST)).slug
        said = {"topic": topic, "place": QARAAUYL, "agency": agency}
        yield Village(settings, itertools.cycle([person.secret for person in people]), things, said)
