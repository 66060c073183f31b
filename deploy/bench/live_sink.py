"""The counting of listeners in C (`live_sink.c`), compiled where a compiler is. Without one the receivers of `make bench-live` count in
Python, which is enough for what a listener costs and not for how many there can be."""

from __future__ import annotations

import asyncio
import ctypes
import shutil
import socket
import struct
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

SOURCE = Path(__file__).with_suffix(".c")
MADE = Path("var/bench/live_sink.so")
_HEAD = struct.Struct("=I4sH")


def compiled() -> Path | None:
    """Made once for this text; None without a compiler."""
    if shutil.which("cc") is None:
        return None
    if not MADE.exists() or MADE.stat().st_mtime < SOURCE.stat().st_mtime:
        MADE.parent.mkdir(parents=True, exist_ok=True)
        subprocess.run(
            ["cc", "-O2", "-shared", "-fPIC", "-pthread", "-o", str(MADE), str(SOURCE)], check=True
        )
    return MADE


class Counter:
    """Takes over sockets; ``pass_on`` gets what is no media: the listener's number, the datagram, who sent it."""

    def __init__(self, path: Path, pass_on: Callable[[int, bytes, tuple[str, int]], None]) -> None:
        self._library, self._pass_on, self._count = ctypes.CDLL(str(path)), pass_on, 0
        self._library.sink_first.restype = ctypes.c_double
        self._ours, self._theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._ours.setblocking(False)
        self._library.sink_start(self._theirs.fileno())
        asyncio.get_running_loop().add_reader(self._ours.fileno(), self._hear)

    def add(self, number: int, own: socket.socket) -> None:
        self._count = max(self._count, number + 1)
        if self._library.sink_add(number, own.fileno()) != 0:
            raise OSError("too many listeners")

    def first_at(self, number: int) -> float | None:
        return float(self._library.sink_first(number)) or None

    def reset(self) -> None:
        self._library.sink_reset()

    def told(self) -> dict[str, float]:
        found: Any = (ctypes.c_double * 5)()
        self._library.sink_told(self._count, found)
        return dict(zip(("packets", "octets", "lost", "expected", "silent"), found, strict=True))

    def _hear(self) -> None:
        try:
            while True:
                data = self._ours.recv(4096)
                number, address, port = _HEAD.unpack_from(data)
                self._pass_on(number, data[_HEAD.size :], (socket.inet_ntoa(address), socket.ntohs(port)))
        except BlockingIOError:
            pass
