"""The bundled server, alone: who may start it, what it survives."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from hearing_state.db import direct
from hearing_state.db.embedded import EmbeddedServer, EmbeddedServerError

pytestmark = pytest.mark.process
SMALL = {"shared_buffers": "16MB", "max_connections": "20"}


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with EmbeddedServer(tmp_path_factory.mktemp("embedded") / "db", settings=SMALL) as running:
        yield running


async def test_it_speaks_kazakh(server):
    connection = await direct(server.dsn())
    await connection.execute("create extension if not exists pg_trgm")
    assert await connection.fetchval("select lower('ӨТІНІШ ҚАЗЫҒҰРТ')") == "өтініш қазығұрт"
    assert await connection.fetchval("select cardinality(show_trgm('Өтініш'))") > 3
    await connection.close()


def test_a_second_start_on_the_same_folder_is_refused(server):
    with pytest.raises(EmbeddedServerError, match="already runs the database"):
        EmbeddedServer(server.data).start()


def test_it_starts_only_in_the_main_thread(tmp_path):
    refusals: list[Exception] = []

    def start() -> None:
        try:
            EmbeddedServer(tmp_path / "db").start()
        except EmbeddedServerError as refusal:
            refusals.append(refusal)

    thread = threading.Thread(target=start)
    thread.start()
    thread.join()
    assert "main thread" in str(refusals[0])


async def test_what_was_acknowledged_survives_the_death_of_the_server(server):
    connection = await direct(server.dsn())
    await connection.execute("create table kept (number int)")
    await connection.execute("insert into kept select generate_series(1, 1000)")
    os.kill(server.pid, signal.SIGKILL)
    connection.terminate()
    while server.is_running():
        await asyncio.sleep(0.01)
    server.revive()
    again = await direct(server.dsn())
    assert await again.fetchval("select count(*) from kept") == 1000
    await again.close()


def test_another_major_is_refused_with_a_clear_sentence(tmp_path):
    cluster = tmp_path / "db" / "cluster"
    cluster.mkdir(parents=True)
    (cluster / "PG_VERSION").write_text("9\n")
    server = EmbeddedServer(tmp_path / "db")
    with pytest.raises(EmbeddedServerError, match="are of PostgreSQL 9"):
        server.start()
    assert not server.socket_dir.exists()


def test_it_stops_when_its_parent_is_killed_and_starts_again(tmp_path):
    program = (
        "import sys, time; from pathlib import Path; from hearing_state.db.embedded import EmbeddedServer\n"
        f"server = EmbeddedServer(Path(sys.argv[1]), settings={SMALL!r}).start(); print(server.pid, flush=True); time.sleep(60)"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", program, str(tmp_path / "db")], stdout=subprocess.PIPE, text=True
    )
    assert parent.stdout
    pid = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    parent.stdout.close()
    with EmbeddedServer(tmp_path / "db", settings=SMALL) as server:  # waits for the old one to end by itself
        assert not still_works(pid)
        assert server.is_running()


def still_works(pid: int) -> bool:
    try:
        return bool(Path(f"/proc/{pid}/cmdline").read_bytes())  # empty: dead, and nobody has asked after it
    except OSError:
        return False


def test_a_restart_is_quick(tmp_path):
    with EmbeddedServer(tmp_path / "db", settings=SMALL):
        pass
    began = time.monotonic()
    with EmbeddedServer(tmp_path / "db", settings=SMALL):
        assert time.monotonic() - began < 5
