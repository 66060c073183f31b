"""The fan-out in C (``fanout.c``): compiled once with the system's compiler, where there is one, and kept in a folder of ours.

Nobody needs it: without a compiler, or on another system, the Python fan-out does the same. Installing the package compiles nothing.
"""

from __future__ import annotations

import ctypes
import hashlib
import os
import platform
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from struct import Struct
from typing import Any

import structlog

from meetings.media.rtc.compat import FFI, SRTP
from meetings.media.rtc.fanout import LONGEST, Fanout, Row, Rows, best_fanout, has_many_at_once
from meetings.media.rtc.icemux import Mux

log = structlog.get_logger("media")

SOURCE = Path(__file__).with_name("fanout.c")
ABI = 1
COMPILE_SECONDS = 30.0
_ROW = Struct("@PIIHH28s")
"""As ``struct row``: session, added to the timestamp, SSRC, added to the sequence number, length of the name, the name."""
_WRITABLE_BY_OTHERS = 0o022


class NativeFanout(Fanout):
    """All listeners of a packet in one call."""

    def __init__(self, mux: Mux, library: Any) -> None:
        super().__init__(mux)
        self._call = library.hs_fanout_send
        self._protect = int(FFI.cast("uintptr_t", FFI.addressof(SRTP, "srtp_protect")))

    def send(self, packet: bytes, sequence: int, timestamp: int, rows: Sequence[Row]) -> None:
        if len(packet) > LONGEST or self._mux.socket.fileno() < 0:
            self.dropped += len(rows)
            return
        packed = rows.packed if isinstance(rows, Rows) else _packed(rows)
        if packed is None:
            packed = rows.packed = _packed(rows)  # type: ignore[attr-defined]  # it is Rows: another is packed already
        dropped = self._call(
            self._mux.socket.fileno(),
            self._protect,
            packet,
            len(packet),
            sequence,
            timestamp,
            packed,
            len(rows),
        )
        self.dropped += dropped if dropped >= 0 else len(rows)


def _packed(rows: Sequence[Row]) -> bytes:
    return b"".join(
        _ROW.pack(int(FFI.cast("uintptr_t", session)), more_time, ssrc, more, len(system), system)
        for session, more, more_time, ssrc, _address, system in rows
    )


def fanout_for(mux: Mux, folder: Path | None) -> Fanout:
    """The fastest that works here. ``folder`` keeps what was compiled; without one nothing is compiled."""
    if folder is None:
        return best_fanout(mux)
    try:
        made = NativeFanout(mux, loaded(folder))
    except (OSError, AttributeError, ValueError, subprocess.SubprocessError) as fault:
        log.info("media.native_fanout_not_used", why=str(fault)[-200:])
        return best_fanout(mux)
    log.info("media.native_fanout_used")
    return made


def loaded(folder: Path) -> Any:
    """The library, compiled now if it was not yet. OSError, ValueError or SubprocessError when it cannot be had."""
    if not has_many_at_once():
        raise OSError("not a 64-bit Linux")
    text = SOURCE.read_bytes()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    named = hashlib.sha256(text + platform.machine().encode()).hexdigest()[:16]
    path = folder / f"fanout-{named}.so"
    _check_ours(folder)
    if not path.exists():
        _compile(path)
    _check_ours(path)
    library = ctypes.CDLL(str(path))
    library.hs_fanout_abi.restype = ctypes.c_uint
    if library.hs_fanout_abi() != ABI << 16 | _ROW.size:
        raise ValueError("it was compiled for another version")
    library.hs_fanout_send.argtypes = [
        ctypes.c_int, ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int, ctypes.c_uint32, ctypes.c_uint32,
        ctypes.c_char_p, ctypes.c_int,
    ]  # fmt: skip
    return library


def _compile(path: Path) -> None:
    """Beside it first, then in its place in one step: another process may be doing the same."""
    compiler = shutil.which("cc")
    if compiler is None:
        raise OSError("no C compiler")
    with tempfile.TemporaryDirectory(dir=path.parent) as place:
        made = Path(place) / path.name
        command = [
            compiler,
            "-std=gnu11",
            "-O2",
            "-Wall",
            "-Wextra",
            "-shared",
            "-fPIC",
            "-o",
            str(made),
            str(SOURCE),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=COMPILE_SECONDS)  # noqa: S603 - our own words
        made.chmod(0o600)
        made.replace(path)


def _check_ours(path: Path) -> None:
    """What others could have written is not loaded."""
    found = path.lstat()
    if found.st_uid != os.getuid() or found.st_mode & _WRITABLE_BY_OTHERS or path.is_symlink():
        raise OSError("others may write where the compiled fan-out is kept")
