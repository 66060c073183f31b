"""One place for sound or picture at one listener. What it shows is switched without a new agreement with her browser.

Sequence numbers go on without a gap and timestamps advance by the time that passed, whichever source is shown, so that the
browser sees one stream. No packet is kept here: what must be sent again is found in the source's ring by its number.
"""

from __future__ import annotations

import secrets
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace
from struct import Struct
from typing import Any

from hearing_state.clock import steady_seconds, unix_milliseconds
from meetings.media.limits import RESENDS_A_SECOND
from meetings.media.rtc.fanout import LONGEST, Target
from meetings.media.rtc.icemux import Address
from meetings.media.rtc.packets import (
    CLOCK_RATES,
    M16,
    M32,
    Shape,
    goodbye,
    is_newer,
    ntp_time,
    sender_report,
    written,
)
from meetings.media.rtc.source import Source
from meetings.media.rtc.wire import Wire
from meetings.media.seats import Pause

MID = "urn:ietf:params:rtp-hdrext:sdes:mid"
AUDIO_LEVEL = "urn:ietf:params:rtp-hdrext:ssrc-audio-level"
SENT_AT = "http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time"
_FIELDS = Struct("!HII")
HALF_OF_NUMBERS = 0x8000
"""First numbers lie below it, so that the wrap comes late (SRTP cannot begin at it)."""
_SPANS = 8
_ASKED_AT_ONCE = 64
_REPORT_SECONDS = 2.0


@dataclass(frozen=True)
class Span:
    """From ``first`` on, numbers of this slot are a source's numbers plus ``more``."""

    first: int
    more: int
    more_time: int
    source: Source
    shape: Shape
    codec: str


