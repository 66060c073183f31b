# ruff: noqa: PLR2004 - bytes of packet headers
"""Many listeners of `make bench-live`. ICE, DTLS and SRTP are real; then the sockets are only counted, as decoding would cost more
than the server. One listener in ten decrypts what it gets, and by the moments in it and the kernel's tells the delay."""

from __future__ import annotations

import argparse
import asyncio
import itertools
import json
import os
import re
import resource
import select
import socket
import statistics
import struct
import sys
import threading
import time
from dataclasses import dataclass, field
from typing import Any

from aiortc import RTCRtpReceiver, RTCSessionDescription
from aiortc.rtp import RtcpReceiverInfo, RtcpRrPacket

from deploy.bench.live_media import MAGIC, Ask, asked, connected, plain_peer, stay_at
from deploy.bench.live_sink import Counter, compiled

SO_TIMESTAMPNS = 35
DECRYPTING = 30
"""Listeners whose packets are decrypted, so that their delay is known: one in ten of the first."""


async def _no_decoder(_self: Any, _parameters: Any) -> None:
    """A listener here needs no thread and no buffer for each track."""


RTCRtpReceiver.receive = _no_decoder


@dataclass
class Listener:
    peer: Any
    dtls: Any
    protocol: Any
    socket: Any
    asked_at: float
    decrypts: bool
    is_timed: bool
    ssrcs: list[int]
    first_at: float | None = None
    packets: int = 0
    octets: int = 0
    seen: dict[int, list[int]] = field(default_factory=dict)
    """SSRC to [first, highest, packets], numbers unwrapped."""
    delays: list[float] = field(default_factory=list)


