"""Janus as a process of ours: started with a configuration of our own, ended with us, whatever way we end."""

from __future__ import annotations

import asyncio
import ipaddress
import os
import secrets
import shutil
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import structlog

from hearing_state.clock import steady_seconds
from hearing_state.errors import Unavailable
from meetings.media.janus import configuration

log = structlog.get_logger("media")

START_SECONDS = 10.0
STOP_SECONDS = 5.0
_LOOK_SECONDS = 0.02
_LOG = "janus.log"
_TOLD_BYTES = 2000


@dataclass(frozen=True)
class JanusPlace:
    """Where Janus listens for sound and picture. It has no ear on 127.0.0.1: ``host`` is an address of a network card.
    ``public`` are addresses told to peers when the machine stands behind others.
    """

    host: str
    ports: tuple[int, int] = (20_000, 23_999)
    """Each peer gets one UDP port of these: the first and the last."""
    public: tuple[str, ...] = ()
    loops: int = 0
    """Threads that forward; 0: one for each core this process may use."""


class JanusProcess:
    """Made by `start`. ``socket`` is where it is spoken to, with ``secret``."""

    def __init__(self, process: asyncio.subprocess.Process, folder: Path, secret: str) -> None:
        self._process, self._folder, self.secret = process, folder, secret

    @property
    def socket(self) -> Path:
        return self._folder / configuration.SOCKET

    @property
    def number(self) -> int:
        return self._process.pid

    @property
    def has_ended(self) -> bool:
        return self._process.returncode is not None

    @classmethod
    async def start(cls, place: JanusPlace) -> JanusProcess:
        """Unavailable when it is not installed, has no address to listen on, or does not come up; what it said is in the log."""
        program, guard = shutil.which("janus"), shutil.which("setpriv")
        if program is None or guard is None:
            log.error("media.janus_not_installed", hint="apt-get install janus")
            raise Unavailable("media.closing")
        if ipaddress.ip_address(place.host).is_loopback:
            log.error(
                "media.janus_has_no_ear_on_loopback", hint="HS_MEDIA_HOST: an address of a network card"
            )
            raise Unavailable("media.closing")
        folder, secret = Path(tempfile.mkdtemp(prefix="janus-")), secrets.token_urlsafe(32)
        wish = configuration.Wish(
            folder, secret, place.host, place.ports, place.public, place.loops or cores()
        )
        _write(folder, wish)
        # The kernel ends it when we are killed: nobody would be left to speak to it.
        command = [
            guard,
            "--pdeathsig",
            "KILL",
            program,
            "-o",
            "-C",
            str(folder / "janus.jcfg"),
            "-F",
            str(folder),
        ]
        with (folder / _LOG).open("wb") as said:
            process = await asyncio.create_subprocess_exec(
                *command, stdin=asyncio.subprocess.DEVNULL, stdout=said, stderr=said, start_new_session=True
            )
        made = cls(process, folder, secret)
        try:
            await made._wait_until_up()
        except BaseException:
            await made.stop()
            raise
        return made

    async def _wait_until_up(self) -> None:
        until = steady_seconds() + START_SECONDS
        while not self.socket.exists():
            if self.has_ended or steady_seconds() > until:
                log.error("media.janus_does_not_start", said=self.said())
                raise Unavailable("media.closing")
            await asyncio.sleep(_LOOK_SECONDS)

    def said(self) -> str:
        """The end of what it wrote: at its level of words there is nothing of people in it."""
        with suppress(OSError):
            return (self._folder / _LOG).read_bytes()[-_TOLD_BYTES:].decode(errors="replace")
        return ""

    async def stop(self) -> None:
        """It is told to end, and killed where it does not."""
        if not self.has_ended:
            with suppress(ProcessLookupError):
                self._process.terminate()
            try:
                await asyncio.wait_for(self._process.wait(), STOP_SECONDS)
            except TimeoutError:
                self._process.kill()
                await self._process.wait()
        shutil.rmtree(self._folder, ignore_errors=True)

    def worked_seconds(self) -> float:
        """Processor time of all its threads so far."""
        with suppress(OSError, ValueError, IndexError):
            fields = Path(f"/proc/{self.number}/stat").read_text().rpartition(")")[2].split()
            return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
        return 0.0


def cores() -> int:
    return max(1, len(os.sched_getaffinity(0)))


def _write(folder: Path, wish: configuration.Wish) -> None:
    for name, text in configuration.files(wish).items():
        path = folder / name
        path.touch(mode=0o600)
        path.write_text(text)
