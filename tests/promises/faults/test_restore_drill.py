"""The drill: fill, back up, go on writing, lose the machine, restore to a moment; what was acknowledged is there, and the log keeps its word.

With the scripts of deploy/backup, PostgreSQL's own programs, a witness in a process of its own, and the verifier that shares no code with the
house. Production archives its log every 60 seconds at the latest; here every 2, so that the drill is short.
"""

import asyncio
import os
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

import pytest

from hearing_state.actions import Context
from hearing_state.agencies import demo as bodies
from hearing_state.db import execute, migrate, rows, transaction, value
from hearing_state.db.embedded import EmbeddedServer
from hearing_state.db.postgres_binaries import binaries
from hearing_state.ids import new_id
from hearing_state.ledger import Entry, publication, write
from hearing_state.ledger.folder import HeadMismatchError
from hearing_state.ledger.runner import log_in
from hearing_state.ledger.witnesses import Witness, Witnesses
from hearing_state.main.house import OpenHouse, config_for, open_house
from hearing_state.people.actions.register_visitor import RegisterVisitor, register_visitor
from hearing_state.permissions import Actor, Grant, Role
from hearing_state.questions.actions.ask import Ask, ask
from hearing_state.settings import Settings
from hearing_state.territories.command import load_demo as load_places
from tests.support.processes import free_port

SCRIPTS = Path(__file__).parents[3] / "deploy" / "backup"
ARCHIVED_EVERY_SECONDS = 2
WRITES_SECONDS = 6.0
FACTS = 40
"""Public facts with each question: the log grows past a tile."""
RTO_SECONDS = 120.0  # 200 MB in 2 minutes (F15); this house is smaller
SITE = "https://house.test"
pytestmark = pytest.mark.process


@dataclass
class Place:
    """One machine: its database and its data folder."""

    folder: Path

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def server(self, backup: Path) -> EmbeddedServer:
        command = f"{shlex.quote(str(SCRIPTS / 'archive.sh'))} %p {shlex.quote(str(backup / 'wal'))}/%f"
        archiving = {
            "archive_mode": "on",
            "archive_command": command,
            "archive_timeout": str(ARCHIVED_EVERY_SECONDS),
            "wal_level": "replica",
        }
        return EmbeddedServer(self.folder / "postgres", settings=archiving)

    def settings(self, server: EmbeddedServer) -> Settings:
        return Settings(
            database_url=server.dsn(), data_dir=self.data, demo=False, site_url=SITE,
            secret_key="s" * 40, digest_key="d" * 40,
        )  # fmt: skip


@dataclass
class Told:
    """What people were told is taken: slip number -> when, by the database's clock after the commit."""

    questions: dict[str, datetime] = field(default_factory=dict)

    def until(self, moment: datetime) -> set[str]:
        return {ref for ref, at in self.questions.items() if at <= moment}

    def after(self, moment: datetime) -> set[str]:
        return {ref for ref, at in self.questions.items() if at > moment}


@dataclass
class Drill:
    """What is known after the loss."""

    backup: Path
    told: Told
    remembered: Path
    key: str
    witness: Witness
    signed: int
    killed_at: datetime


