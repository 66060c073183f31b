"""The hot loop: one packet to many listeners. Ten header bytes and the encryption differ for each, the rest is written once.

Buffers are used again and again, the C functions are called without copies between. Where the system can take many datagrams in
one call (``sendmmsg`` of Linux, reached through ctypes: nothing is compiled), it gets 64 at a time; elsewhere one by one. What does not
fit into the socket is dropped: a late packet is worth nothing, and a queue would grow with the slowest listener.
"""

from __future__ import annotations

import ctypes
import errno
import socket
import sys
from array import array
from collections.abc import Sequence
from struct import Struct
from typing import Any

from meetings.media.rtc.compat import FFI, SRTP
from meetings.media.rtc.icemux import Address, Mux
from meetings.media.rtc.packets import M16, M32

LONGEST = 1400
"""Bytes of a packet before encryption; longer ones would not pass the common paths of the net."""
_PACKET_BYTES = 1536
_AT_ONCE = 64
_MESSAGE_BYTES = 64
"""Of ``struct mmsghdr`` on 64-bit Linux: a pointer and length of the name, of the pieces, of control data; flags; bytes sent."""
_MESSAGE = Struct("@PIxxxxPNPNixxxxIxxxx")
_FIELDS = Struct("!HII")
Row = tuple[Any, int, int, int, Address, bytes]
"""(C session, added to sequence numbers, added to timestamps, SSRC, address, the address as the system writes it)"""


class Rows(list[Row]):
    """Rows that stay as they are for many packets. ``packed`` is for a fan-out to keep what it makes of them."""

    packed: bytes | None = None


def system_address(address: Address) -> bytes:
    """``struct sockaddr_in`` or ``sockaddr_in6``."""
    host, port = address
    if ":" in host:
        bare = socket.inet_pton(socket.AF_INET6, host.partition("%")[0])
        return Struct("=H").pack(socket.AF_INET6) + Struct("!HI16sI").pack(port, 0, bare, 0)
    return Struct("=H").pack(socket.AF_INET) + Struct("!H4s8x").pack(
        port, socket.inet_pton(socket.AF_INET, host)
    )


class Target:
    """One listener of one source: what differs in her packets. Unpacked in the loop from ``row``."""

    __slots__ = ("begun", "first", "row")

    def __init__(
        self, session: Any, more: tuple[int, int], ssrc: int, address: Address, *, begun: int, first: int
    ) -> None:
        self.row: Row = (session, *more, ssrc, address, system_address(address))
        self.begun = begun
        """How many packets the source had brought before the first for this listener."""
        self.first = first
        """The source's number of that packet."""

    def move(self, address: Address) -> None:
        self.row = (*self.row[:4], address, system_address(address))


class Fanout:
    """All listeners of a node share one: it runs on the loop and never waits. This one sends one by one."""

    def __init__(self, mux: Mux) -> None:
        self.dropped = 0
        self._mux = mux
        self._memory = FFI.new("char[]", _PACKET_BYTES * _AT_ONCE)
        self._bytes = FFI.buffer(self._memory)
        self._view = memoryview(self._bytes)
        self._length = FFI.new("int *")

    def send(self, packet: bytes, sequence: int, timestamp: int, rows: Sequence[Row]) -> None:
        """``packet`` as written by ``packets.written``; ``sequence`` and ``timestamp`` as the publisher numbered it."""
        if len(packet) > LONGEST:
            self.dropped += len(rows)
            return
        for start in range(0, len(rows), _AT_ONCE):
            self._send_some(packet, sequence, timestamp, rows[start : start + _AT_ONCE])

    def _send_some(self, packet: bytes, sequence: int, timestamp: int, rows: Sequence[Row]) -> None:
        whole, view, memory, length, size = self._bytes, self._view, self._memory, self._length, len(packet)
        fields, protect, sendto = _FIELDS.pack, SRTP.srtp_protect, self._mux.socket.sendto
        for session, more_sequence, more_time, ssrc, address, _system in rows:
            whole[0:size] = packet
            whole[2:12] = fields((sequence + more_sequence) & M16, (timestamp + more_time) & M32, ssrc)
            length[0] = size
            if protect(session, memory, length) != 0:
                self.dropped += 1
                continue
            try:
                sendto(view[: length[0]], address)
            except OSError:  # the socket is full, or this address cannot be reached
                self.dropped += 1


class ManyAtOnce(Fanout):
    """Each listener's packet has a place of its own in the memory, and the system takes them all in one call."""

    def __init__(self, mux: Mux) -> None:
        super().__init__(mux)
        self._call = _system_call()
        is_six = mux.socket.family == socket.AF_INET6
        name_bytes = 28 if is_six else 16
        self._names = ctypes.create_string_buffer(name_bytes * _AT_ONCE)
        self._name_view = memoryview(self._names).cast("B")
        self._pieces = array("Q", [0] * (2 * _AT_ONCE))
        base, pieces = int(FFI.cast("uintptr_t", self._memory)), self._pieces.buffer_info()[0]
        messages = b""
        for number in range(_AT_ONCE):
            self._pieces[2 * number] = base + number * _PACKET_BYTES
            name = ctypes.addressof(self._names) + number * name_bytes
            messages += _MESSAGE.pack(name, name_bytes, pieces + 16 * number, 1, 0, 0, 0, 0)
        self._messages = ctypes.create_string_buffer(messages)
        self._places = [
            (
                self._memory + number * _PACKET_BYTES,
                number * _PACKET_BYTES,
                slice(number * name_bytes, (number + 1) * name_bytes),
                2 * number + 1,
            )
            for number in range(_AT_ONCE)
        ]

    def _send_some(self, packet: bytes, sequence: int, timestamp: int, rows: Sequence[Row]) -> None:
        whole, length, pieces, size = self._bytes, self._length, self._pieces, len(packet)
        names, fields, protect = self._name_view, _FIELDS.pack, SRTP.srtp_protect
        ready, places = 0, self._places
        for session, more_sequence, more_time, ssrc, _address, system in rows:
            memory, at, name, piece = places[ready]
            whole[at : at + size] = packet
            whole[at + 2 : at + 12] = fields(
                (sequence + more_sequence) & M16, (timestamp + more_time) & M32, ssrc
            )
            length[0] = size
            if protect(session, memory, length) != 0:
                self.dropped += 1
                continue
            names[name] = system
            pieces[piece] = length[0]
            ready += 1
        self._hand_over(ready)

    def _hand_over(self, ready: int) -> None:
        """The system stops at the first that it cannot send: that one is left out, unless the socket is full."""
        done, first, number = 0, ctypes.addressof(self._messages), self._mux.socket.fileno()
        while done < ready:
            sent = self._call(number, first + done * _MESSAGE_BYTES, ready - done, 0)
            if sent > 0:
                done += sent
                continue
            if ctypes.get_errno() in {errno.EAGAIN, errno.EBADF}:
                self.dropped += ready - done
                return
            self.dropped += 1
            done += 1


def _system_call() -> Any:
    """``sendmmsg`` of the C library; None where it is not."""
    if not sys.platform.startswith("linux") or ctypes.sizeof(ctypes.c_void_p) != 8:  # noqa: PLR2004 - 64 bit
        return None
    call = getattr(ctypes.CDLL(None, use_errno=True), "sendmmsg", None)
    if call is not None:
        call.argtypes = [ctypes.c_int, ctypes.c_void_p, ctypes.c_uint, ctypes.c_int]
    return call


def has_many_at_once() -> bool:
    return _system_call() is not None


def best_fanout(mux: Mux) -> Fanout:
    return ManyAtOnce(mux) if has_many_at_once() else Fanout(mux)
