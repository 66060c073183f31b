"""Where parts and segments of a broadcast begin and end. Lives in the packager's thread; nothing here waits."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import structlog

from meetings.media.broadcast.anchor import Clock
from meetings.media.broadcast.boxes import (
    PICTURE_RATE,
    PICTURE_TRACK,
    SOUND_RATE,
    SOUND_TRACK,
    Run,
    Sample,
    fragment,
    parameter_sets,
    with_lengths,
)
from meetings.media.broadcast.came import Came
from meetings.media.broadcast.card import A_SECOND, GROUP, card
from meetings.media.broadcast.head import head_of
from meetings.media.broadcast.part import PART_SECONDS, Head, Part
from meetings.media.broadcast.picture import Picture, Shot
from meetings.media.broadcast.playlist import LONGEST_SECONDS
from meetings.media.broadcast.shelf import Shelf
from meetings.media.broadcast.sound import FRAME, Coder, Mixer

log = structlog.get_logger("media")

BEHIND_SECONDS = 0.12
"""So much behind the present everything is cut: packets on their way still come to their place."""
SEGMENT_SECONDS = 1.5
"""A key frame after so long begins a segment."""
STILL_SECONDS = 2.5
"""Without a frame for so long the card is shown."""
SHOTS_MOST = 400
CLOCKS_MOST = 64
_CARD_TICKS = PICTURE_RATE // A_SECOND


class Cutting:
    """``now`` tells the broadcast's clock in seconds; ``told`` gets each part."""

    def __init__(self, shelf: Shelf, now: Callable[[], float], told: Callable[[Part], None]) -> None:
        self._now, self._told = now, told
        self._cut_at = max(0.0, now() - BEHIND_SECONDS)
        self.picture = Picture()
        self.wanted: int | None = None
        self._mixer, self._coder = Mixer(round(self._cut_at * SOUND_RATE)), Coder()
        self._clocks: dict[str, Clock] = {}
        self._sounds: deque[tuple[int, bytes]] = deque()
        self._shots: deque[Shot] = deque(maxlen=SHOTS_MOST)
        self._shown_until = round(self._cut_at * PICTURE_RATE)
        self._seen_at = -STILL_SECONDS
        self._cards = 0
        self._head: Head | None = None
        self._sets = b""
        self._number = 0
        self._segment = Segments(shelf)
        self._key_for = -1.0

    @property
    def wants_key(self) -> bool:
        """From its publisher."""
        is_due = self.wanted is not None and not self.picture.is_encoded and self._is_old(self._cut_at)
        return self.picture.wants_key or is_due

    def take(self, came: Came, arrived: float) -> None:
        """A packet of a source, at its time of arrival on the broadcast's clock."""
        clock = self._clock_of(came.publisher)
        if came.kind == "audio":
            self._mixer.hear(came, clock, arrived)
            return
        self._follow()
        for shot in self.picture.take(came, clock, arrived):
            self._seen_at = arrived
            self._show(shot)

    def look(self) -> None:
        """Several times a second: cut what is due."""
        self._follow()
        while self._cut_at + PART_SECONDS <= self._now() - BEHIND_SECONDS:
            self._cut(self._cut_at + PART_SECONDS)

    def close(self) -> None:
        self.look()
        self._cut(max(self._cut_at, self._now() - BEHIND_SECONDS))
        self._segment.close(self._cut_at)

    def _clock_of(self, publisher: str) -> Clock:
        if publisher not in self._clocks and len(self._clocks) >= CLOCKS_MOST:
            del self._clocks[next(iter(self._clocks))]
        return self._clocks.setdefault(publisher, Clock())

    def _is_old(self, at: float) -> bool:
        return at - self._segment.begins >= SEGMENT_SECONDS

    # The picture

    def _follow(self) -> None:
        if self.picture.wanted != self.wanted:
            self.picture.want(self.wanted)

    def _show(self, shot: Shot) -> None:
        """After what is there already; cards that were made ahead make way."""
        while self._shots and self._shots[-1].is_card and not shot.is_card and self._shots[-1].at >= shot.at:
            self._shots.pop()
        at = max(shot.at, self._shown_until, self._shots[-1].at + 1 if self._shots else 0)
        self._shots.append(replace(shot, at=at))

    def _fill(self, until: float) -> None:
        """Nobody has a picture: the card up to here, and one beyond."""
        group = card()
        if self._shots and self._shots[-1].is_card:
            at = self._shots[-1].at + _CARD_TICKS
        else:
            at, self._cards = round(self._cut_at * PICTURE_RATE), 0
        while not self._shots or self._shots[-1].at < until * PICTURE_RATE:
            number = self._cards % GROUP
            sets = parameter_sets(group[0]) if number == 0 else b""
            self._show(Shot(at, group[number], number == 0, sets, is_card=True))
            self._cards += 1
            at = self._shots[-1].at + _CARD_TICKS

    # Cutting

    def _cut(self, until: float) -> None:
        self._listen(until)
        if until - self._seen_at > STILL_SECONDS:
            self.picture.interrupt()
        if self.picture.shown is None:
            self._fill(until)
        for group, end in _groups(list(self._due(round(until * PICTURE_RATE))), round(until * PICTURE_RATE)):
            self._part(group, end)
        self._cut_at = until
        if self._is_old(until) and self._key_for != self._segment.begins:
            self._key_for = self._segment.begins
            self.picture.cut()

    def _listen(self, until: float) -> None:
        """The coder runs a packet behind and takes whole ones only, so it is fed a little beyond the cut."""
        while self._mixer.done < until * SOUND_RATE + FRAME:
            at = self._mixer.done
            self._sounds += [
                each for each in self._coder.encode(self._mixer.take(at + FRAME), at) if each[0] >= 0
            ]

    def _due(self, until: int) -> Iterator[tuple[Shot, int]]:
        """Shots before ``until`` of which is known how long they are shown."""
        while len(self._shots) > 1 and self._shots[0].at < until:
            shot = self._shots.popleft()
            self._shown_until = self._shots[0].at
            yield shot, self._shots[0].at - shot.at

    def _part(self, group: Sequence[tuple[Shot, int]], end: int) -> None:
        first = group[0][0] if group else None
        if first is not None and first.sets and first.sets != self._sets:
            self._head, self._sets = head_of(first.data, first.sets), first.sets
        if self._head is None:
            return
        heard = self._sound_before(end * SOUND_RATE // PICTURE_RATE)
        runs = [
            Run(PICTURE_TRACK, first.at if first else 0, [Sample(with_lengths(shot.data), ticks, shot.is_key) for shot, ticks in group]),
            Run(SOUND_TRACK, heard[0][0] if heard else 0, [Sample(data, FRAME) for _at, data in heard]),
        ]  # fmt: skip
        if not group and not heard:
            return
        self._number += 1
        part = Part(self._head, fragment(self._number, runs), first is not None and first.is_key)
        self._segment.take(part, (first.at if first else end) / PICTURE_RATE)
        self._told(part)

    def _sound_before(self, until: int) -> list[tuple[int, bytes]]:
        found = []
        while self._sounds and self._sounds[0][0] < until:
            found.append(self._sounds.popleft())
        return found


def _groups(due: Sequence[tuple[Shot, int]], until: int) -> Iterator[tuple[Sequence[tuple[Shot, int]], int]]:
    """Each begins with a key frame but perhaps the first, and ends where the next begins. One at least, if only of sound."""
    begins = [0, *(number for number, (shot, _ticks) in enumerate(due) if number and shot.is_key)]
    for begin, end in zip(begins, [*begins[1:], len(due)], strict=True):
        yield due[begin:end], due[end][0].at if end < len(due) else until


class Segments:
    """Parts gathered for HLS. A disk that refuses costs HLS its segments, and nobody at a socket notices."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._parts: list[Part] = []
        self._head: Head | None = None
        self._is_anew = shelf.is_resumed
        self.begins = 0.0

    def take(self, part: Part, at: float) -> None:
        age = at - self.begins
        is_other = part.head is not self._head
        if self._parts and (is_other or (part.is_key and age >= SEGMENT_SECONDS) or age >= LONGEST_SECONDS):
            self.close(at)
        if not self._parts:
            self.begins = at
            self._is_anew = self._is_anew or (self._head is not None and is_other)
            self._head = part.head
        self._parts.append(part)

    def close(self, at: float) -> None:
        parts, self._parts = self._parts, []
        if not parts or self._head is None:
            return
        try:
            name = self._shelf.keep_head(self._head.data)
            began_ms = self._shelf.listing.began_ms + round(self.begins * 1000)
            data = b"".join(each.data for each in parts)
            self._shelf.keep(data, max(0.001, at - self.begins), name, began_ms, anew=self._is_anew)
            self._is_anew = False
        except OSError:
            if not self._is_anew:
                log.warning("media.segment_not_kept", exc_info=True)
            self._is_anew = True
