"""Every media engine, started for a test: the same sentences must hold on all of them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from meetings.media.control.door import Door
from meetings.media.embedded import EmbeddedEngine, Place
from meetings.media.engine import MediaEngine
from meetings.media.limits import NodeLimits
from meetings.media.node import Node
from meetings.media.remote import RemoteEngine
from tests.meetings.media.peers import QUIET

KEY = b"a key that only this test knows"
KINDS = ("embedded", "remote")


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


_STARTS = {"embedded": _embedded, "remote": _remote}
