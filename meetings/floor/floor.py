"""Who gets the floor next, and when one's turn will come. Pure; the same hands give the same order on every machine.

The rule, as everybody reads it on the page. Everybody has one hand. Of two hands the first to speak is

1. who has not spoken in this meeting yet;
2. then who spoke less;
3. then whose place was heard less, counting those who stand before them in the queue;
4. then whose language was heard less;
5. then whose way of taking part (web, phone, hall, listening point) was heard less;
6. then who has the lower lot: SHA-256 of the seed, which is published before the meeting, and the hand.

When a hand went up does not matter: a bad line must not cost a place. Whoever chairs may put a hand elsewhere, with a reason that
everybody reads. Hands and questions asked ahead take turns as long as there are both.
"""

from __future__ import annotations

import hashlib
import heapq
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

REASON_MIN, REASON_MAX = 10, 500
POSITION_MAX = 2_000
SPEAKS_LESS_BY = timedelta(seconds=30)
"""Talk time is compared in whole steps of this: a breath more or less is no merit."""


class Channel(StrEnum):
    """How somebody takes part; `point` is a listening point, one device for many."""

    WEB = "web"
    PHONE = "phone"
    HALL = "hall"
    POINT = "point"


class Because(StrEnum):
    """What put a hand before the next one: the first point of the rule in which the two differ."""

    FIRST_TIME = "first_time"
    SPOKE_LESS = "spoke_less"
    PLACE = "place"
    LANGUAGE = "language"
    CHANNEL = "channel"
    LOT = "lot"
    CHAIR = "chair"
    ALONE = "alone"


class Kind(StrEnum):
    """What a turn is given to."""

    HAND = "hand"
    AHEAD = "ahead"


class Cue(StrEnum):
    """What whoever speaks is shown. At ``over`` the server ends the turn, whatever the device does."""

    NONE = "none"
    SOON = "soon"
    OVERTIME = "overtime"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Hand:
    """``key`` means nothing outside of the meeting; ``moved_to``: the chair's word, counted from 1."""

    key: str
    place_code: str
    language: str
    channel: Channel
    moved_to: int | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """Somebody had or has the floor. ``ended_at`` is empty while she speaks."""

    key: str
    place_code: str
    language: str
    channel: Channel
    began_at: datetime
    ended_at: datetime | None = None

    def lasted(self, now: datetime) -> timedelta:
        return max(timedelta(), (self.ended_at or now) - self.began_at)


@dataclass(frozen=True, slots=True)
class Placed:
    """A hand at its place in the queue, and what put it before the next one."""

    hand: Hand
    because: Because


@dataclass(frozen=True, slots=True)
class Allowance:
    """How long one speaks and is answered. ``soon``: when the warning comes, counted back from the end; ``grace``: past it."""

    speaking: timedelta = timedelta(minutes=2)
    answering: timedelta = timedelta(minutes=3)
    soon: timedelta = timedelta(seconds=30)
    grace: timedelta = timedelta(seconds=15)

    @property
    def slot(self) -> timedelta:
        return self.speaking + self.answering


_POINTS = (Because.FIRST_TIME, Because.SPOKE_LESS, Because.PLACE, Because.LANGUAGE, Because.CHANNEL)
_Standing = tuple[int, int, int, int, int]


class _Heard:
    """How often each person, place, language and way was heard, those included who stand before in the queue."""

    def __init__(self, turns: Iterable[Turn], now: datetime) -> None:
        self._talked: dict[str, timedelta] = {}
        self._counts: Counter[tuple[str, str]] = Counter()
        for each in turns:
            self._talked[each.key] = self._talked.get(each.key, timedelta()) + each.lasted(now)
            self.count(each)

    def count(self, one: Hand | Turn) -> None:
        self._counts.update(
            [("place", one.place_code), ("language", one.language), ("channel", one.channel.value)]
        )

    def standing(self, hand: Hand) -> _Standing:
        """The lower, the sooner; one number for each point of the rule but the lot."""
        return (
            *self.talk(hand),
            self._counts["place", hand.place_code],
            self._counts["language", hand.language],
            self._counts["channel", hand.channel.value],
        )

    def talk(self, hand: Hand) -> tuple[int, int]:
        return int(hand.key in self._talked), self._talked.get(hand.key, timedelta()) // SPEAKS_LESS_BY


_Level = tuple[tuple[int, int], int]
_Speech = tuple[str, Channel]