class Sink:
    """Reads the sockets in a thread of its own: those that decrypt in Python, the others in C where a compiler is."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.listeners: dict[int, Listener] = {}
        self.counted: dict[int, Listener] = {}
        self._loop, self._poll = loop, select.epoll()
        path = compiled()
        self._counter = Counter(path, self._pass_on) if path is not None else None
        threading.Thread(target=self._run, daemon=True).start()

    def _pass_on(self, number: int, data: bytes, sender: tuple[str, int]) -> None:
        self.counted[number].protocol.datagram_received(data, sender)

    @property
    def all(self) -> list[Listener]:
        return [*self.listeners.values(), *self.counted.values()]

    def joins(self) -> list[float]:
        """Milliseconds from the wish to the first packet, of those who came in one after the other."""
        if self._counter is not None:
            for number, each in self.counted.items():
                each.first_at = self._counter.first_at(number)
        return [
            1000 * (each.first_at - each.asked_at) for each in self.all if each.first_at and each.is_timed
        ]

    def add(self, listener: Listener) -> None:
        if self._counter is not None and not listener.decrypts:
            listener.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 20)
            number = len(self.counted)
            self.counted[number] = listener
            self._counter.add(number, listener.socket)
            return
        number = listener.socket.fileno()
        listener.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 20)
        listener.socket.setsockopt(socket.SOL_SOCKET, SO_TIMESTAMPNS, 1)
        self.listeners[number] = listener
        self._poll.register(number, select.EPOLLIN)

    def _run(self) -> None:
        while True:
            for number, _event in self._poll.poll(0.2):
                listener = self.listeners[number]
                try:
                    while True:
                        self._take(listener, *listener.socket.recvmsg(2048, 64))
                except BlockingIOError:
                    pass

    def _take(self, listener: Listener, data: bytes, extra: list[Any], _flags: int, sender: Any) -> None:
        if not 127 < data[0] < 192:
            self._loop.call_soon_threadsafe(listener.protocol.datagram_received, data, sender)
            return
        if 192 <= data[1] <= 223:
            return
        listener.first_at = listener.first_at or time.monotonic()
        listener.packets += 1
        listener.octets += len(data) + 28
        number, ssrc = int.from_bytes(data[2:4]), int.from_bytes(data[8:12])
        seen = listener.seen.get(ssrc)
        if seen is None:
            listener.seen[ssrc] = [number, number, 1]
        else:
            seen[2] += 1
            ahead = (number - seen[1]) & 0xFFFF
            seen[1] += ahead if ahead < 0x8000 else 0
        if listener.decrypts and extra:
            plain = listener.dtls._rx_srtp.unprotect(data)  # noqa: SLF001
            if plain[-12:-8] == MAGIC:
                seconds, nanos = struct.unpack("qq", extra[0][2][:16])
                sent = struct.unpack("!q", plain[-8:])[0]
                listener.delays.append((seconds * 1_000_000_000 + nanos - sent) / 1e6)

    def reset(self) -> None:
        for each in self.listeners.values():
            each.packets = each.octets = 0
            each.seen = {}
            each.delays = []
        if self._counter is not None:
            self._counter.reset()

    def told(self) -> dict[str, Any]:
        lost = expected = 0
        delays: list[float] = []
        for each in self.listeners.values():
            delays += each.delays
            for first, highest, packets in each.seen.values():
                expected += highest - first + 1
                lost += max(0, highest - first + 1 - packets)
        delays.sort()
        more = self._counter.told() if self._counter is not None else {}
        lost, expected = lost + more.get("lost", 0), expected + more.get("expected", 0)
        return {
            "packets": sum(each.packets for each in self.listeners.values()) + more.get("packets", 0),
            "octets": sum(each.octets for each in self.listeners.values()) + more.get("octets", 0),
            "lost_share": lost / max(1, expected),
            "silent": sum(not each.packets for each in self.listeners.values()) + more.get("silent", 0),
            "delay_p50_ms": delays[len(delays) // 2] if delays else None,
            "delay_p99_ms": delays[int(len(delays) * 0.99)] if delays else None,
        }


async def _join(ask: Ask, sink: Sink, number: int, *, is_timed: bool) -> None:
    asked_at = time.monotonic()
    seat, offer = await ask(op="subscribe")
    peer = plain_peer()
    await peer.setRemoteDescription(RTCSessionDescription(offer, "offer"))
    await peer.setLocalDescription(await peer.createAnswer())
    await ask(op="accept", seat=seat, sdp=peer.localDescription.sdp)
    ssrcs = [int(each) for each in re.findall(r"^a=ssrc:(\d+) cname:", offer, re.MULTILINE)]
    async with asyncio.timeout(20):
        await connected(peer)
    dtls = peer.getTransceivers()[0].receiver.transport
    protocol = dtls.transport._connection._nominated[1].protocol  # noqa: SLF001
    number_of_file = protocol.transport.get_extra_info("socket").fileno()
    asyncio.get_running_loop()._remove_reader(number_of_file)  # noqa: SLF001
    own = socket.socket(fileno=os.dup(number_of_file))
    own.setblocking(False)
    decrypts = number % 10 == 0 and number < 10 * DECRYPTING
    sink.add(Listener(peer, dtls, protocol, own, asked_at, decrypts, is_timed, ssrcs))


async def _report(sink: Sink) -> None:
    """Each listener once a second, as a browser does."""
    while True:
        listeners = sink.all
        for each in listeners:
            reports = [
                RtcpReceiverInfo(
                    ssrc=ssrc, fraction_lost=0, packets_lost=0, highest_sequence=0, jitter=0, lsr=0, dlsr=0
                )
                for ssrc in each.ssrcs
            ]
            if reports:
                await each.dtls._send_rtp(bytes(RtcpRrPacket(ssrc=1, reports=reports)))  # noqa: SLF001
            await asyncio.sleep(0.9 / len(listeners))
        await asyncio.sleep(0.05)


async def _run(port: int, how_many: int, timed: int, at_once: int) -> None:
    """Lines in: ``reset``, ``told``, ``more 50`` (that many come in too). A line out for each."""
    sink = Sink(asyncio.get_running_loop())
    reporting = asyncio.create_task(_report(sink))
    asks = [await asked(port) for _worker in range(at_once)]
    numbers = itertools.count()

    async def come(many: int) -> None:
        chosen = [next(numbers) for _one in range(many)]

        async def some(ask: Ask, mine: list[int]) -> None:
            for number in mine:
                await _join(ask, sink, number, is_timed=False)

        await asyncio.gather(*[some(ask, chosen[place::at_once]) for place, ask in enumerate(asks)])

    timed = min(timed, how_many)
    for _one in range(timed):
        await _join(asks[0], sink, next(numbers), is_timed=True)
    await come(how_many - timed)
    await asyncio.sleep(1)
    joins = sink.joins()
    print(json.dumps({"joined": len(sink.all), "join_p50_ms": statistics.median(joins)}), flush=True)
    while line := (await asyncio.to_thread(sys.stdin.readline)).strip():
        if line == "reset":
            sink.reset()
        elif line.startswith("more "):
            await come(int(line.split()[1]))
        print(json.dumps(sink.told()), flush=True)
    reporting.cancel()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("port", type=int)
    parser.add_argument("how_many", type=int)
    parser.add_argument("timed", type=int)
    parser.add_argument("at_once", type=int)
    parser.add_argument("host")
    args = parser.parse_args()
    os.sched_setaffinity(0, {1})
    resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)
    stay_at(args.host)
    asyncio.run(_run(args.port, args.how_many, args.timed, args.at_once))
