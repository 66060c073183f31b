"""Sound and picture encoded once for the bench of the live meeting, and played at their pace."""

from __future__ import annotations

import asyncio
import fractions
import json
import math
import random
import struct
import time
from collections.abc import Sequence
from typing import Any

import aioice.ice
import av
from aiortc import MediaStreamTrack, RTCBundlePolicy, RTCConfiguration, RTCPeerConnection

MAGIC = b"\xfeLAT"
KINDS = {"av": ("audio", "video"), "audio": ("audio",), "low": ("low",)}
RATE, PICTURES_A_SECOND = 48_000, 15


def stay_at(host: str) -> None:
    """All peers of this process have this address only: none leaves this machine."""
    aioice.ice.get_host_addresses = lambda **_families: [host]


def plain_peer() -> RTCPeerConnection:
    return RTCPeerConnection(RTCConfiguration(iceServers=[], bundlePolicy=RTCBundlePolicy.MAX_BUNDLE))


async def connected(peer: RTCPeerConnection) -> None:
    ready = asyncio.Event()
    peer.on("connectionstatechange", lambda: peer.connectionState == "connected" and ready.set())
    if peer.connectionState != "connected":
        await ready.wait()


def sound(bitrate: int, milliseconds: int, seconds: int = 3) -> list[bytes]:
    """Opus packets of something like a voice: a gliding tone with overtones, a little noise."""
    codec: Any = av.CodecContext.create("libopus", "w")
    codec.bit_rate, codec.format, codec.layout, codec.sample_rate = bitrate, "s16", "mono", RATE
    codec.time_base = fractions.Fraction(1, RATE)
    codec.options = {"application": "voip", "frame_duration": str(milliseconds)}
    chosen, size, made = random.Random(1), RATE * milliseconds // 1000, []
    for start in range(0, RATE * seconds, size):
        samples = []
        for at in range(start, start + size):
            turn = 2 * math.pi * (120 * at / RATE + 8 * math.sin(2.5 * at / RATE))
            voice = math.sin(turn) + math.sin(2 * turn) / 2 + math.sin(5 * turn) / 3
            samples.append(
                int(6000 * voice * (0.6 + 0.4 * math.sin(25 * at / RATE))) + chosen.randrange(-200, 200)
            )
        frame = av.AudioFrame(format="s16", layout="mono", samples=size)
        frame.planes[0].update(struct.pack(f"{size}h", *samples))
        frame.sample_rate, frame.pts, frame.time_base = RATE, start, codec.time_base
        made += [bytes(packet) for packet in codec.encode(frame)]
    return made


def picture(bitrate: int = 300_000, seconds: int = 3, width: int = 640, height: int = 360) -> list[bytes]:
    """VP8 frames, a key frame first."""
    codec: Any = av.CodecContext.create("libvpx", "w")
    codec.width, codec.height, codec.pix_fmt, codec.bit_rate = width, height, "yuv420p", bitrate
    codec.time_base, codec.gop_size, codec.thread_count = fractions.Fraction(1, PICTURES_A_SECOND), 1000, 1
    codec.framerate = fractions.Fraction(PICTURES_A_SECOND, 1)
    codec.options = {
        "deadline": "realtime", "cpu-used": "-6", "lag-in-frames": "0", "minrate": str(bitrate), "maxrate": str(bitrate),
        "bufsize": str(bitrate), "max-intra-rate": "300",
    }  # fmt: skip
    chosen, made = random.Random(2), []
    ramp = bytes(abs(each % 256 - 128) + 60 for each in range(width * 3))
    for number in range(seconds * PICTURES_A_SECOND):
        frame = av.VideoFrame(width, height, "yuv420p")
        stride = frame.planes[0].line_size
        rows = []
        for row in range(height):
            shift = (number * 3 + row) % width
            rows.append((ramp[shift : shift + width - 32] + chosen.randbytes(32)).ljust(stride, b"\0"))
        frame.planes[0].update(b"".join(rows))
        for plane in frame.planes[1:]:
            plane.update(bytes([128]) * plane.buffer_size)
        frame.pts, frame.time_base = number, codec.time_base
        made += [bytes(packet) for packet in codec.encode(frame)]
    return made


class Played(MediaStreamTrack):
    """Encoded packets again and again, at their pace; each ends with the moment at which it was sent (ns)."""

    def __init__(self, kind: str, packets: Sequence[bytes], clock_rate: int, step: int) -> None:
        super().__init__()
        self.kind = kind
        self._packets, self._rate, self._step, self._at = packets, clock_rate, step, 0
        self._start: float | None = None
        self.wants_key = False

    async def recv(self) -> Any:
        if self._start is None:
            self._start = time.monotonic()
        await asyncio.sleep(max(0.0, self._start + self._at * self._step / self._rate - time.monotonic()))
        data = self._packets[0 if self.wants_key else self._at % len(self._packets)]
        self.wants_key = False
        packet = av.Packet(data + MAGIC + struct.pack("!q", time.time_ns()))
        packet.pts, packet.time_base = self._at * self._step, fractions.Fraction(1, self._rate)
        self._at += 1
        return packet


def tracks(kind: str) -> list[Played]:
    """``av``: ~360 kbit/s on the wire; ``audio``: 32 kbit/s in 20 ms; ``low``: 12 kbit/s in 60 ms."""
    if kind == "low":
        return [Played("audio", sound(12_000, 60), RATE, RATE * 60 // 1000)]
    made = [Played("audio", sound(32_000, 20), RATE, RATE * 20 // 1000)]
    if kind == "av":
        made.append(Played("video", picture(), 90_000, 90_000 // PICTURES_A_SECOND))
    return made


async def asked(port: int) -> Ask:
    return Ask(*await asyncio.open_connection("127.0.0.1", port, limit=1 << 20))


class Ask:
    """One line of JSON to the server, one back."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader, self._writer = reader, writer

    async def __call__(self, **wish: Any) -> Any:
        self._writer.write(json.dumps(wish).encode() + b"\n")
        return json.loads(await self._reader.readline())
