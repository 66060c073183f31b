"""What a room moves about, as Janus has it: streams that come in, and places at listeners. No input and output here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import structlog

from hearing_state.clock import steady_seconds
from meetings.media.janus.hall import PICTURE_FORMAT, SOUND_FORMAT
from meetings.media.limits import KEY_REQUEST_SECONDS, TAPS
from meetings.media.loudness import SILENCE
from meetings.media.seats import Pause

log = structlog.get_logger("media")

_USUAL_PACKETS = {"audio": 50, "video": 90}
"""A second, of a voice and of a picture at 300 kbit/s: Janus tells how many were lost, and not of how many."""
_HEALED_SECONDS = 2.5
TOP_LAYER = 2
"""Janus gives the highest that comes unless it is asked for another."""


_CODECS = {"audio": f"audio/{SOUND_FORMAT}", "video": f"video/{PICTURE_FORMAT.upper()}"}


class JanusSource:
    """One encoding of a publisher's stream. ``layer`` is Janus' number of it (0 the lowest) where one section carries several.

    ``ask_key`` asks the publisher for a key frame. ``ssrc`` and ``heard_at`` are known while somebody has a tap on one of her streams:
    then Janus forwards them to us (`forwarding`), and `hear` takes each packet. Beside listeners, as `rtc.source.Source` has it.
    """

    report = None
    """Janus forwards no sender reports."""

    def __init__(
        self,
        kind: str,
        feed: str,
        mid: str,
        layer: int | None = None,
        order: int = 1,
        ask_key: Callable[[], None] = lambda: None,
    ) -> None:
        self.kind, self.feed, self.mid, self.layer = kind, feed, mid, layer
        self.is_open = True
        self.ssrc: int | None = None
        self.heard_at = 0.0
        self.taps: list[Callable[[Any], None]] = []
        self._ask_key, self._asked_at = ask_key, -KEY_REQUEST_SECONDS
        self.bitrate = order
        """Not measured: it puts the layers of a picture in order."""
        self.key_requests = 0
        self.level = SILENCE

    @property
    def address(self) -> Mapping[str, str]:
        return {"feed": self.feed, "mid": self.mid}

    def loudness(self, _now: float) -> float:
        """As Janus last told it, when somebody began or ceased to talk."""
        return self.level

    def silence(self) -> None:
        self.level = SILENCE

    def tick(self, now: float) -> None:
        """Nothing to do with time."""

    # For who records or packages it

    def tap(self, tap: Callable[[Any], None]) -> None:
        if len(self.taps) >= TAPS:
            raise ValueError("too many look at this stream")
        self.taps = [*self.taps, tap]

    def untap(self, tap: Callable[[Any], None]) -> None:
        """A second call changes nothing."""
        self.taps = [each for each in self.taps if each is not tap]

    def hear(self, packet: Any, now: float) -> None:
        """Nothing of who has lost the floor reaches a tap, whatever is still on its way."""
        if not self.is_open:
            return
        self.ssrc, self.heard_at = packet.ssrc, now
        for tap in self.taps:
            try:
                tap(packet)
            except Exception:
                self.untap(tap)
                log.warning("media.tap_failed", kind=self.kind, exc_info=True)

    def codec_of(self, _packet: Any) -> str:
        return _CODECS[self.kind]

    def want_key(self) -> None:
        """The wishes of all are gathered into one request each half second at most."""
        now = steady_seconds()
        if self.kind == "video" and self.is_open and now - self._asked_at >= KEY_REQUEST_SECONDS:
            self._asked_at = now
            self.key_requests += 1
            self._ask_key()


class JanusSlot:
    """``changed`` is called when Janus must be told something. What the room wants and what is so are kept apart."""

    def __init__(self, kind: str, mid: str, changed: Callable[[], None]) -> None:
        self.kind, self.mid, self._changed = kind, mid, changed
        self.paused_by: set[Pause] = set()
        self.shows: JanusSource | None = None
        self.loss = 0.0
        self.estimate: int | None = None
        self.resent = self.sent_packets = 0
        """Not counted by Janus for us."""
        self._wanted: JanusSource | None = None
        self._is_cut = False
        self._layer: int | None = None
        self._lost_at = 0.0

    # What the room wishes

    @property
    def wanted(self) -> JanusSource | None:
        return self._wanted

    def show(self, source: JanusSource | None, *, at_once: bool = False) -> None:  # noqa: ARG002 - Janus always switches at once
        if source is not self._wanted:
            self._wanted = source
            self._changed()

    def pause(self, why: Pause) -> None:
        self.paused_by.add(why)
        self._changed()

    def resume(self, why: Pause) -> None:
        self.paused_by.discard(why)
        self._changed()

    def closed(self) -> None:
        self._wanted = self.shows = None

    # What is so

    @property
    def due(self) -> JanusSource | None:
        """What must be shown now; None: the placeholder."""
        return None if self.paused_by else self._wanted

    def is_at(self, source: JanusSource | None) -> bool:
        """Whether Janus shows this stream, in whichever layer."""
        if self._is_cut or source is None or self.shows is None:
            return source is self.shows and not self._is_cut
        return source.address == self.shows.address

    def is_now(self, source: JanusSource | None) -> None:
        """Janus has switched: to the highest layer of it."""
        self.shows, self._is_cut, self._layer = source, False, TOP_LAYER

    @property
    def layer_differs(self) -> bool:
        due = self.due
        return due is not None and due.layer is not None and due.layer != self._layer

    def has_layer_of(self, source: JanusSource | None) -> None:
        if source is not None and self.is_at(source):
            self.shows, self._layer = source, source.layer

    def cut(self) -> None:
        """Its publisher has gone: nothing is shown, not even the placeholder."""
        self.shows, self._is_cut = None, True

    # The line

    def lost(self, packets: int, now: float) -> None:
        self.loss, self._lost_at = min(1.0, packets / _USUAL_PACKETS[self.kind]), now

    def heal(self, now: float) -> None:
        if self.loss and now - self._lost_at >= _HEALED_SECONDS:
            self.loss = 0.0
