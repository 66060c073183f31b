"""One UDP port for all peers: ICE-lite (RFC 8445), told apart by the name in each STUN request, then by address.

A firewall opens one port; no socket, timer or task belongs to a single peer. The peer comes to us: candidates it names are never
written to, so that nobody can aim the server at a third address, and names like ``x.local`` cost no time. Only an address
whose request was signed with this seat's password is answered and heard. What is lost in a full socket is dropped and counted.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections import OrderedDict
from collections.abc import Sequence
from struct import error as struct_error
from typing import TYPE_CHECKING

import structlog
from aioice import stun

from hearing_state.clock import steady_seconds
from meetings.media.limits import DATAGRAM_BYTES

if TYPE_CHECKING:
    from meetings.media.rtc.icepeer import Transport

log = structlog.get_logger("media")

Address = tuple[str, int]
SOCKET_BUFFER = 4 << 20
_READ_AT_ONCE = 64
_STUN_FIRST_BYTES = 2
_SWEEP_SECONDS = 2.0
_PROBES = 256
_PROBE_PRIORITY = 1_862_270_975
_EVERYBODY = ipaddress.ip_address("255.255.255.255")


class Mux:
    """The port. ``public`` are the addresses told to peers, when the machine stands behind another one."""

    def __init__(self, bound: socket.socket, consent_seconds: float, public: Sequence[str] = ()) -> None:
        self.socket = bound
        self.local: Address = bound.getsockname()[:2]
        self.by_name: dict[str, Transport] = {}
        self.by_address: dict[Address, Transport] = {}
        self.dropped = self.faults = 0
        self._public = tuple(public)
        self._consent = consent_seconds
        self._probes: OrderedDict[bytes, Transport] = OrderedDict()
        self._loop = asyncio.get_running_loop()
        self._loop.add_reader(bound, self._read)
        self._sweeper = self._loop.call_later(_SWEEP_SECONDS, self._sweep)

    @classmethod
    def open(cls, host: str, port: int, *, consent_seconds: float, public: Sequence[str] = ()) -> Mux:
        """Raises OSError when the port is taken, ValueError when ``host`` is every address and no public one is told."""
        if host in {"0.0.0.0", "::"} and not public:  # noqa: S104 - it is refused without a public address
            raise ValueError("a public address must be told to peers")
        bound = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_DGRAM)
        try:
            bound.setblocking(False)
            for option in (socket.SO_RCVBUF, socket.SO_SNDBUF):
                bound.setsockopt(socket.SOL_SOCKET, option, SOCKET_BUFFER)
            bound.bind((host, port))
            return cls(bound, consent_seconds, public)
        except BaseException:
            bound.close()
            raise

    @property
    def addresses(self) -> Sequence[Address]:
        return [(host, self.local[1]) for host in self._public or (self.local[0],)]

    def _read(self) -> None:
        """Some of what has come; the rest at the next turn of the loop, so that a flood does not starve it."""
        receive = self.socket.recvfrom
        for _turn in range(_READ_AT_ONCE):
            try:
                data, address = receive(DATAGRAM_BYTES + 1)
            except OSError:  # nothing more, or a peer that has gone said so by ICMP
                return
            try:
                self._hear(data, address[:2])
            except Exception:
                self.faults += 1
                if self.faults == 1:
                    log.warning("media.datagram_not_understood", exc_info=True)

    def _hear(self, data: bytes, address: Address) -> None:
        if not data or len(data) > DATAGRAM_BYTES:  # an empty or long one would end aiortc's DTLS task
            return
        if data[0] < _STUN_FIRST_BYTES:
            self._hear_stun(data, address)
            return
        transport = self.by_address.get(address)
        if transport is not None:
            transport.deliver(data)

    def send(self, data: bytes, address: Address) -> None:
        """Send at once or not at all: what waits in a queue is worth nothing a moment later."""
        try:
            self.socket.sendto(data, address)
        except OSError:
            self.dropped += 1

    def _hear_stun(self, data: bytes, address: Address) -> None:
        """Anybody may send anything to this port: what is not signed is not answered."""
        try:
            message = stun.parse_message(data)
        except (ValueError, IndexError, struct_error):
            return
        if message.message_method != stun.Method.BINDING:
            return
        if message.message_class == stun.Class.REQUEST:
            self._hear_request(message, address, len(data))
        elif message.message_class == stun.Class.RESPONSE:
            self._hear_answer(message, address)

    def _hear_request(self, message: stun.Message, address: Address, heard: int) -> None:
        """Never more bytes go to an address than came from it, until its owner has shown that she is there."""
        transport = self.by_name.get(str(message.attributes.get("USERNAME")).partition(":")[0])
        if transport is None:
            return
        key = transport.iceGatherer.password.encode()
        if not _is_signed(message, key) or not _is_one_machine(address):
            return
        answer = stun.Message(
            message_method=stun.Method.BINDING,
            message_class=stun.Class.RESPONSE,
            transaction_id=message.transaction_id,
        )
        answer.attributes["XOR-MAPPED-ADDRESS"] = address
        answer.add_message_integrity(key)
        written = bytes(answer)
        if len(written) > heard:
            return
        self.send(written, address)
        transport.consented(
            address, is_chosen="USE-CANDIDATE" in message.attributes, over=heard - len(written)
        )

    def probe(self, transport: Transport, address: Address, most: int) -> int:
        """Ask whether the peer is really at an address it moves to: a signed request may carry a forged sender.

        Bytes sent; 0 when that would be more than ``most``.
        """
        request = stun.Message(message_method=stun.Method.BINDING, message_class=stun.Class.REQUEST)
        request.attributes["USERNAME"] = f"{transport.peer_name}:{transport.iceGatherer.name}"
        request.attributes["PRIORITY"] = _PROBE_PRIORITY
        request.attributes["ICE-CONTROLLED"] = transport.tie_breaker
        request.add_message_integrity(transport.peer_password.encode())
        written = bytes(request)
        if len(written) > most:
            return 0
        self._probes[request.transaction_id] = transport
        if len(self._probes) > _PROBES:
            self._probes.popitem(last=False)
        self.send(written, address)
        return len(written)

    def _hear_answer(self, message: stun.Message, address: Address) -> None:
        transport = self._probes.get(message.transaction_id)
        if transport is not None and _is_signed(message, transport.peer_password.encode()):
            del self._probes[message.transaction_id]
            transport.move(address)

    def _sweep(self) -> None:
        """Peers that no longer say they are there. One timer for all."""
        now = steady_seconds()
        for transport in list(self.by_name.values()):
            if transport.state == "completed" and now - transport.heard_at > self._consent:
                transport.fail()
        self._sweeper = self._loop.call_later(_SWEEP_SECONDS, self._sweep)

    def close(self) -> None:
        if self.socket.fileno() < 0:
            return
        self._sweeper.cancel()
        for transport in list(self.by_name.values()):
            transport.fail()
        self._probes.clear()
        self._loop.remove_reader(self.socket)
        self.socket.close()


def _is_signed(message: stun.Message, key: bytes) -> bool:
    try:
        return bool(message.check_message_integrity(key))
    except (ValueError, KeyError):
        return False


def _is_one_machine(address: Address) -> bool:
    """Not a group and not everybody: a forged sender must not make one answer into many."""
    try:
        host = ipaddress.ip_address(address[0].partition("%")[0])
    except ValueError:
        return False
    return bool(address[1]) and not (host.is_multicast or host.is_unspecified or host == _EVERYBODY)
