"""People at the other end: plain aiortc peers on loopback, as a browser would be, with sound and pictures made here."""

from __future__ import annotations

import asyncio
import fractions
import math
import struct
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import aioice.ice
import av
from aiortc import (
    MediaStreamTrack,
    RTCBundlePolicy,
    RTCConfiguration,
    RTCPeerConnection,
    RTCRtpSender,
    RTCSessionDescription,
)

from meetings.media.embedded import EmbeddedEngine, Place
from meetings.media.engine import Joined, MediaEngine, SlotWish
from meetings.media.limits import NodeLimits

ADDRESSES = ["127.0.0.1"]
"""Of the peers here. No peer leaves this machine."""
aioice.ice.get_host_addresses = lambda use_ipv4, use_ipv6: list(ADDRESSES)
QUIET = NodeLimits(busy_share=99, late_seconds=99, joins_a_second=1000, join_burst=1000)
"""For tests whose peers live in the same process: how busy it is says nothing."""
RATE = 48_000


@asynccontextmanager
async def engine(limits: NodeLimits = QUIET, **place: Any) -> AsyncIterator[EmbeddedEngine]:
    made = await EmbeddedEngine.start(Place(**place), limits)
    try:
        yield made
    finally:
        await made.close()


class Tone(MediaStreamTrack):
    """One clear tone, 20 ms at a time."""

    kind = "audio"

    def __init__(self, hertz: float) -> None:
        super().__init__()
        self._hertz, self._at, self._start = hertz, 0, None

    async def recv(self) -> av.AudioFrame:
        loop = asyncio.get_running_loop()
        self._start = self._start or loop.time()
        await asyncio.sleep(max(0.0, self._start + self._at / RATE - loop.time()))
        step = 2 * math.pi * self._hertz / RATE
        samples = [int(12_000 * math.sin(step * (self._at + each))) for each in range(960)]
        frame = av.AudioFrame(format="s16", layout="mono", samples=960)
        frame.planes[0].update(struct.pack("960h", *samples))
        frame.sample_rate, frame.pts, frame.time_base = RATE, self._at, fractions.Fraction(1, RATE)
        self._at += 960
        return frame


class Colour(MediaStreamTrack):
    """A plain picture of one brightness, 15 times a second."""

    kind = "video"

    def __init__(self, brightness: int, width: int = 160, height: int = 96) -> None:
        super().__init__()
        self._brightness, self._size, self._at, self._start = brightness, (width, height), 0, None

    async def recv(self) -> av.VideoFrame:
        loop = asyncio.get_running_loop()
        self._start = self._start or loop.time()
        await asyncio.sleep(max(0.0, self._start + self._at / 15 - loop.time()))
        frame = av.VideoFrame(*self._size, "yuv420p")
        for plane, value in zip(frame.planes, (self._brightness, 128, 128), strict=True):
            plane.update(bytes([value]) * (plane.line_size * plane.height))
        frame.pts, frame.time_base = self._at * 6000, fractions.Fraction(1, 90_000)
        self._at += 1
        return frame