class _Draw:
    """The hands in groups that stand alike at every moment, each group by lot.

    Groups lie on levels (talk, how often their place was heard), on each level by language and way of taking part, of which there are
    few. A draw moves the groups of one place only: two thousand hands are in order at once. What a heap still holds of a group that
    moved is thrown away when it comes to the top.
    """

    def __init__(self, hands: Iterable[Hand], heard: _Heard, seed: str) -> None:
        self._heard = heard
        groups: dict[tuple[object, ...], list[tuple[str, Hand]]] = {}
        for each in hands:
            alike = (heard.talk(each), each.place_code, each.language, each.channel)
            groups.setdefault(alike, []).append((lot_of(seed, each.key), each))
        self._groups = [sorted(group, key=lambda one: one[0], reverse=True) for group in groups.values()]
        self._of_place: defaultdict[str, list[int]] = defaultdict(list)
        self._levels: list[_Level] = []
        self._lying: dict[_Level, dict[_Speech, list[tuple[str, int]]]] = {}
        for number, group in enumerate(self._groups):
            self._of_place[group[0][1].place_code].append(number)
            self._lay(number)

    def __iter__(self) -> Iterator[Placed]:
        while (found := self._lowest()) is not None:
            standing, number = found
            _lot, hand = self._groups[number].pop()
            if self._groups[number]:
                self._lay(number)
            second = self._lowest()
            yield Placed(hand, _difference(standing, second[0]) if second else Because.ALONE)
            self._heard.count(hand)
            for each in self._of_place[hand.place_code]:
                if self._groups[each]:
                    self._lay(each)

    def _level(self, hand: Hand) -> _Level:
        standing = self._heard.standing(hand)
        return (standing[0], standing[1]), standing[2]

    def _lay(self, number: int) -> None:
        lot, hand = self._groups[number][-1]
        level = self._level(hand)
        if level not in self._lying:
            self._lying[level] = {}
            heapq.heappush(self._levels, level)
        heapq.heappush(self._lying[level].setdefault((hand.language, hand.channel), []), (lot, number))

    def _lowest(self) -> tuple[_Standing, int] | None:
        """The group to draw from, with its standing."""
        while self._levels:
            level = self._levels[0]
            tops = [top for heap in self._lying[level].values() if (top := self._top(level, heap))]
            if tops:
                standing, _lot, number = min(tops)
                return standing, number
            del self._lying[heapq.heappop(self._levels)]
        return None

    def _top(self, level: _Level, heap: list[tuple[str, int]]) -> tuple[_Standing, str, int] | None:
        while heap:
            lot, number = heap[0]
            group = self._groups[number]
            if group and group[-1][0] == lot and self._level(group[-1][1]) == level:
                return self._heard.standing(group[-1][1]), lot, number
            heapq.heappop(heap)
        return None


def lot_of(seed: str, key: str) -> str:
    """The lot of a hand: whoever knows the published seed can draw it again."""
    return hashlib.sha256(f"{seed}\n{key}".encode()).hexdigest()


def by_rule(hands: Iterable[Hand], turns: Iterable[Turn], seed: str, now: datetime) -> list[Placed]:
    """The order by the rule alone."""
    return list(_Draw(hands, _Heard(turns, now), seed))


def _difference(first: _Standing, second: _Standing) -> Because:
    pairs = zip(_POINTS, first, second, strict=True)
    return next((point for point, mine, other in pairs if mine != other), Because.LOT)


def in_order(hands: Iterable[Hand], turns: Iterable[Turn], seed: str, now: datetime) -> list[Placed]:
    """The rule, and upon it what the chair moved: each at the place that was named, the first places first."""
    placed = list(hands)
    order = by_rule([each for each in placed if each.moved_to is None], turns, seed, now)
    moved = [each for each in placed if each.moved_to is not None]
    for each in sorted(moved, key=lambda one: (one.moved_to or 1, lot_of(seed, one.key))):
        order.insert(min((each.moved_to or 1) - 1, len(order)), Placed(each, Because.CHAIR))
    return order


def next_kind(hands: int, ahead: int, last: Kind | None) -> Kind | None:
    """Hands and questions asked ahead take turns; a meeting begins with what was asked ahead. None when nobody waits."""
    if not hands and not ahead:
        return None
    if not hands or not ahead:
        return Kind.HAND if hands else Kind.AHEAD
    return Kind.HAND if last is Kind.AHEAD else Kind.AHEAD


def turns_until(position: int, ahead: int, last: Kind | None) -> int:
    """How many turns are given before the hand at ``position`` (from 1), as long as nobody is put before it."""
    begins_ahead = next_kind(position, ahead, last) is Kind.AHEAD
    return position - 1 + min(ahead, position if begins_ahead else position - 1)


def expected_at(
    turns_before: int, now: datetime, speaking_since: datetime | None, allowance: Allowance
) -> datetime:
    """When a turn will come, if all use what they are allowed. What the present turn has left counts in; an overdue one has nothing left."""
    left = timedelta()
    if speaking_since is not None:
        left = max(timedelta(), speaking_since + allowance.slot - now)
    return now + left + turns_before * allowance.slot


def cue(began_at: datetime, now: datetime, allowance: Allowance) -> Cue:
    """What the speaker is shown at this moment."""
    left = began_at + allowance.speaking - now
    if left > allowance.soon:
        return Cue.NONE
    if left > timedelta():
        return Cue.SOON
    return Cue.OVERTIME if -left < allowance.grace else Cue.OVER
