"""A process that is there again at once: a keeper that has read all of the code and holds the ear, and a worker forked from it.

A killed worker is forked anew in a moment, while a service manager would wait and read all code again; who called meanwhile waits at
the ear, which the keeper never gave up. The keeper itself answers nobody, opens nothing and starts no thread, so that it may fork
(numpy's arithmetic has one, which knows of forks by itself).
"""

from __future__ import annotations

import ctypes
import gc
import os
import signal
import socket
import sys
import time
from collections.abc import Callable
from types import FrameType

import structlog

from hearing_state.clock import steady_seconds

log = structlog.get_logger("keeper")

BACKLOG = 4096
LIVED_SECONDS = 5.0
"""Whoever dies sooner may die of the same again: then it is not tried faster than this."""
_PR_SET_PDEATHSIG = 1

Work = Callable[[socket.socket], int]


def keep(work: Work, host: str, port: int) -> int:
    """Until told to end, or until the worker ends by itself; its exit code. OSError where the address is taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.create_server((host, port), family=family, backlog=BACKLOG) as ear:
        gc.freeze()  # what is read by all is not copied by the first who counts it
        return _Keeper(work, ear).keep()


class _Keeper:
    def __init__(self, work: Work, ear: socket.socket) -> None:
        self._work, self._ear = work, ear
        self._worker = 0
        self._told: int | None = None

    def keep(self) -> int:
        for each in (signal.SIGTERM, signal.SIGINT):
            signal.signal(each, self._tell)
        while True:
            began = steady_seconds()
            code = self._wait(self._begin())
            if code >= 0 or self._told is not None:
                return max(code, 0)
            log.warning(
                "worker.begun_again", killed_by=-code, lived_seconds=round(steady_seconds() - began, 1)
            )
            time.sleep(max(0.0, LIVED_SECONDS - (steady_seconds() - began)))
            if self._told is not None:
                return 0

    def _begin(self) -> int:
        """The worker's number. A signal that comes before it is known is told to it then."""
        keeper = os.getpid()
        blocked = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM, signal.SIGINT})
        self._worker = os.fork()
        if self._worker == 0:
            for each in (signal.SIGTERM, signal.SIGINT):
                signal.signal(each, signal.SIG_DFL)
            signal.pthread_sigmask(signal.SIG_SETMASK, blocked)
            _worker(self._work, self._ear, keeper)
        signal.pthread_sigmask(signal.SIG_SETMASK, blocked)
        return self._worker

    def _wait(self, worker: int) -> int:
        """Its exit code, or the signal that killed it, below zero."""
        _number, status = os.waitpid(worker, 0)
        self._worker = 0
        return os.waitstatus_to_exitcode(status)

    def _tell(self, number: int, _frame: FrameType | None) -> None:
        """It gives the ear up first: whoever calls from now on must be refused, not left waiting."""
        self._told = number
        self._ear.close()
        if self._worker:
            os.kill(self._worker, number)


def _worker(work: Work, ear: socket.socket, keeper: int) -> None:
    """Never returns."""
    code = 1
    try:
        os.setpgid(0, 0)  # Ctrl-C is told to the keeper, which tells it on: once, not twice
        _end_with(keeper)
        code = work(ear)
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1
    except BaseException:
        log.exception("worker.failed")
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _end_with(keeper: int) -> None:
    """Without its keeper it would hold the ear against the next one. Linux alone can say so; elsewhere the service manager ends both."""
    prctl = getattr(ctypes.CDLL(None), "prctl", None)
    if prctl is not None:
        prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != keeper:
        raise SystemExit(1)
