"""A media node as a process: an engine, the door for signalling, and a word to the house each second that it lives."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Mapping
from contextlib import suppress
from typing import Any
from uuid import UUID, uuid4

import structlog
import uvloop

from hearing_state.actions import by_law
from hearing_state.clock import steady_seconds
from hearing_state.errors import Problem
from hearing_state.main.broadcast import open_broadcast
from hearing_state.main.house import OpenHouse, open_house
from hearing_state.main.logs import set_up_logs
from hearing_state.main.media_engine import engine_for, limits_of
from hearing_state.main.recording import open_recording
from hearing_state.main.settling import settle_down
from hearing_state.settings import Settings
from meetings.media.control.door import Door
from meetings.media.emptied import Emptied
from meetings.media.engine import MediaEngine
from meetings.media.node import Node
from meetings.nodes import beat, queries
from meetings.nodes.actions.open_node import OpenNode, open_node
from meetings.nodes.node import BEAT_SECONDS

log = structlog.get_logger("media")

CONNECTIONS = 2
_LAST_WORD_SECONDS = 3.0


def run(settings: Settings) -> int:
    """Carry meetings until told to stop. Without a database it goes on carrying those that it has, and no new ones come."""
    set_up_logs(settings)
    with suppress(KeyboardInterrupt):
        return uvloop.run(_until_stopped(settings))
    return 0


def door_of(settings: Settings) -> str:
    return settings.media_door or f"unix:{(settings.data_dir / (settings.media_name + '.sock')).absolute()}"


async def _until_stopped(settings: Settings) -> int:
    asked = asyncio.Event()
    for each in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(each, asked.set)
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    address = door_of(settings)
    node = await Node.open(await _engine(settings), Door.at(address), settings.media_key_bytes)
    try:
        told = _told(settings, address, node)

        def rooms() -> Mapping[str, Any]:
            return getattr(node.engine, "rooms", {})

        async def is_here(meeting: UUID) -> bool:
            placed = await queries.where(house.context(), meeting)
            return placed is None or placed.life == told.life

        async with (
            open_house(settings, name="hearing-state-media", pool_max=CONNECTIONS) as house,
            open_broadcast(house, rooms),
            open_recording(house, rooms, lambda: node.engine, is_here),
        ):
            settle_down()
            return await _live(house, node, told, asked)
    finally:
        await node.close()


async def _engine(settings: Settings) -> MediaEngine:
    native = settings.data_dir.absolute() / "native" if settings.media_native == "auto" else None
    return await engine_for(settings, limits_of(settings, seats=settings.media_seats), native)


def _told(settings: Settings, address: str, node: Node) -> OpenNode:
    """``tcp:host:0`` is told with the port that it got."""
    if address.startswith("tcp:") and address.endswith(":0"):
        address = f"{address.removesuffix('0')}{node.port}"
    return OpenNode(
        name=settings.media_name,
        kind=settings.media_engine,
        address=address,
        life=uuid4(),
        capacity=settings.media_seats,
    )


async def _live(house: OpenHouse, node: Node, told: OpenNode, asked: asyncio.Event) -> int:
    is_open, emptied = False, Emptied()
    while not asked.is_set():
        for room in emptied.look(getattr(node.engine, "rooms", {}), steady_seconds()):
            await node.engine.close_room(room)
        try:
            if not is_open:
                await by_law(house.context(), open_node, told)
                is_open = True
                log.info("ready", node=told.name)
            elif not await beat.beat(told.name, told.life, await node.engine.node_stats()):
                log.error("media.another_node_has_this_name", node=told.name)
                return 1
        except (Problem, OSError) as fault:  # the database is away: the meetings here go on
            log.warning("media.not_heard", why=type(fault).__name__)
        with suppress(TimeoutError):
            await asyncio.wait_for(asked.wait(), BEAT_SECONDS)
    await node.engine.drain()
    with suppress(Problem, OSError, TimeoutError):
        async with asyncio.timeout(_LAST_WORD_SECONDS):
            await beat.farewell(told.name, told.life)
    return 0
