"""H2, the signalling's half: its process is killed, and is there again at the same ear before anybody is refused; told to end, all of it ends."""

import os
import select
import signal
import socket
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.support.processes import SECONDS_TO_END, Process, free_port
from tests.support.signalling import worker_of

pytestmark = pytest.mark.process
PATIENCE = 120.0
"""Seconds; each of these tests begins a process that reads all of the code, however busy the machine is."""


@pytest.fixture
def live(own_database: str, tmp_path: Path) -> Iterator[Process]:
    env = {"HS_DATABASE_URL": own_database, "HS_DATA_DIR": str(tmp_path), "HS_DEMO": "false"}
    process = Process("live", env, tmp_path / "live.log", port=free_port()).start()
    try:
        yield process.wait_until_ready(PATIENCE)
    finally:
        process.kill()


def test_a_killed_worker_is_there_again_and_nobody_is_refused_meanwhile(live: Process) -> None:
    first = worker_of(live)
    for _time in range(2):
        os.kill(worker_of(live), signal.SIGKILL)
        with socket.create_connection(("127.0.0.1", live.port), PATIENCE) as caller:
            caller.sendall(b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
            caller.settimeout(PATIENCE)
            assert caller.recv(100).startswith(b"HTTP/1.1 200")
    assert worker_of(live) != first
    assert live.log.read_text().count("worker.begun_again") == 2
    assert live.running is not None
    assert live.running.poll() is None


def test_told_to_end_both_end_and_the_ear_is_free(live: Process) -> None:
    worker = worker_of(live)
    assert live.stop() == 0
    assert not is_there(worker)
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", live.port), 1)


def test_without_its_keeper_the_worker_ends_too(live: Process) -> None:
    worker = worker_of(live)
    number = os.pidfd_open(worker)
    live.kill()
    poll = select.poll()
    poll.register(number)
    assert poll.poll(SECONDS_TO_END * 1000)
    os.close(number)
    again = Process("live", live.env, live.log, port=live.port).start()
    try:
        again.wait_until_ready(PATIENCE)
    finally:
        again.kill()


def is_there(number: int) -> bool:
    with suppress(ProcessLookupError):
        os.kill(number, 0)
        return True
    return False
