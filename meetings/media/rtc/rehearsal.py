"""Before a node opens, a tone goes once through everything: offer, answer, one port, encryption, forwarding, and back.

An aiortc whose names are in place but mean something else is found here, and not by the first meeting.
"""

from __future__ import annotations

import asyncio
import fractions
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Protocol

import aioice.ice
import av
from aiortc import (
    MediaStreamTrack,
    RTCBundlePolicy,
    RTCConfiguration,
    RTCPeerConnection,
    RTCSessionDescription,
)

from hearing_state.errors import Unavailable
from meetings.media.engine import Joined, SlotWish

ROOM = "rehearsal"
PACKETS = 3
SECONDS = 5.0
_SAMPLES = 960


class Rehearsed(Protocol):
    """What is tried of an engine."""

    async def open_room(self, room: str) -> None: ...
    async def give_floor(self, room: str, person: str) -> None: ...
    async def publish(self, room: str, person: str, offer: str) -> Joined: ...
    async def subscribe(self, room: str, person: str, wish: SlotWish) -> Joined: ...
    async def accept(self, seat: str, answer: str) -> None: ...
    async def close_room(self, room: str) -> None: ...


class Hum(MediaStreamTrack):
    """Silence, 20 ms at a time."""

    kind = "audio"
    _at = 0

    async def recv(self) -> Any:
        await asyncio.sleep(0.02)
        frame = av.AudioFrame(format="s16", layout="mono", samples=_SAMPLES)
        frame.planes[0].update(bytes(frame.planes[0].buffer_size))
        frame.sample_rate, frame.pts, frame.time_base = 48_000, self._at, fractions.Fraction(1, 48_000)
        self._at += _SAMPLES
        return frame


async def rehearse(engine: Rehearsed) -> None:
    """Some 0.3 s. Unavailable when nothing comes out at the other end. The engine must listen on 127.0.0.1."""
    peers = [_plain_peer(), _plain_peer()]
    try:
        async with asyncio.timeout(SECONDS):
            await engine.open_room(ROOM)
            with _loopback_only():
                await _speak(engine, peers[0])
                heard = await _listen(engine, peers[1])
            for _packet in range(PACKETS):
                await heard.recv()
    except Exception as fault:
        raise Unavailable("media.closing", rehearsal=type(fault).__name__) from fault
    finally:
        await engine.close_room(ROOM)
        for each in peers:
            await each.close()


def _plain_peer() -> RTCPeerConnection:
    return RTCPeerConnection(RTCConfiguration(iceServers=[], bundlePolicy=RTCBundlePolicy.MAX_BUNDLE))


async def _speak(engine: Rehearsed, peer: RTCPeerConnection) -> None:
    await engine.give_floor(ROOM, "speaker")
    peer.addTransceiver(Hum(), direction="sendonly")
    await peer.setLocalDescription(await peer.createOffer())
    joined = await engine.publish(ROOM, "speaker", peer.localDescription.sdp)
    await peer.setRemoteDescription(RTCSessionDescription(joined.description, "answer"))


async def _listen(engine: Rehearsed, peer: RTCPeerConnection) -> MediaStreamTrack:
    joined = await engine.subscribe(ROOM, "listener", SlotWish(voices=1, pictures=0))
    await peer.setRemoteDescription(RTCSessionDescription(joined.description, "offer"))
    await peer.setLocalDescription(await peer.createAnswer())
    await engine.accept(joined.seat, peer.localDescription.sdp)
    return peer.getReceivers()[0].track


@contextmanager
def _loopback_only() -> Iterator[None]:
    """The two peers of the rehearsal name 127.0.0.1, which aiortc leaves out for others."""
    before = aioice.ice.get_host_addresses

    def only(use_ipv4: bool, use_ipv6: bool) -> list[str]:  # noqa: ARG001, FBT001 - aioice's call
        return ["127.0.0.1"]

    aioice.ice.get_host_addresses = only
    try:
        yield
    finally:
        aioice.ice.get_host_addresses = before