class Slot:
    """An ``Outlet`` for aiortc's sender. ``wire`` is None until the peer is connected and after it has gone."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.wire: Wire | None = None
        self.paused_by: set[Pause] = set()
        self.loss = 0.0
        self.estimate: int | None = None
        self.packets = self.octets = self.resent = 0
        self.shows: Source | None = None
        """What is forwarded now; while a switch waits for its key frame, still the one before."""
        self._wanted: Source | None = None
        self._target: Target | None = None
        self._spans: deque[Span] = deque(maxlen=_SPANS)
        self._last = secrets.randbelow(HALF_OF_NUMBERS)
        self._last_time, self._last_at = secrets.randbits(32), steady_seconds()
        self._octets_before = 0
        self._rtx_number = secrets.randbelow(HALF_OF_NUMBERS)
        self._reported_at = 0.0
        self._second, self._resent_now = 0.0, 0

    # What the room wishes

    def show(self, source: Source | None, *, at_once: bool = False) -> None:
        """Show this from its next key frame on; until then what is shown goes on, unless it must end ``at_once``."""
        if self._wanted is not None and self._wanted is not source and self._wanted is not self.shows:
            self._wanted.take_from(self)
        self._wanted = source
        if source is None or at_once:
            self._stop()
        if source is not None and source is not self.shows and self.wire is not None and not self.is_paused:
            source.show_to(self)

    @property
    def wanted(self) -> Source | None:
        return self._wanted

    @property
    def is_paused(self) -> bool:
        return bool(self.paused_by)

    def pause(self, why: Pause) -> None:
        """Send nothing: she does not look, or her line does not carry it. Reports go on."""
        self.paused_by.add(why)
        if self._wanted is not None and self._wanted is not self.shows:
            self._wanted.take_from(self)
        self._stop()

    def resume(self, why: Pause) -> None:
        """Take one reason away; it is shown again when there is no other."""
        if why in self.paused_by:
            self.paused_by.discard(why)
            self.show(self._wanted)

    # What the source says

    def begin(self, source: Source, packet: Any, now: float) -> tuple[Shape, Target] | None:
        """The first packet to be shown of a source. None when the listener has no such codec."""
        wire, codec = self.wire, source.codec_of(packet)
        if wire is None or codec not in wire.payload_types or wire.transport.address is None:
            return None
        self._stop()
        first = (self._last + 1) & M16
        passed = max(1, int((now - self._last_at) * CLOCK_RATES[self.kind]))
        more, more_time = (
            (first - packet.sequence_number) & M16,
            (self._last_time + passed - packet.timestamp) & M32,
        )
        shape = self._shape(wire, wire.payload_types[codec])
        self._spans.append(Span(first, more, more_time, source, shape, codec))
        self._target = Target(
            wire.handle, (more, more_time), wire.ssrc, wire.transport.address,
            begun=source.count - 1, first=packet.sequence_number,
        )  # fmt: skip
        self.shows, self._octets_before = source, source.octets - len(packet.payload)
        return shape, self._target

    def interrupt(self, source: Source) -> None:
        """The source begins anew, or stops."""
        if source is self.shows:
            self._stop()

    def _stop(self) -> None:
        source = self.shows
        if source is None or self._target is None:
            return
        span = self._spans[-1]
        source.take_from(self)
        self.packets += source.count - self._target.begun
        self.octets += source.octets - self._octets_before
        self._last = (source.newest + span.more) & M16
        self._last_time, self._last_at = (source.timestamp + span.more_time) & M32, source.heard_at
        self.shows = self._target = None

    @staticmethod
    def _shape(wire: Wire, payload_type: int) -> Shape:
        numbers = wire.extensions
        is_picture = wire.kind == "video"
        return Shape(
            payload_type,
            wire.mid,
            mid_id=numbers.get(MID, 0),
            level_id=0 if is_picture else numbers.get(AUDIO_LEVEL, 0),
            sent_id=numbers.get(SENT_AT, 0) if is_picture else 0,
        )

    # What the peer says (see wire.Outlet)

    def opened(self, wire: Wire) -> None:
        self.wire = wire
        wire.transport.moved.append(self._moved)
        self.show(self._wanted)

    def closed(self) -> None:
        if self._wanted is not None:
            self._wanted.take_from(self) if self._wanted is not self.shows else None
        self._stop()
        if self.wire is not None:
            self._send_control(goodbye((self.wire.ssrc,)))
        self.wire = self._wanted = None
        self._spans.clear()

    def _moved(self, address: Address) -> None:
        if self._target is not None and self.shows is not None:
            self._target.move(address)
            self.shows.moved()

    def key_wanted(self) -> None:
        if self.shows is not None:
            self.shows.want_key()

    def told_loss(self, share: float) -> None:
        self.loss = share

    def told_estimate(self, bits_a_second: int) -> None:
        self.estimate = bits_a_second

    def lost(self, sequence_numbers: Sequence[int]) -> None:
        now = steady_seconds()
        if now - self._second >= 1.0:
            self._second, self._resent_now = now, 0
        for number in sequence_numbers[:_ASKED_AT_ONCE]:
            if self._resent_now < RESENDS_A_SECOND:
                self._resend(number)

    # Sending again, and reports

    @property
    def last_number(self) -> int:
        """The newest sequence number sent."""
        if self.shows is None:
            return self._last
        return (self.shows.newest + self._spans[-1].more) & M16

    @property
    def sent_packets(self) -> int:
        if self.shows is None or self._target is None:
            return self.packets
        return self.packets + self.shows.count - self._target.begun

    def _resend(self, number: int) -> None:
        """Picture in a stream of its own (RFC 4588), sound as it was: the very same bytes."""
        wire = self.wire
        span = next((each for each in reversed(self._spans) if not is_newer(each.first, number)), None)
        if wire is None or span is None or is_newer(number, self.last_number) or self.is_paused:
            return
        kept = span.source.kept((number - span.more) & M16)
        if kept is None:
            return
        _number, packet, sent = kept
        rtx = wire.rtx_types.get(span.codec)
        shape, payload, ssrc, own = span.shape, packet.payload, wire.ssrc, number
        if rtx is not None:
            shape, payload, ssrc = (
                replace(shape, payload_type=rtx),
                number.to_bytes(2) + payload,
                wire.rtx_ssrc,
            )
            self._rtx_number = own = (self._rtx_number + 1) & M16
        data = bytearray(
            written(
                shape, marker=packet.marker, payload=payload, level=packet.extensions.audio_level, sent=sent
            )
        )
        data[2:12] = _FIELDS.pack(own, (packet.timestamp + span.more_time) & M32, ssrc)
        if len(data) <= LONGEST and wire.transport.address is not None:
            wire.transport.mux.send(wire.protect(bytes(data)), wire.transport.address)
            self.resent += 1
            self._resent_now += 1

    def report(self, now: float) -> None:
        """Tell the listener which timestamp belongs to which moment: sound and picture are put together by it."""
        source, wire = self.shows, self.wire
        if (
            source is None
            or wire is None
            or self._target is None
            or now - self._reported_at < _REPORT_SECONDS
        ):
            return
        self._reported_at = now
        timestamp = (
            source.timestamp
            + self._spans[-1].more_time
            + int((now - source.heard_at) * CLOCK_RATES[self.kind])
        )
        self._send_control(
            sender_report(
                wire.ssrc,
                ntp=ntp_time(unix_milliseconds()),
                timestamp=timestamp,
                packets=self.sent_packets,
                octets=self.octets + source.octets - self._octets_before,
                cname=wire.cname,
            )
        )

    def _send_control(self, report: bytes) -> None:
        wire = self.wire
        if wire is not None and wire.transport.address is not None:
            wire.transport.mux.send(wire.protect_control(report), wire.transport.address)
