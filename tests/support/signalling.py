"""The process of the live halls, as it is inside: a keeper, and the worker that carries the sockets."""

from __future__ import annotations

from pathlib import Path

from tests.support.processes import Process


def worker_of(live: Process) -> int:
    """The number of the process that carries the sockets at this moment."""
    assert live.running is not None
    keeper = live.running.pid
    (worker,) = Path(f"/proc/{keeper}/task/{keeper}/children").read_text().split()
    return int(worker)
