"""What comes in at Janus, handed to this process too for whoever records or packages it: as RTP on a port of ours, under a key of its own.

Nothing is decoded, and nothing is asked of Janus until somebody wants a stream. Whoever else sits on this machine can neither read
the packets nor slip any in.
"""

from __future__ import annotations

import asyncio
import base64
import functools
import secrets
from collections.abc import Iterable
from typing import Any

import structlog
from aiortc import rtp
from pylibsrtp import Error as SrtpError
from pylibsrtp import Policy, Session

from hearing_state.clock import steady_seconds
from hearing_state.errors import Unavailable
from meetings.media.janus.hall import Hall
from meetings.media.janus.line import Refused
from meetings.media.janus.slots import JanusSource

log = structlog.get_logger("media")

HOST = "127.0.0.1"
AGAIN_SECONDS = 1.0
_KEY_BYTES = 30
"""Of AES-128 with its salt (RFC 4568)."""


class Forwarding:
    """Of one publisher: begun when somebody wants one of her streams, ended with her."""

    def __init__(self, hall: Hall, feed: str) -> None:
        self._hall, self._feed = hall, feed
        self._ears: list[asyncio.DatagramTransport] = []
        self._is_begun = self._is_closed = False
        self._tried_at = -AGAIN_SECONDS

    def is_due(self, now: float) -> bool:
        """Whether Janus is still to be asked. What it refused is asked again after a while."""
        return not self._is_begun and not self._is_closed and now - self._tried_at >= AGAIN_SECONDS

    async def begin(self, sources: Iterable[JanusSource]) -> None:
        self._tried_at, self._is_begun = (
            steady_seconds(),
            True,
        )  # Janus may take long to answer: it is asked once
        try:
            await self._ask(sources)
        except (Refused, Unavailable, OSError):
            log.warning("media.not_forwarded", exc_info=True)
            self._is_begun = False
            self._let_go()
        if self._is_closed:
            self._let_go()

    async def _ask(self, sources: Iterable[JanusSource]) -> None:
        key, streams = secrets.token_bytes(_KEY_BYTES), []
        for source in sources:
            ear, _protocol = await asyncio.get_running_loop().create_datagram_endpoint(
                functools.partial(_Ear, source, key), local_addr=(HOST, 0)
            )
            self._ears.append(ear)
            port = int(ear.get_extra_info("sockname")[1])
            # Of several layers the highest that comes, as one stream.
            streams.append({"mid": source.mid, "port": port, "simulcast": source.layer is not None})
        await self._hall.forward(self._feed, HOST, streams, base64.b64encode(key).decode())

    def close(self) -> None:
        """Janus has ended its part with the publisher."""
        self._is_closed = True
        self._let_go()

    def _let_go(self) -> None:
        for ear in self._ears:
            ear.close()
        self._ears = []


class _Ear(asyncio.DatagramProtocol):
    """Takes the packets of one stream. What is not Janus' is dropped."""

    def __init__(self, source: JanusSource, key: bytes) -> None:
        self._source, self._extensions = source, rtp.HeaderExtensionsMap()
        self._session = Session(Policy(key=key, ssrc_type=Policy.SSRC_ANY_INBOUND))
        self._faults = 0

    def datagram_received(self, data: bytes, _address: Any) -> None:
        try:
            packet = rtp.RtpPacket.parse(self._session.unprotect(data), self._extensions)
        except (SrtpError, ValueError):
            self._faults += 1
            if self._faults == 1:
                log.warning("media.foreign_packet_dropped", kind=self._source.kind)
            return
        self._source.hear(packet, steady_seconds())
