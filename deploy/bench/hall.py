"""Two thousand people in one live hall on one process: `make bench-hall`. Ends by itself within four minutes.

They sit in another process, with real sockets at /live, each signed in. First the agenda is changed in the database, again and again:
how long until the newest state is on every device. Then all vanish at once without a word, as when a network goes (their process is
stopped, so that nothing is closed and nothing is answered): how many lines the log has for it, and when the last seat is free.
The last line is one JSON object.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import secrets
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import asyncpg

from deploy.bench import house
from hearing_state.db import direct
from hearing_state.db.embedded import EmbeddedServer
from hearing_state.ids import new_id, new_secret, secret_digest
from meetings.schedule.meeting import State

PROMISED_MS, PROMISED_LINES, PROMISED_SECONDS = 250.0, 200, 45.0
SILENCE_SECONDS = 70.0
BETWEEN_SECONDS = 0.4
STATES = len(State)
"""A state's number on the wire is the hall's version counted on from how far the meeting is (`live.floor_room`)."""
LINE_SECONDS = 180.0
_MEETING = """
SELECT id, ref FROM schedule_meeting WHERE state = 'announced' AND mode <> 'hall' ORDER BY starts_at LIMIT 1
"""
_BEGUN = "UPDATE schedule_meeting SET starts_at = $2, ends_at = $3, state = 'live' WHERE id = $1"
_HALL = """
INSERT INTO floor_hall (meeting_id, seed, speaking_seconds, answering_seconds, opened_at) VALUES ($1, 'bench', 120, 180, $2) ON CONFLICT DO NOTHING
"""
_ITEM = """
INSERT INTO record_agenda_item (id, meeting_id, number, kind, title_kk, title_ru, minutes) VALUES ($1, $2, 90, 'report', 'Есеп', 'Отчёт', 20)
"""
_CHANGED = "UPDATE record_agenda_item SET minutes = $2 WHERE id = $1"
_VERSION = "SELECT version FROM floor_hall WHERE meeting_id = $1"
_TICKET = """
INSERT INTO live_ticket (id, digest, kind, meeting_id, seat, person_id, session_id, origin, language, agrees, made_at, expires_at)
SELECT $1, $2, 'entry', $3, $4, s.person_id, s.id, '', $6, false, $7, $8 FROM people_session s WHERE s.secret_digest = $5
"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=2000)
    parser.add_argument("--changes", type=int, default=30)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-hall-") as made:
        folder = Path(made)
        with house.house(folder):
            found = asyncio.run(measured(folder, args.people, args.changes))
    print(json.dumps(found))
    return 0


async def measured(folder: Path, people: int, changes: int) -> dict[str, Any]:
    address = EmbeddedServer(folder / "postgres").dsn("postgres")
    line = await direct(address)
    try:
        meeting, item = await _begun(line)
        with (folder / "hall.log").open("wb") as log, _process("hall_server", address, log=log) as server:
            port = int(await _line(server))
            tickets = await _tickets(line, folder, meeting, people)
            with _process("hall_people", str(port), log=log) as devices:
                began = time.monotonic()
                await _told(devices, json.dumps(tickets))
                inside = time.monotonic() - began
                reached = await _changes(line, meeting, item, devices, changes)
                rss = await _told(server, "rss")
                gone = await _vanish(devices, server, folder / "hall.log", people)
    finally:
        await line.close()
    milliseconds = sorted(1000 * each for each in reached)
    p99 = milliseconds[int(len(milliseconds) * 0.99)]
    kept = p99 <= PROMISED_MS and gone["lines"] <= PROMISED_LINES and gone["free_seconds"] <= PROMISED_SECONDS
    return {
        "people": people,
        "entered_a_second": round(people / inside),
        "changes": changes,
        "reached_p50_ms": round(milliseconds[len(milliseconds) // 2], 1),
        "reached_p99_ms": round(p99, 1),
        "reached_most_ms": round(milliseconds[-1], 1),
        "vanished_log_lines": gone["lines"],
        "seats_free_s": gone["free_seconds"],
        "rss_mb": rss,
        "kept": kept,
    }


async def _begun(line: asyncpg.Connection[Any]) -> tuple[UUID, UUID]:
    """A meeting of the demo that goes on now, its queue open, with an item of the agenda to change."""
    now, found, item = datetime.now(UTC), await line.fetchrow(_MEETING), new_id()
    if found is None:
        raise SystemExit("no meeting in the demo to begin")
    await line.execute(_BEGUN, found["id"], now - timedelta(minutes=5), now + timedelta(hours=2))
    await line.execute(_HALL, found["id"], now)
    await line.execute(_ITEM, item, found["id"])
    return found["id"], item


async def _tickets(line: asyncpg.Connection[Any], folder: Path, meeting: UUID, people: int) -> list[str]:
    sessions, tickets = await house.residents(folder, people), [new_secret() for _one in range(people)]
    now = datetime.now(UTC)
    rows = [
        (
            new_id(), secret_digest(ticket), meeting, secrets.token_urlsafe(16), secret_digest(session),
            ("kk", "ru", "en")[number % 3], now, now + timedelta(minutes=5),
        )
        for number, (ticket, session) in enumerate(zip(tickets, sessions, strict=True))
    ]  # fmt: skip
    await line.executemany(_TICKET, rows)
    return tickets


async def _changes(
    line: asyncpg.Connection[Any], meeting: UUID, item: UUID, devices: subprocess.Popen[str], changes: int
) -> list[float]:
    """Seconds from before the change is written until the state with it is on each device."""
    reached: list[float] = []
    for number in range(changes):
        await asyncio.sleep(BETWEEN_SECONDS)
        began = time.monotonic()
        await line.execute(_CHANGED, item, 10 + number)
        version = STATES + await line.fetchval(_VERSION, meeting)
        arrived: Sequence[float] = await _told(devices, json.dumps({"shown_from": version}))
        reached += [each - began for each in arrived]
    return reached


async def _vanish(
    devices: subprocess.Popen[str], server: subprocess.Popen[str], log: Path, people: int
) -> dict[str, Any]:
    before = _lines(log)
    began = time.monotonic()
    devices.send_signal(signal.SIGSTOP)
    seats = people
    while seats and time.monotonic() - began < SILENCE_SECONDS:
        await asyncio.sleep(0.25)
        seats = await _told(server, "seats")
    free = time.monotonic() - began
    await asyncio.sleep(6)  # what is written now and then is written too
    lines = _lines(log) - before
    return {"lines": lines, "free_seconds": round(free, 1), "seats_left": seats}


def _lines(log: Path) -> int:
    return len(log.read_bytes().splitlines())


@contextmanager
def _process(module: str, *args: str, log: Any) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-m", f"deploy.bench.{module}", *args],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True,
    )  # fmt: skip
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


async def _line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    async with asyncio.timeout(LINE_SECONDS):
        line = await asyncio.to_thread(process.stdout.readline)
    if not line:
        raise SystemExit(f"{process.args} ended early")
    return line


async def _told(process: subprocess.Popen[str], word: str) -> Any:
    assert process.stdin is not None
    process.stdin.write(word + "\n")
    process.stdin.flush()
    return json.loads(await _line(process))


if __name__ == "__main__":
    raise SystemExit(main())
