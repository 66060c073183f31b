"""A device behind a line of its own, which can be cut: its browser lives in a network namespace of this machine (needs root and iproute2)."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

HOW_TO_GET_IT = "Cutting a line needs root and iproute2: apt-get install iproute2."


def _ip(*words: str) -> None:
    subprocess.run(["ip", *words], check=True, capture_output=True)


@dataclass(frozen=True)
class Line:
    """``here``: this machine's address as the device sees it. ``program``: a browser that lives at the other end."""

    name: str
    here: str
    program: str

    @property
    def _end(self) -> str:
        return f"{self.name}b"

    def cut(self) -> None:
        """As when a phone loses its network: the device's own end goes down."""
        _ip("netns", "exec", self.name, "ip", "link", "set", self._end, "down")

    def mend(self) -> None:
        _ip("netns", "exec", self.name, "ip", "link", "set", self._end, "up")


@contextmanager
def line(folder: Path) -> Iterator[Line]:
    """Between this machine and one device. Nothing of it leaves this machine."""
    browser = shutil.which("chromium")
    if browser is None or shutil.which("ip") is None or os.geteuid() != 0:
        pytest.fail(HOW_TO_GET_IT)
    number = os.getpid() % 250 + 1
    name, here, there = f"hs{number}", f"10.213.{number}.1", f"10.213.{number}.2"
    program = folder / "chromium-there"
    program.write_text(f'#!/bin/sh\nexec ip netns exec {name} {browser} "$@"\n')
    program.chmod(0o755)
    _ip("netns", "add", name)
    try:
        _ip("link", "add", f"{name}a", "type", "veth", "peer", "name", f"{name}b", "netns", name)
        _ip("addr", "add", f"{here}/30", "dev", f"{name}a")
        _ip("link", "set", f"{name}a", "up")
        _ip("netns", "exec", name, "ip", "addr", "add", f"{there}/30", "dev", f"{name}b")
        for end in ("lo", f"{name}b"):
            _ip("netns", "exec", name, "ip", "link", "set", end, "up")
        yield Line(name, here, str(program))
    finally:
        _ip("netns", "del", name)
