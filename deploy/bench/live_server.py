"""The measured process of `make bench-live`: our media server, Janus or aiortc's MediaRelay, behind the same few wishes."""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import resource
import sys
import time
from pathlib import Path
from typing import Any, Protocol

import structlog
import uvloop
from aiortc import RTCSessionDescription
from aiortc.contrib.media import MediaRelay

from deploy.bench.live_media import plain_peer, stay_at
from meetings.media.embedded import EmbeddedEngine, Place
from meetings.media.engine import SlotWish
from meetings.media.janus.engine import JanusEngine
from meetings.media.janus.process import JanusPlace
from meetings.media.limits import NodeLimits, RoomLimits
from meetings.media.rtc.native import NativeFanout

WIDE = NodeLimits(seats=5000, joins_a_second=1000, join_burst=5000, busy_share=99, late_seconds=99)
NATIVE = Path("var/bench/native")


class Served(Protocol):
    async def publish(self, offer: str) -> str: ...
    async def subscribe(self) -> tuple[str, str]: ...
    async def accept(self, seat: str, answer: str) -> None: ...


class Ours:
    def __init__(self, engine: EmbeddedEngine, kind: str) -> None:
        self._engine, self._wish = engine, SlotWish(1, 1 if kind == "av" else 0)

    @classmethod
    async def start(cls, kind: str, native: Path | None) -> Ours:
        engine = await EmbeddedEngine.start(Place(native=native), WIDE)
        if native is not None and not isinstance(engine.node.fanout, NativeFanout):
            raise SystemExit("no native fan-out here")
        await engine.open_room("bench", RoomLimits(listeners=5000))
        await engine.give_floor("bench", "head")
        return cls(engine, kind)

    async def publish(self, offer: str) -> str:
        return (await self._engine.publish("bench", "head", offer)).description

    async def subscribe(self) -> tuple[str, str]:
        joined = await self._engine.subscribe("bench", "listener", self._wish)
        return joined.seat, joined.description

    async def accept(self, seat: str, answer: str) -> None:
        await self._engine.accept(seat, answer)


class Janus:
    """In its best configuration: VideoRoom, one event loop for the one core, nothing else loaded. Only its own process is counted."""

    def __init__(self, engine: JanusEngine, kind: str) -> None:
        self._engine, self._wish = engine, SlotWish(1, 1 if kind == "av" else 0)

    @classmethod
    async def start(cls, kind: str, host: str) -> Janus:
        engine = await JanusEngine.start(JanusPlace(host, (20_000, 29_999), loops=1), WIDE)
        await engine.open_room("bench", RoomLimits(listeners=5000))
        await engine.give_floor("bench", "head")
        return cls(engine, kind)

    def worked(self) -> float:
        return self._engine.janus_seconds()

    async def publish(self, offer: str) -> str:
        return (await self._engine.publish("bench", "head", offer)).description

    async def subscribe(self) -> tuple[str, str]:
        joined = await self._engine.subscribe("bench", "listener", self._wish)
        return joined.seat, joined.description

    async def accept(self, seat: str, answer: str) -> None:
        await self._engine.accept(seat, answer)


class Relay:
    """As aiortc's documentation shows it."""

    def __init__(self) -> None:
        self._relay, self._tracks, self._peers = MediaRelay(), [], {}
        self._publisher = plain_peer()

    async def publish(self, offer: str) -> str:
        self._publisher.on("track", self._tracks.append)
        await self._publisher.setRemoteDescription(RTCSessionDescription(offer, "offer"))
        await self._publisher.setLocalDescription(await self._publisher.createAnswer())
        return self._publisher.localDescription.sdp

    async def subscribe(self) -> tuple[str, str]:
        peer = plain_peer()
        for track in self._tracks:
            peer.addTransceiver(self._relay.subscribe(track), direction="sendonly")
        await peer.setLocalDescription(await peer.createOffer())
        seat = str(len(self._peers))
        self._peers[seat] = peer
        return seat, peer.localDescription.sdp

    async def accept(self, seat: str, answer: str) -> None:
        await self._peers[seat].setRemoteDescription(RTCSessionDescription(answer, "answer"))


async def _answer(served: Served, wish: dict[str, Any]) -> Any:
    if wish["op"] == "publish":
        return await served.publish(wish["sdp"])
    if wish["op"] == "subscribe":
        return await served.subscribe()
    if wish["op"] == "accept":
        return await served.accept(wish["seat"], wish["sdp"])
    if isinstance(served, Janus):
        return {"worked": served.worked(), "at": time.monotonic()}
    used = resource.getrusage(resource.RUSAGE_SELF)
    return {"worked": used.ru_utime + used.ru_stime, "at": time.monotonic()}


async def _started(which: str, kind: str, host: str) -> Served:
    if which == "janus":
        return await Janus.start(kind, host)
    if which == "relay":
        return Relay()
    return await Ours.start(kind, NATIVE if which == "native" else None)


async def _run(which: str, kind: str, host: str) -> None:
    served = await _started(which, kind, host)

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while line := await reader.readline():
            writer.write(json.dumps(await _answer(served, json.loads(line))).encode() + b"\n")

    server = await asyncio.start_server(serve, "127.0.0.1", 0, limit=1 << 20)
    print(server.sockets[0].getsockname()[1], flush=True)
    await asyncio.sleep(240)  # ended from outside long before


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("which", choices=("ours", "native", "janus", "relay"))
    parser.add_argument("kind", choices=("av", "audio", "low"))
    parser.add_argument("host")
    args = parser.parse_args()
    os.sched_setaffinity(0, {0})
    resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))
    stay_at(args.host)
    uvloop.run(_run(args.which, args.kind, args.host))
