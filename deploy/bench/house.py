"""A house to measure: demo data in a temporary folder, on a free port of the loopback, with people signed in."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import IO, Any

from hearing_state.db import direct
from hearing_state.db.embedded import EmbeddedServer
from hearing_state.ids import new_id, new_secret, secret_digest

SECONDS_TO_BEGIN = 180.0
SECONDS_TO_END = 20.0
# One proxy is believed, so that callers can come from different addresses and the limits stay as they are.
SETTINGS = {"HS_MODE": "demo", "HS_DEMO": "true", "HS_TRUSTED_HOPS": "1", "HS_LOG_LEVEL": "warning"}

LAYOUTS = {
    "apart": "as `deploy/` has it: two web processes; the whole house beside them has the worker and serves nobody",
    "shared": "one web process, and the whole house beside it, which serves as well",
    "one": "one web process; the whole house beside it has the worker and serves nobody",
    "whole": "one process that is web, console, live and worker",
}

_PERSON = "insert into people_person (id, kind, locale, made_at) values ($1, 'resident', 'kk', $2)"
_SESSION = """
insert into people_session (id, secret_digest, person_id, step, made_at, seen_at) values ($1, $2, $3, 'code', $4, $4)
"""


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@contextmanager
def started(
    words: list[str], log: IO[bytes], ready: str, settings: Mapping[str, str] = MappingProxyType({})
) -> Iterator[subprocess.Popen[bytes]]:
    """A process of ours, ended at the end whatever happens."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("HS_")}
    process = subprocess.Popen(
        [sys.executable, "-m", *words],
        env={**kept, **SETTINGS, **settings},
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=log,
    )
    try:
        _wait(process, ready, log)
        yield process
    finally:
        process.terminate()
        try:
            process.wait(SECONDS_TO_END)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(SECONDS_TO_END)


def _wait(process: subprocess.Popen[bytes], ready: str, log: IO[bytes]) -> None:
    until = time.monotonic() + SECONDS_TO_BEGIN
    while time.monotonic() < until:
        try:
            urllib.request.urlopen(ready, timeout=2).close()
        except (urllib.error.URLError, OSError):
            if process.poll() is not None:
                break
            time.sleep(0.1)
        else:
            return
    raise SystemExit(f"it did not start: {Path(log.name).read_text(errors='replace')[-3000:]}")


@contextmanager
def house(folder: Path) -> Iterator[int]:
    port = free_port()
    words = ["hearing_state.main.command", "run", "--port", str(port), "--data", str(folder)]
    with (folder / "house.log").open("wb") as log, started(words, log, f"http://127.0.0.1:{port}/readyz"):
        yield port


@contextmanager
def another(folder: Path, name: str, settings: Mapping[str, str]) -> Iterator[int]:
    """One more process of the public site over the same database."""
    port = free_port()
    words = ["hearing_state.main.command", "web", "--port", str(port), "--data", str(folder)]
    settings = {"HS_DATABASE_URL": EmbeddedServer(folder / "postgres").dsn("postgres"), **settings}
    with (
        (folder / f"{name}.log").open("wb") as log,
        started(words, log, f"http://127.0.0.1:{port}/readyz", settings),
    ):
        yield port


@contextmanager
def laid_out(folder: Path, layout: str) -> Iterator[tuple[int, ...]]:
    """A house in one of the layouts; the ports at which it is to be asked."""
    with ExitStack() as opened:
        whole = opened.enter_context(house(folder))
        webs = {"apart": 2, "whole": 0}.get(layout, 1)
        apart = tuple(opened.enter_context(another(folder, f"web-{at}", {})) for at in range(webs))
        yield (whole, *apart) if layout in ("shared", "whole") else apart


@contextmanager
def bare(folder: Path) -> Iterator[int]:
    port = free_port()
    words = ["deploy.bench.bare", str(port)]
    with (folder / "bare.log").open("wb") as log, started(words, log, f"http://127.0.0.1:{port}/"):
        yield port


async def residents(folder: Path, how_many: int) -> list[str]:
    """So many people who have signed in; their sessions' secrets."""
    secrets = [new_secret() for _number in range(how_many)]
    people = [new_id() for _secret in secrets]
    now = datetime.now(UTC)
    line = await direct(EmbeddedServer(folder / "postgres").dsn("postgres"))
    try:
        await line.executemany(_PERSON, [(person, now) for person in people])
        sessions = [(new_id(), secret_digest(s), p, now) for s, p in zip(secrets, people, strict=True)]
        await line.executemany(_SESSION, sessions)
    finally:
        await line.close()
    return secrets


def told(port: int, path: str) -> Any:
    """What the API says."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=20) as answer:
        return json.load(answer)
