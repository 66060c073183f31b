"""What lies between aiortc and the forwarding: a peer's wire, and the ends that slots and sources show."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import structlog

from meetings.media.rtc.icepeer import Transport

log = structlog.get_logger("media")


@dataclass
class Wire:
    """What a slot needs to write encrypted packets to one peer, as agreed with it."""

    kind: str
    ssrc: int
    rtx_ssrc: int
    mid: str
    cname: str
    payload_types: dict[str, int]
    """Codec name (``video/H264``) to payload type."""
    rtx_types: dict[str, int]
    extensions: dict[str, int]
    """URI to number."""
    transport: Transport
    session: Any
    """The SRTP session: kept as long as ``handle`` is used."""
    handle: Any
    """The C session behind it, for packets without copies."""

    def protect_control(self, report: bytes) -> bytes:
        return bytes(self.session.protect_rtcp(report))

    def protect(self, packet: bytes) -> bytes:
        return bytes(self.session.protect(packet))


class Outlet(Protocol):
    """The slot behind a sender."""

    def opened(self, wire: Wire) -> None: ...
    def closed(self) -> None: ...
    def lost(self, sequence_numbers: Sequence[int]) -> None: ...
    def key_wanted(self) -> None: ...
    def told_loss(self, share: float) -> None: ...
    def told_estimate(self, bits_a_second: int) -> None: ...


class Inlet(Protocol):
    """The source behind a receiver: stands where aiortc's jitter buffer stood."""

    def add(self, packet: Any) -> tuple[bool, None]: ...
    def reported(self, packet: Any) -> None: ...


def guarded(tell: Callable[..., None], *told: object) -> None:
    """An exception here would end the DTLS task of a peer that did nothing wrong."""
    try:
        tell(*told)
    except Exception:
        log.warning("media.hook_failed", hook=getattr(tell, "__name__", ""), exc_info=True)
