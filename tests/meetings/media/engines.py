"""Every media engine, started for a test: the same sentences must hold on all of them."""

from __future__ import annotations

import shutil
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from meetings.media.control.door import Door
from meetings.media.embedded import EmbeddedEngine, Place
from meetings.media.engine import MediaEngine
from meetings.media.janus.engine import JanusEngine
from meetings.media.janus.process import JanusPlace
from meetings.media.limits import NodeLimits
from meetings.media.node import Node
from meetings.media.remote import RemoteEngine
from tests.meetings.media.peers import ADDRESSES, QUIET

KEY = b"a key that only this test knows"
HOW_TO_GET_JANUS = "Janus is not installed. On Debian: apt-get install janus (make test does it as root)."
KINDS = ("embedded", "remote", "janus")


@asynccontextmanager
async def started(kind: str, folder: Path, limits: NodeLimits = QUIET) -> AsyncIterator[MediaEngine]:
    made = _STARTS[kind](folder, limits)
    async with made as engine:
        yield engine


@asynccontextmanager
async def _embedded(_folder: Path, limits: NodeLimits) -> AsyncIterator[MediaEngine]:
    engine = await EmbeddedEngine.start(Place(), limits)
    try:
        yield engine
    finally:
        await engine.close()


@asynccontextmanager
async def _remote(folder: Path, limits: NodeLimits) -> AsyncIterator[MediaEngine]:
    door = Door.at(f"unix:{folder}/media.sock")
    node = await Node.open(await EmbeddedEngine.start(Place(), limits), door, KEY)
    engine = RemoteEngine(door, KEY)
    try:
        yield engine
    finally:
        await engine.close()
        await node.close()


@asynccontextmanager
async def _janus(_folder: Path, limits: NodeLimits) -> AsyncIterator[MediaEngine]:
    if shutil.which("janus") is None:
        pytest.fail(HOW_TO_GET_JANUS)
    before = list(ADDRESSES)
    ADDRESSES[:] = [own_address()]  # it does not answer 127.0.0.1 either
    engine = await JanusEngine.start(JanusPlace(own_address()), limits)
    try:
        yield engine
    finally:
        ADDRESSES[:] = before
        await engine.close()


def own_address() -> str:
    """Of a network card: Janus has no ear on 127.0.0.1. What goes to it stays in this machine all the same."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as found:
        try:
            found.connect(("192.0.2.1", 9))  # nothing is sent
        except OSError:
            pytest.fail(
                "Janus needs an IPv4 address besides 127.0.0.1 on this machine: ip link add d type dummy, ip addr add …"
            )
        return str(found.getsockname()[0])


_STARTS = {"embedded": _embedded, "remote": _remote, "janus": _janus}
