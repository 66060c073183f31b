"""A town full of things: everybody can be made to sit down at a browser, every address can be filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from uuid import UUID

import httpx2
from tortoise.context import TortoiseContext

from hearing_state.agencies.demo import CULTURE
from hearing_state.clock import FrozenClock
from hearing_state.db import rows, value
from hearing_state.following.queries import TO_CONFIRM, TO_MANAGE
from hearing_state.ids import ticket
from hearing_state.ledger import publication
from hearing_state.ledger.runner import log_in
from hearing_state.main import packages
from hearing_state.main.house import OpenHouse
from hearing_state.people import demo as demo_people
from hearing_state.people.person import Step
from hearing_state.people.sessions import open_session
from hearing_state.questions.own_calendar import PURPOSE as CALENDAR
from hearing_state.settings import Settings
from hearing_state.web.app import CONSOLE
from hearing_state.web.page import Page
from tests.support import whole_life
from tests.support.contexts import NOON

VISITOR = "visitor"
STAFF = tuple(each.user_name for each in demo_people.STAFF)
RESIDENTS = tuple(each.key for each in demo_people.RESIDENTS)
SEATS = (VISITOR, "aigul", *STAFF)
_NAMED = re.compile(r"\{(\w+)(?::\w+)?\}")
# What an address may name, and where one of them is found: the newest, so that it is still in work.
_THINGS = {
    "ref": "SELECT ref FROM questions_question WHERE closed_at IS NULL ORDER BY ref LIMIT 1",
    "about": "SELECT about FROM moderation_report ORDER BY id LIMIT 1",
    "place": f"SELECT '{whole_life.VILLAGE}'",
    "code": f"SELECT '{whole_life.VILLAGE}'",
    "slug": f"SELECT '{CULTURE}'",
    "topic": "SELECT 'roads'",
    "person": "SELECT person_id::text FROM people_staff_credential WHERE user_name = 'clerk'",
    "consultation": "SELECT id::text FROM questions_consultation LIMIT 1",
    "template": "SELECT id::text FROM questions_template LIMIT 1",
    "row": "SELECT id::text FROM jobs_outbox LIMIT 1",
    "name": "SELECT 'file.txt'",
    "draft": "SELECT id::text FROM questions_draft LIMIT 1",
    "subscription": "SELECT id::text FROM notifications_push LIMIT 1",
    "export": "SELECT id::text FROM privacy_export LIMIT 1",
    "token": "SELECT 'A' || repeat('b', 60)",
    "follow": "SELECT id::text FROM following_follow ORDER BY id LIMIT 1",
}
# Secret addresses: what they are for, and the number of whose row they are made of. Whoever has one may open it.
_KEYS = {
    "/following/confirm": (TO_CONFIRM, "SELECT id FROM following_request ORDER BY id LIMIT 1"),
    "/following": (TO_MANAGE, "SELECT id FROM following_reader ORDER BY id LIMIT 1"),
    "/calendars": (CALENDAR, "SELECT id FROM questions_calendar ORDER BY id LIMIT 1"),
}
_IDS = {
    "/files": "SELECT id::text FROM files_attachment LIMIT 1",
    "/mailbox": "SELECT id::text FROM notifications_notification LIMIT 1",
    "/deliveries": "SELECT id::text FROM notifications_notification LIMIT 1",
    "/moderation": "SELECT id::text FROM moderation_decision LIMIT 1",
    "/appeals": "SELECT id::text FROM moderation_appeal LIMIT 1",
    "/deadlines": "SELECT id::text FROM deadlines_clock ORDER BY id LIMIT 1",
    "/api/v1/deadlines": "SELECT id::text FROM deadlines_clock ORDER BY id LIMIT 1",
}


def _of_rooms(name: str) -> dict[str, str]:
    """What the rooms of meetings say of the names in their own addresses."""
    found: dict[str, str] = {}
    for life in whole_life.lives_of_rooms():
        found |= getattr(life, name, {})
    return found


_THINGS |= {
    "meeting": "SELECT ref FROM schedule_meeting WHERE state = 'announced' ORDER BY ref LIMIT 1",
    "path": "SELECT 'checkpoint'",  # a file of the public log
    "number": "SELECT '0'",  # its first entry
    "day": "SELECT '2026-11-23'",  # of the open data; nothing was written out for it
    **_of_rooms("THINGS"),
}
MISSING = {
    "ref": "Q-2026-999999", "about": "Q-2026-999999", "place": "999999999", "code": "999999999", "slug": "no-such-body", "topic": "no_such_topic",
    "person": str(UUID(int=7)), "consultation": str(UUID(int=7)), "template": str(UUID(int=7)), "row": "999999999", "name": "file.txt",
    "draft": str(UUID(int=7)), "token": "x" * 61, "id": str(UUID(int=7)), "meeting": "M-2026-999999", "subscription": str(UUID(int=7)), "export": str(UUID(int=7)),
    "path": "tile/0/999",
    "number": "999999999",
    "key": "x" * 60,
    "follow": str(UUID(int=7)),
    "day": "2020-01-01",
    **_of_rooms("MISSING"),
}  # fmt: skip


@dataclass(frozen=True)
class Door:
    """A page with its whole path."""

    page: Page
    path: str
    is_console: bool

    @property
    def names(self) -> list[str]:
        return _NAMED.findall(self.path)

    def address(self, things: Mapping[str, str], language: str = "kk") -> str:
        prefix = f"/{language}" if self.page.is_localized else ""
        return prefix + _NAMED.sub(lambda found: things[found.group(1)], self.path)


def doors(method: str = "GET") -> Iterator[Door]:
    packages.install()
    for manifest, page in packages.all_pages():
        if page.method == method:
            is_console = page in manifest.console
            yield Door(page, CONSOLE + page.path if is_console else page.path, is_console)


@dataclass
class Town:
    client: httpx2.AsyncClient
    people: Mapping[str, UUID]
    secrets: dict[str, str] = field(default_factory=dict)
    things: dict[str, str] = field(default_factory=dict)

    async def seat(self, who: str) -> httpx2.AsyncClient:
        """That person sits down at the browser; a new browser each time."""
        self.client.cookies.clear()
        if who != VISITOR:
            self.client.cookies.set("hs_session", self.secrets[who])
        return self.client

    def address(self, door: Door, language: str = "kk", **instead: str) -> str:
        return door.address({**self.things, **self._id(door), **self._key(door), **instead}, language)

    def _id(self, door: Door) -> dict[str, str]:
        own = door.path.removeprefix(CONSOLE)
        found = [self.things[start] for start in _IDS if own.startswith(f"{start}/{{id}}")]
        return {"id": found[0]} if found else {}

    def _key(self, door: Door) -> dict[str, str]:
        found = [self.things[start] for start in _KEYS if door.path.startswith(f"{start}/{{key}}")]
        return {"key": found[0]} if found else {}


async def settled(client: httpx2.AsyncClient, database: TortoiseContext, settings: Settings) -> Town:
    """The demo and a whole life in which every action happened; everybody has a session."""
    await whole_life.live(database, settings)
    await publication.step(log_in(settings.data_dir, settings.site_url))
    house = OpenHouse(settings, FrozenClock(NOON), database)
    context = house.context()
    town = Town(client, await demo_people.load(context))
    for who, person_id in town.people.items():
        step = Step.PASSWORD_TOTP if who in STAFF else Step.CODE
        town.secrets[who] = await open_session(context, person_id, step, "")
    for name, sql in {**_THINGS, **_IDS}.items():
        town.things[name] = str(await value(sql) or MISSING.get(name, MISSING["id"]))
    for start, (purpose, sql) in _KEYS.items():
        number = await value(sql)
        town.things[start] = ticket(settings.secret_bytes, purpose, number) if number else MISSING["key"]
    return town


async def refs(where: str) -> list[str]:
    return [
        each["ref"] for each in await rows(f"SELECT ref FROM questions_question WHERE {where} ORDER BY ref")
    ]