def run(script: str, *words: str) -> str:
    env = {**os.environ, "PG_BIN": str(binaries())}
    done = subprocess.run([SCRIPTS / script, *words], env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@asynccontextmanager
async def witness_of(key: str, folder: Path) -> AsyncIterator[tuple[str, Witness]]:
    """In another house: a process with a memory of its own."""
    port = free_port()
    words = ["--data", str(folder), "--name", "witness.test", "--log", key, "--port", str(port)]
    process = subprocess.Popen(
        [sys.executable, "-m", "hearing_state.verifier.witnessing", *words], stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout
        told = (await asyncio.to_thread(process.stdout.readline)).removeprefix("witness ").strip()
        await asyncio.to_thread(process.stdout.readline)
        yield told, Witness.parse(f"{told} http://127.0.0.1:{port}")
    finally:
        process.terminate()
        process.wait(10)
        process.stdout.close()


async def people_of(house: OpenHouse, count: int = 40, name: str = "asan") -> list[Context]:
    context, made = house.context(), []
    for number in range(count):
        wish = RegisterVisitor(
            given_name="Асан", family_name=f"Үсенов {number}", contact=f"{name}{number}@example.kz"
        )
        person = (await register_visitor(context, wish)).person_id
        made.append(replace(context, actor=Actor(person, frozenset({Grant(Role.RESIDENT)}))))
    return made


async def one_asks(person: Context, now: datetime, told: Told) -> None:
    wish = Ask(
        title=f"Сұрақ {len(told.questions)}: көшедегі шам қашан жанады?",
        text="Көшедегі шам бір айдан бері жанбайды. Қашан жөнделетінін айтыңыздаршы.",
        language="kk", place="103230100", topic="street_lighting", consent=True,
    )  # fmt: skip
    answer = await ask(replace(person, now=now), wish)
    async with transaction():
        facts = [
            Entry("agency.second_person_set", "akimat-of-abai", {"needed": n % 2 == 0}) for n in range(FACTS)
        ]
        await write(facts, is_public=True, at=now, act_id=new_id())
    told.questions[answer.ref] = await value("SELECT clock_timestamp()")


async def people_go_on(people: list[Context], house: OpenHouse, told: Told) -> None:
    """Ten questions a second, each by the next in line."""
    until = time.monotonic() + WRITES_SECONDS / 3
    while time.monotonic() < until:
        await one_asks(people[len(told.questions) % len(people)], house.clock.now(), told)
        await asyncio.sleep(0.05)


async def publish(folder) -> int:
    while await publication.number() == publication.AT_ONCE:
        pass
    await publication.publish(folder)
    head = folder.head()
    return head.size if head else 0


def verified(log: Path, remembered: Path, witness: str) -> str:
    key = (log / "vkey").read_text(encoding="utf-8").strip()
    words = [str(log), "--key", key, "--remember", str(remembered), "--witness", witness]
    done = subprocess.run(
        [sys.executable, "-m", "hearing_state.verifier.command", *words],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert witness.split("+", maxsplit=1)[0] in (log / "checkpoint.witnessed").read_text(encoding="utf-8")
    return done.stdout


def attach(data: Path, name: str, content: bytes) -> None:
    path = data / "files" / name[:2] / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


async def test_a_lost_house_is_restored_to_a_moment_and_can_prove_what_it_was(tmp_path):
    lost, backup, remembered = Place(tmp_path / "lost"), tmp_path / "backup", tmp_path / "remembered.json"
    told, server = Told(), Place(tmp_path / "lost").server(backup).start()
    try:
        settings = lost.settings(server)
        await migrate(config_for(settings))
        async with open_house(settings, pool_max=4) as house:
            for load in (load_places, bodies.load):
                await load(house.context())
            people = await people_of(house)
            log = log_in(settings.data_dir, SITE)
            async with witness_of(log.read("vkey").decode().strip(), tmp_path / "witness") as (key, witness):
                attach(lost.data, "aa01", b"before")
                for person in people[:12]:
                    await one_asks(person, house.clock.now(), told)
                await publish(log)
                run("files.sh", "--data", str(lost.data), "--to", str(backup))
                run("base.sh", "--database", f"host={server.socket_dir} user=postgres", "--to", str(backup))
                backed_up_at = await value("SELECT clock_timestamp()")

                async with asyncio.timeout(60):
                    await people_go_on(people, house, told)
                    signed = await publish(log)
                    assert await asyncio.to_thread(Witnesses(log, [witness]).ask)
                    print("\n" + verified(log.root, remembered, key).strip(), "(before the loss, cosigned)")
                    attach(lost.data, "bb02", b"after the backup")
                    run("files.sh", "--data", str(lost.data), "--to", str(backup))
                    await people_go_on(people, house, told)
                    moment = await value("SELECT clock_timestamp()")
                    await people_go_on(people, house, told)
                    killed_at = await value("SELECT clock_timestamp()")
                    server._process.kill()
                    server._process.wait(20)
                drill = Drill(backup, told, remembered, key, witness, signed, killed_at)
                await _restored_to(moment, tmp_path / "to_a_moment", drill)
                await _restored_to_the_last(tmp_path / "to_the_last", drill)
                await _refused(backed_up_at, tmp_path / "too_early", drill)
    finally:
        server.stop()
        shutil.rmtree(lost.folder / "postgres", ignore_errors=True)
    _pruned(backup)


@asynccontextmanager
async def _raised(
    folder: Path, backup: Path, until: datetime | None
) -> AsyncIterator[tuple[Place, OpenHouse, float]]:
    """A restored house that takes changes, and how long that took."""
    place, began = Place(folder), time.monotonic()
    words = [
        "--from",
        str(backup),
        "--cluster",
        str(folder / "postgres" / "cluster"),
        "--data",
        str(place.data),
    ]
    run("restore.sh", *words, *(["--until", until.isoformat(sep=" ")] if until else []))
    server = place.server(folder / "backup of the restored").start()
    try:
        async with open_house(place.settings(server), pool_max=4) as house:
            async with asyncio.timeout(30):
                while await value("SELECT pg_is_in_recovery()"):
                    await asyncio.sleep(0.05)
            await execute("CREATE TABLE takes_changes ()")
            yield place, house, time.monotonic() - began
    finally:
        server.stop()


async def _restored_to(moment: datetime, folder: Path, drill: Drill) -> None:
    async with _raised(folder, drill.backup, moment) as (place, house, seconds):
        there = {each["ref"] for each in await rows("SELECT ref FROM questions_question")}
        assert there == drill.told.until(moment)
        assert drill.told.after(moment)
        assert (place.data / "files" / "aa" / "aa01").read_bytes() == b"before"
        assert (place.data / "files" / "bb" / "bb02").read_bytes() == b"after the backup"
        log = log_in(place.data, SITE)
        assert log.head().size == drill.signed
        (newcomer,) = await people_of(house, 1, "newcomer")
        await one_asks(newcomer, house.clock.now(), Told())
        assert await publish(log) > drill.signed
        # The witness remembers what it cosigned before the loss, and refuses whatever does not extend it.
        assert await asyncio.to_thread(Witnesses(log, [drill.witness]).ask)
        print(verified(log.root, drill.remembered, drill.key).strip(), "(restored, cosigned again)")
        assert seconds < RTO_SECONDS
        print(
            f"to the moment: RTO {seconds:.1f} s; {len(there)} questions there, {len(drill.told.after(moment))} later ones not"
        )


async def _restored_to_the_last(folder: Path, drill: Drill) -> None:
    async with _raised(folder, drill.backup, None) as (_place, _house, seconds):
        there = {each["ref"] for each in await rows("SELECT ref FROM questions_question")}
        missing = set(drill.told.questions) - there
        assert there <= set(drill.told.questions)
        oldest = min((drill.told.questions[ref] for ref in missing), default=drill.killed_at)
        rpo = (drill.killed_at - oldest).total_seconds()
        assert rpo <= 2 * ARCHIVED_EVERY_SECONDS + 2
        size = await value("SELECT pg_database_size(current_database())")
        print(
            f"to the last archived: {size / 1e6:.0f} MB, RTO {seconds:.1f} s, RPO {rpo:.1f} s ({len(missing)} questions)"
            f" with the log archived every {ARCHIVED_EVERY_SECONDS} s"
        )


async def _refused(too_early: datetime, folder: Path, drill: Drill) -> None:
    """A moment before the last signed head: nothing is signed, for another history would begin."""
    async with _raised(folder, drill.backup, too_early) as (place, _house, _seconds):
        log = log_in(place.data, SITE)
        with pytest.raises(HeadMismatchError):
            await publish(log)
        assert log.head().size == drill.signed


def _pruned(backup: Path) -> None:
    before = len(list((backup / "wal").iterdir()))
    said = run("prune.sh", "--to", str(backup), "--keep", "1")
    assert said.startswith("kept from ")
    assert len(list((backup / "base").iterdir())) == 1
    assert len(list((backup / "wal").iterdir())) < before
