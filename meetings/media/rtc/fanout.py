"""The hot loop: one packet to many listeners. Ten header bytes and the encryption differ for each, the rest is written once.

The buffer is used again and again, the C functions are called without copies between, and what does not fit into the socket
is dropped: a late packet is worth nothing, and a queue would grow with the slowest listener.
"""

from __future__ import annotations

from struct import Struct

from meetings.media.rtc.compat import FFI, SRTP
from meetings.media.rtc.icemux import Address, Mux
from meetings.media.rtc.packets import M16, M32

_PACKET_BYTES = 2048
LONGEST = 1400
"""Bytes of a packet before encryption; longer ones would not pass the common paths of the net."""
_FIELDS = Struct("!HII")


class Target:
    """One listener of one source: what differs in her packets. Unpacked in the loop from ``row``."""

    __slots__ = ("begun", "first", "row")

    def __init__(self, row: tuple[object, int, int, int, Address], begun: int, first: int) -> None:
        self.row = row
        """(C session, added to sequence numbers, added to timestamps, SSRC, address)"""
        self.begun = begun
        """How many packets the source had brought before the first for this listener."""
        self.first = first
        """The source's number of that packet."""

    def move(self, address: Address) -> None:
        self.row = (*self.row[:4], address)


class Fanout:
    """All listeners of a node share one: it runs on the loop and never waits."""

    def __init__(self, mux: Mux) -> None:
        self.dropped = 0
        self._mux = mux
        self._memory = FFI.new("char[]", _PACKET_BYTES)
        self._bytes = FFI.buffer(self._memory)
        self._view = memoryview(self._bytes)
        self._length = FFI.new("int *")

    def send(
        self, packet: bytes, sequence: int, timestamp: int, rows: list[tuple[object, int, int, int, Address]]
    ) -> None:
        """``packet`` as written by ``packets.written``; ``sequence`` and ``timestamp`` as the publisher numbered it."""
        size = len(packet)
        if size > LONGEST:
            self.dropped += len(rows)
            return
        whole, view, memory, length = self._bytes, self._view, self._memory, self._length
        fields, protect, sendto = _FIELDS.pack, SRTP.srtp_protect, self._mux.socket.sendto
        for session, more_sequence, more_time, ssrc, address in rows:
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
