"""A browser behind a line that can be cut: in a network namespace of its own, joined to the house by a pair of virtual cables."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

NAME = "hall-line"
HOUSE, DEVICE = "10.77.0.1", "10.77.0.2"


@dataclass(frozen=True)
class CutLine:
    """``program``: starts Chromium at the far end. The house listens at ``HOUSE``."""

    program: str

    def cut(self) -> None:
        """As a telephone between two masts: nothing goes or comes."""
        _do("ip", "link", "set", "hall-here", "down")

    def mend(self) -> None:
        _do("ip", "link", "set", "hall-here", "up")


@contextmanager
def cut_line(folder: Path) -> Iterator[CutLine]:
    """Skips where the tests may not make namespaces: that needs root."""
    if os.geteuid() != 0 or shutil.which("ip") is None:
        pytest.skip("a line that can be cut needs root and iproute2")
    _forget()
    try:
        _do("ip", "netns", "add", NAME)
        _do("ip", "link", "add", "hall-here", "type", "veth", "peer", "name", "hall-there", "netns", NAME)
        _do("ip", "address", "add", f"{HOUSE}/30", "dev", "hall-here")
        _do("ip", "link", "set", "hall-here", "up")
        _inside("ip", "address", "add", f"{DEVICE}/30", "dev", "hall-there")
        _inside("ip", "link", "set", "hall-there", "up")
        _inside("ip", "link", "set", "lo", "up")
        program = folder / "chromium-behind-the-line"
        program.write_text(f'#!/bin/sh\nexec ip netns exec {NAME} {shutil.which("chromium")} "$@"\n')
        program.chmod(0o755)
        yield CutLine(str(program))
    finally:
        _forget()


def _inside(*words: str) -> None:
    _do("ip", "netns", "exec", NAME, *words)


def _do(*words: str) -> None:
    subprocess.run(words, check=True, capture_output=True)


def _forget() -> None:
    subprocess.run(["ip", "netns", "del", NAME], check=False, capture_output=True)
    subprocess.run(["ip", "link", "del", "hall-here"], check=False, capture_output=True)