class Person:
    """A peer with what it received: decoded frames, and packets as they came over the wire (after decryption)."""

    def __init__(self) -> None:
        self.connection = RTCPeerConnection(
            RTCConfiguration(iceServers=[], bundlePolicy=RTCBundlePolicy.MAX_BUNDLE)
        )
        self.seat = ""
        self.frames: dict[str, list[Any]] = {}
        """By mid."""
        self.packets: list[Any] = []
        self.key_requests = 0
        self._reading: list[asyncio.Task[None]] = []
        self.connection.on("track", self._read)

    def _read(self, track: MediaStreamTrack) -> None:
        mid = next(each.mid for each in self.connection.getTransceivers() if each.receiver.track is track)
        self._reading.append(asyncio.create_task(self._collect(track, self.frames.setdefault(mid, []))))

    async def _collect(self, track: MediaStreamTrack, into: list[Any]) -> None:
        try:
            while True:
                into.append(await track.recv())
        except Exception:
            return

    async def connected(self, seconds: float = 30) -> Person:
        async with asyncio.timeout(seconds):
            while self.connection.connectionState != "connected":
                assert self.connection.connectionState in {"new", "connecting"}
                await asyncio.sleep(0.01)
        return self

    def listen_to_wire(self, drop: Callable[[Any], bool] = lambda _packet: False) -> None:
        """Keep every packet that comes; those of which ``drop`` says so are lost on the way."""
        for each in self.connection.getReceivers():
            self._wrap(each, drop)

    def _wrap(self, receiver: Any, drop: Callable[[Any], bool]) -> None:
        handle = receiver._handle_rtp_packet

        async def wrapped(packet: Any, arrival_time_ms: int) -> None:
            if not drop(packet):
                self.packets.append(packet)
                await handle(packet, arrival_time_ms)

        receiver._handle_rtp_packet = wrapped

    def lose(self, loses: Callable[[bytes], bool]) -> list[bytes]:
        """Lose datagrams before they are decrypted; gives all RTP that came, lost or not, as it was on the wire."""
        came: list[bytes] = []
        path = self.connection.getTransceivers()[0].receiver.transport.transport
        receive = path._recv

        async def wrapped() -> bytes:
            while True:
                data = await receive()
                is_rtp = 127 < data[0] < 192 and not 192 <= data[1] <= 223
                if is_rtp:
                    came.append(data)
                if not (is_rtp and loses(data)):
                    return data

        path._recv = wrapped
        return came

    def count_key_requests(self) -> None:
        for sender in self.connection.getSenders():
            asked = sender._send_keyframe

            def wrapped(asked: Callable[[], None] = asked) -> None:
                self.key_requests += 1
                asked()

            sender._send_keyframe = wrapped

    async def close(self) -> None:
        for each in self.connection.getTransceivers():  # aiortc itself begins with both even after the end
            each.receiver.receive = each.sender.send = _nothing_more
        await self.connection.close()
        for task in self._reading:
            task.cancel()
        await asyncio.gather(*self._reading, return_exceptions=True)


async def _nothing_more(_parameters: Any) -> None: ...


async def speaks(
    engine: MediaEngine, room: str, name: str, *tracks: MediaStreamTrack, codec: str = "", **options: Any
) -> Person:
    """Publish these tracks, connected. ``codec`` (``VP8``, ``H264``) alone is offered for pictures."""
    person = Person()
    for track in tracks:
        transceiver = person.connection.addTransceiver(track, direction="sendonly")
        if track.kind == "video" and codec:
            transceiver.setCodecPreferences(
                [
                    each
                    for each in RTCRtpSender.getCapabilities("video").codecs
                    if each.name in {codec, "rtx"} and each.parameters.get("profile-level-id") != "42001f"
                ]
            )
    person.count_key_requests()
    await person.connection.setLocalDescription(await person.connection.createOffer())
    try:
        joined = await engine.publish(room, name, person.connection.localDescription.sdp, **options)
    except BaseException:
        await person.close()
        raise
    person.seat = joined.seat
    await person.connection.setRemoteDescription(RTCSessionDescription(joined.description, "answer"))
    return await person.connected()


async def listens(
    engine: MediaEngine,
    room: str,
    name: str,
    wish: SlotWish | None = None,
    drop: Callable[[Any], bool] | None = None,
) -> Person:
    person = Person()
    joined = await engine.subscribe(room, name, wish or SlotWish(voices=1, pictures=1))
    await answers(engine, person, joined, drop or (lambda _packet: False))
    return await person.connected()


async def answers(
    engine: MediaEngine,
    person: Person,
    joined: Joined,
    drop: Callable[[Any], bool] = lambda _packet: False,
) -> None:
    person.seat = joined.seat
    await person.connection.setRemoteDescription(RTCSessionDescription(joined.description, "offer"))
    person.listen_to_wire(drop)
    await person.connection.setLocalDescription(await person.connection.createAnswer())
    await engine.accept(joined.seat, person.connection.localDescription.sdp)


def loudness_of(frames: list[Any], hertz: float) -> float:
    """How much of a frequency is in the sound received, 0 … 1 of its energy (Goertzel's algorithm, plain Python)."""
    samples: list[float] = []
    for frame in frames:
        raw = bytes(frame.planes[0])[: frame.samples * 2 * len(frame.layout.channels)]
        samples += [each[0] for each in struct.iter_unpack("h" * len(frame.layout.channels), raw)]
    turn = 2 * math.cos(2 * math.pi * hertz / RATE)
    before = last = 0.0
    for sample in samples:
        before, last = last, sample + turn * last - before
    power = before * before + last * last - turn * before * last
    energy = sum(each * each for each in samples) or 1.0
    return 2 * power / (len(samples) * energy) if samples else 0.0


async def until(holds: Callable[[], object], seconds: float = 30) -> None:
    async with asyncio.timeout(seconds):
        while not holds():
            await asyncio.sleep(0.02)
