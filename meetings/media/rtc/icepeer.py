"""One peer's share of the common port: stands where aiortc's gatherer and ICE transport stood."""

from __future__ import annotations

import asyncio
import contextlib
import secrets
from collections import deque
from collections.abc import Callable

from aiortc.rtcicetransport import RTCIceCandidate, RTCIceParameters
from pyee.asyncio import AsyncIOEventEmitter

from hearing_state.clock import steady_seconds
from meetings.media.limits import INBOX, LISTENER_DATAGRAMS
from meetings.media.rtc.icemux import Address, Mux

_HIGHEST_PRIORITY = 2_130_706_431
_FIRST_MEDIA_BYTE = 128
_ALIVE_SECONDS = 12.0
"""An agent asks every 2.5 to 5 s; after twice that silence its address may be taken by another."""


class Gatherer(AsyncIOEventEmitter):
    """Stands where aiortc's RTCIceGatherer stood: it has one candidate for each public address."""

    def __init__(self, mux: Mux) -> None:
        super().__init__()
        self.mux = mux
        self.state = "new"
        self.name, self.password = secrets.token_hex(6), secrets.token_hex(16)

    async def gather(self) -> None:
        if self.state != "completed":
            self.state = "completed"
            self.emit("statechange")

    def getLocalCandidates(self) -> list[RTCIceCandidate]:  # noqa: N802 - aiortc's name
        if self.state != "completed":
            return []
        return [
            RTCIceCandidate(
                component=1, foundation=str(number), ip=host, port=port,
                priority=_HIGHEST_PRIORITY - number, protocol="udp", type="host",
            )
            for number, (host, port) in enumerate(self.mux.addresses)
        ]  # fmt: skip

    def getLocalParameters(self) -> RTCIceParameters:  # noqa: N802 - aiortc's name
        return RTCIceParameters(usernameFragment=self.name, password=self.password, iceLite=True)


class _Agent:
    """aiortc writes its idea of the role here; a lite agent is always the controlled one."""

    ice_controlling = False


class Transport(AsyncIOEventEmitter):
    """Stands where aiortc's RTCIceTransport stood: one peer's share of the port."""

    role = "controlled"

    def __init__(self, gatherer: Gatherer, connect_seconds: float) -> None:
        super().__init__()
        self.iceGatherer = gatherer
        self.mux = gatherer.mux
        self.state = "new"
        self.address: Address | None = None
        self.heard_at = 0.0
        self.peer_name = self.peer_password = ""
        self.tie_breaker = secrets.randbits(64)
        self.datagrams_a_second = LISTENER_DATAGRAMS
        self.refused = 0
        """Datagrams beyond the agreed rate or beyond a full inbox."""
        self.moved: list[Callable[[Address], None]] = []
        """Told when the peer's address changes: a phone goes from Wi-Fi to mobile."""
        self.control: Callable[[bytes], None] | None = None
        """Takes what a listener reports, at once: it is a third of her cost when it goes through aiortc's task."""
        self._connection, self._role_set = _Agent(), False
        self._connect_seconds = connect_seconds
        self._ready = asyncio.Event()
        self._owed: tuple[Address | None, int] = (None, 0)
        """An address that is not proved yet, and how many bytes more came from there than went."""
        self._inbox: deque[bytes] = deque()
        self._reader: asyncio.Future[None] | None = None
        self._second, self._taken = 0.0, 0
        self.mux.by_name[gatherer.name] = self

    def consented(self, address: Address, *, is_chosen: bool, over: int) -> None:
        """The peer's agent asked from this address, with the right password, in ``over`` bytes more than it was answered."""
        if self.state in {"closed", "failed"}:
            return
        self.heard_at = steady_seconds()
        if self.address is None:
            self.move(address)
        elif address != self.address and is_chosen and self.peer_password:
            owed = over + (self._owed[1] if self._owed[0] == address else 0)
            self._owed = (address, owed - self.mux.probe(self, address, owed))

    def move(self, address: Address) -> None:
        """Write to this address from now on. One that another seat uses stays that seat's."""
        other = self.mux.by_address.get(address)
        if self.state in {"closed", "failed"} or other is self or (other is not None and other.is_alive()):
            return
        if other is not None:
            other.fail()
        self._forget_address()
        self.address = address
        self.mux.by_address[address] = self
        self._ready.set()
        for tell in self.moved:
            tell(address)

    def is_alive(self) -> bool:
        return self.state == "completed" and steady_seconds() - self.heard_at < _ALIVE_SECONDS

    def deliver(self, data: bytes) -> None:
        now = steady_seconds()
        if now - self._second >= 1.0:
            self._second, self._taken = now, 0
        self._taken += 1
        if self._taken > self.datagrams_a_second or len(self._inbox) >= INBOX:
            self.refused += 1
        elif self.control is not None and data[0] >= _FIRST_MEDIA_BYTE:
            self.control(data)
        else:
            self._inbox.append(data)
            self._wake()

    async def _recv(self) -> bytes:
        while not self._inbox:
            if self.state in {"closed", "failed"}:
                raise ConnectionError("the peer has gone")
            self._reader = asyncio.get_running_loop().create_future()
            try:
                await self._reader
            finally:
                self._reader = None
        return self._inbox.popleft()

    async def _send(self, data: bytes) -> None:
        if self.address is None or self.state == "closed":
            raise ConnectionError("the peer has gone")
        self.mux.send(data, self.address)

    async def addRemoteCandidate(self, candidate: object) -> None:  # noqa: N802 - aiortc's name
        """Not needed: the peer comes to us, and is never written to before."""

    def getRemoteCandidates(self) -> list[RTCIceCandidate]:  # noqa: N802 - aiortc's name
        return []

    async def start(self, parameters: RTCIceParameters) -> None:
        """Wait for the peer's first signed request. Never raises: a peer that does not come is ``failed``."""
        self.peer_name, self.peer_password = parameters.usernameFragment or "", parameters.password or ""
        if self.state == "new":
            self._become("checking")
        if self.state == "checking":
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._ready.wait(), self._connect_seconds)
            if self.state == "checking":
                self._become("completed" if self.address is not None else "failed")

    def fail(self) -> None:
        """The peer is not there any more: whoever waits for a datagram is told."""
        if self.state not in {"closed", "failed"}:
            self._forget_address()
            self._become("failed")
            self._ready.set()
            self._wake()

    async def stop(self) -> None:
        if self.state == "closed":
            return
        self.mux.by_name.pop(self.iceGatherer.name, None)
        self._forget_address()
        self._inbox.clear()
        self.moved.clear()
        self.control = None
        self._become("closed")
        self._ready.set()
        self._wake()
        self.iceGatherer.remove_all_listeners()
        self.remove_all_listeners()

    def _forget_address(self) -> None:
        if self.address is not None and self.mux.by_address.get(self.address) is self:
            del self.mux.by_address[self.address]

    def _wake(self) -> None:
        if self._reader is not None and not self._reader.done():
            self._reader.set_result(None)

    def _become(self, state: str) -> None:
        if state != self.state:
            self.state = state
            self.emit("statechange")
