"""Processes of the house as an operator runs them: started, killed, started again. All on loopback."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from typing import Self

SECONDS_TO_BEGIN = 120.0
SECONDS_TO_END = 20.0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


ONE_MACHINE = {"HS_MEDIA_BUSY_SHARE": "99", "HS_MEDIA_LATE_SECONDS": "99"}
"""Browsers, services and tests share two cores here: how busy they are must not turn listeners away. Admission has tests of its own."""


class Process:
    """One process of the house: ``Process("web", env, port=8001)``, ``Process("worker", env)``."""

    def __init__(self, word: str, env: Mapping[str, str], log: Path, *, port: int = 0) -> None:
        self.word, self.port, self.log = word, port, log
        self.env = {**os.environ, **ONE_MACHINE, **env, "PYTHONUNBUFFERED": "1"}
        # An installed house keeps its compiled modules; without them each start would compile all of them anew.
        self.env.pop("PYTHONDONTWRITEBYTECODE", None)
        self.running: subprocess.Popen[bytes] | None = None

    def start(self) -> Self:
        words = [sys.executable, "-m", "hearing_state.main.command", self.word]
        words += ["--port", str(self.port)] if self.port else []
        with self.log.open("ab") as log:
            self.running = subprocess.Popen(
                words, env=self.env, stdout=log, stderr=log, stdin=subprocess.DEVNULL
            )
        return self

    def wait_until_ready(self, within_seconds: float = SECONDS_TO_BEGIN) -> Self:
        """Web processes answer; the others say that they are ready in their log."""
        until = time.monotonic() + within_seconds
        while time.monotonic() < until:
            if self.running is None or self.running.poll() is not None:
                raise RuntimeError(f"{self.word} ended: {self.log.read_text(errors='replace')[-2000:]}")
            if self._is_ready():
                return self
            time.sleep(0.05)
        raise TimeoutError(f"{self.word} is not ready: {self.log.read_text(errors='replace')[-2000:]}")

    def _is_ready(self) -> bool:
        if not self.port:
            return '"ready"' in self.log.read_text(errors="replace")
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/readyz", timeout=2) as answer:
                return answer.status == 200
        except (urllib.error.URLError, OSError):
            return False

    def kill(self) -> None:
        """As the power goes: SIGKILL, no farewell."""
        if self.running is not None:
            self.running.kill()
            self.running.wait(SECONDS_TO_END)

    def stop(self) -> int:
        """As an operator does it; returns the exit code."""
        if self.running is None:
            return 0
        if self.running.poll() is None:
            self.running.send_signal(signal.SIGTERM)
        return self.running.wait(SECONDS_TO_END)
