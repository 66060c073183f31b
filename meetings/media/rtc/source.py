"""One incoming stream of sound or picture, and the slots that show it.

It stands in the place of the receiver's jitter buffer: every packet comes here once, in the order of arrival, after lost ones
were asked for. It is handed on as it is. Nothing grows: a ring keeps the last packets for resending, taps are counted.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any, Protocol

import structlog

from hearing_state.clock import steady_seconds
from meetings.media.limits import KEY_REQUEST_SECONDS, PACKETS_A_SECOND, PICTURE_RING, SOUND_RING, TAPS
from meetings.media.loudness import SILENCE, Smoothed
from meetings.media.rtc.fanout import Fanout, Rows, Target
from meetings.media.rtc.packets import HALF, M16, Report, Shape, is_newer, starts_key_frame, written

log = structlog.get_logger("media")

_LONGEST_GAP = 1000
_ASK_AGAIN_SECONDS = 1.0
_ANEW_SECONDS = 1.0
_SILENT_SECONDS = 1.0
Kept = tuple[int, Any, int]
"""(sequence number, packet, its 24-bit time of sending)"""


class Showing(Protocol):
    """A slot, as its source sees it."""

    def begin(self, source: Source, packet: Any, now: float) -> tuple[Shape, Target] | None: ...
    def interrupt(self, source: Source) -> None: ...


class Source:
    """``ask_key`` asks the publisher for a key frame of an SSRC; ``codec_of`` names the codec of a payload type."""

    def __init__(
        self, kind: str, fanout: Fanout, ask_key: Callable[[int], None], codec_of: Callable[[int], str]
    ) -> None:
        self.kind, self.is_open = kind, True
        self.ssrc: int | None = None
        self.newest = self.timestamp = 0
        self.heard_at = 0.0
        self.count = self.octets = self.key_frames = self.key_requests = self.faults = self.refused = 0
        self.bitrate = 0
        self.sound = Smoothed()
        self.report: Report | None = None
        self.taps: list[Callable[[Any], None]] = []
        self._fanout, self._ask_key, self._codec_of = fanout, ask_key, codec_of
        self._ring: list[Kept | None] = [None] * (SOUND_RING if kind == "audio" else PICTURE_RING)
        self._shown: dict[Showing, tuple[Shape, Target]] = {}
        self._waiting: dict[Showing, None] = {}
        self._rows: dict[Shape, Rows] = {}
        self._asked_at = self._anew_at = -1e9
        self._later: asyncio.TimerHandle | None = None
        self._measured = (0.0, 0)
        self._left, self._filled_at = 0.0, -1e9

    def add(self, packet: Any) -> tuple[bool, None]:
        """Called by aiortc for each packet. An exception here would end the publisher's DTLS task, so there is none."""
        try:
            if self.is_open:
                self._take(packet, steady_seconds())
        except Exception:
            self.faults += 1
            if self.faults == 1:
                log.warning("media.packet_not_forwarded", kind=self.kind, exc_info=True)
        return False, None

    def reported(self, packet: Any) -> None:
        """Called with each sender report of the stream."""
        told = packet.sender_info
        self.report = Report(packet.ssrc, told.ntp_timestamp / 2**32, told.rtp_timestamp)

    def _take(self, packet: Any, now: float) -> None:
        number = packet.sequence_number
        ahead = (number - self.newest) & M16
        if not self._is_agreed(now):
            self.refused += 1
            return
        if packet.ssrc != self.ssrc or _LONGEST_GAP < ahead < M16 + 1 - _LONGEST_GAP:
            if now - self._anew_at < _ANEW_SECONDS:
                return  # two numberings at once: each change would cost something for every listener
            self._start_anew(packet, now)
            ahead = 1
        late = 0 if ahead < HALF else M16 + 1 - ahead
        if late >= len(self._ring):
            return  # whether it came before is not known any more
        place = number % len(self._ring)
        kept = self._ring[place]
        if kept is not None and kept[0] == number:
            return  # it came twice: the same number must never be encrypted over other bytes
        sent = int(now * 262_144) & 0xFFFFFF
        self._ring[place] = (number, packet, sent)
        self.count += 1
        self.octets += len(packet.payload)
        if not late:
            self.newest, self.timestamp, self.heard_at = number, packet.timestamp, now
            self._look(packet, now)
        self._forward(packet, sent, late)
        for tap in self.taps:
            self._tell(tap, packet)

    def _is_agreed(self, now: float) -> bool:
        most = PACKETS_A_SECOND[self.kind]
        self._left = min(most, self._left + most * max(0.0, now - self._filled_at))
        self._filled_at = now
        if self._left < 1:
            return False
        self._left -= 1
        return True

    def _look(self, packet: Any, now: float) -> None:
        if self.kind == "audio":
            if packet.extensions.audio_level is not None:
                self.sound.hear(packet.extensions.audio_level[1])
            is_key = True
        else:
            is_key = starts_key_frame(self.codec_of(packet), packet.payload)
            self.key_frames += is_key
        if self._waiting and is_key:
            self._begin(packet, now)

    def _begin(self, packet: Any, now: float) -> None:
        waiting, self._waiting = self._waiting, {}
        for slot in waiting:
            begun = slot.begin(self, packet, now)
            if begun is not None:
                self._shown[slot] = begun
        self._sort_rows()

    def _forward(self, packet: Any, sent: int, late: int) -> None:
        for shape, rows in self._rows.items():
            there = (
                self._then_there(shape, packet.sequence_number) if late else rows
            )  # late: not all were there
            data = written(
                shape,
                marker=packet.marker,
                payload=packet.payload,
                level=packet.extensions.audio_level,
                sent=sent,
            )
            self._fanout.send(data, packet.sequence_number, packet.timestamp, there)

    def _then_there(self, shape: Shape, number: int) -> list[Any]:
        """Of a late packet only those hear who were there when it should have come: for the others its number is taken."""
        return [
            target.row
            for own, target in self._shown.values()
            if own == shape
            and (self.count - target.begun > 2 * _LONGEST_GAP or is_newer(number, target.first))
        ]

    def _start_anew(self, packet: Any, now: float) -> None:
        """The publisher's numbers begin again: everybody continues her own from the next packet (or key frame) on."""
        for slot in list(self._shown):
            slot.interrupt(self)
            self._waiting[slot] = None
        self._ring = [None] * len(self._ring)
        self.ssrc, self._anew_at = packet.ssrc, now
        if self._waiting:
            self.want_key()

    def _tell(self, tap: Callable[[Any], None], packet: Any) -> None:
        try:
            tap(packet)
        except Exception:
            self.taps = [each for each in self.taps if each is not tap]
            log.warning("media.tap_failed", kind=self.kind, exc_info=True)

    def loudness(self, now: float) -> float:
        """As `Smoothed.level`; who sends nothing any more is silent."""
        return self.sound.level if now - self.heard_at < _SILENT_SECONDS else SILENCE

    def codec_of(self, packet: Any) -> str:
        return self._codec_of(packet.payload_type)

    def kept(self, number: int) -> Kept | None:
        entry = self._ring[number % len(self._ring)]
        return entry if entry is not None and entry[0] == number else None

    def tap(self, tap: Callable[[Any], None]) -> None:
        if len(self.taps) >= TAPS:
            raise ValueError("too many look at this stream")
        self.taps = [*self.taps, tap]

    def untap(self, tap: Callable[[Any], None]) -> None:
        """A second call changes nothing."""
        self.taps = [each for each in self.taps if each is not tap]

    def show_to(self, slot: Showing) -> None:
        """From the next packet on, or for a picture from the next key frame on, which is asked for."""
        self._waiting[slot] = None
        self.want_key()

    def take_from(self, slot: Showing) -> Target | None:
        """Nothing more to this slot, from this moment on."""
        self._waiting.pop(slot, None)
        found = self._shown.pop(slot, None)
        if found is None:
            return None
        self._sort_rows()
        return found[1]

    def moved(self) -> None:
        """A listener's address has changed."""
        self._sort_rows()

    def _sort_rows(self) -> None:
        self._rows = {}
        for shape, target in self._shown.values():
            self._rows.setdefault(shape, Rows()).append(target.row)

    def close(self) -> None:
        """Stop forwarding at once, whatever the publisher goes on sending; slots wait for it to open again."""
        self.is_open = False
        for slot in list(self._shown):
            slot.interrupt(self)
            self._waiting[slot] = None
        self._ring = [None] * len(self._ring)
        if self._later is not None:
            self._later.cancel()
            self._later = None

    def open(self) -> None:
        if not self.is_open:
            self.is_open, self.ssrc, self._anew_at = True, None, -1e9

    def want_key(self) -> None:
        """A listener needs a key frame. The wishes of all are gathered into one request each half second at most."""
        if self.kind != "video" or self.ssrc is None or not self.is_open or self._later is not None:
            return
        wait = self._asked_at + KEY_REQUEST_SECONDS - steady_seconds()
        if wait <= 0:
            self._ask()
        else:
            self._later = asyncio.get_running_loop().call_later(wait, self._ask)

    def _ask(self) -> None:
        self._later, self._asked_at = None, steady_seconds()
        if self.ssrc is not None and self.is_open:
            self.key_requests += 1
            self._ask_key(self.ssrc)

    def tick(self, now: float) -> None:
        """Once or twice a second: measure, and ask again when nobody answered the last request."""
        since, octets = self._measured
        if now - since >= 1.0:
            self.bitrate = int((self.octets - octets) * 8 / (now - since)) if since else 0
            self._measured = (now, self.octets)
        if self._waiting and now - self._asked_at > _ASK_AGAIN_SECONDS:
            self.want_key()
