"""One meeting in this process: its seats, its newest state made ready once for all, and who may be heard."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import datetime
from uuid import UUID

from meetings.live.carrying import Carried
from meetings.live.entrance import Role
from meetings.live.said import state_end, state_start
from meetings.live.seat import Seat
from meetings.live.view import Booth, View


class Room:
    def __init__(self, ref: str, meeting: UUID) -> None:
        self.ref, self.meeting = ref, meeting
        self.carried: Carried | None = None
        """Where its sound and picture are; None until somebody needs them."""
        self.opening = asyncio.Lock()
        self.seats: dict[str, Seat] = {}
        self._seats_of: defaultdict[str, set[Seat]] = defaultdict(set)
        """By their names on the wire: one person may sit at several devices."""
        self.view: View | None = None
        self.given: set[str] = set()
        """Who has the media server's floor, by their names on the wire."""
        self.adopted: set[str] = set()
        """Of these, who was heard there before this process knew the meeting, and has not come to it yet."""
        self.interpreting: dict[str, Booth] = {}
        """What the media server was told of interpreters, by their names on the wire."""
        self.captions: dict[int, str] = {}
        """The newest captions as they were told."""
        self._starts: dict[str, str] = {}

    def comes(self, seat: Seat) -> None:
        self.seats[seat.admitted.seat] = seat
        self._seats_of[seat.me].add(seat)

    def goes(self, seat: Seat) -> None:
        if self.seats.get(seat.admitted.seat) is not seat:
            return
        del self.seats[seat.admitted.seat]
        self._seats_of[seat.me].discard(seat)
        if not self._seats_of[seat.me]:
            del self._seats_of[seat.me]

    def put(self, view: View) -> bool:
        """Take the newer state and put it into everybody's queue. False where it is none."""
        if self.view is not None and view.version <= self.view.version:
            return False
        self.view, self._starts = view, {}
        for seat in self.seats.values():
            self.show(seat)
        return True

    def show(self, seat: Seat) -> None:
        if self.view is None or seat.line is None:
            return
        language = seat.admitted.language
        if language not in self._starts:
            self._starts[language] = state_start(self.view.version, self.view.for_all(language))
        seat.show(self._starts[language] + state_end(self.view.mine(seat.person)))

    def agrees(self, seat: Seat) -> bool:
        """To be heard and recorded: what she said in the hall last, on whichever page; before that, what her ticket says."""
        said = self.view.agrees(seat.person) if self.view is not None else None
        return seat.admitted.agrees if said is None else said

    def may_publish(self, seat: Seat, now: datetime) -> bool:
        """By role or by the floor, and never without consent."""
        if not self.agrees(seat) or self.view is None or self.view.is_over:
            return False
        return seat.role is Role.STAGE or seat.person in self.holders(now) or self.booth(seat) is not None

    def booth(self, seat: Seat) -> Booth | None:
        """Where she interprets: the microphone that she took on her page."""
        return self.view.booths.get(seat.person) if self.view and seat.person else None

    def publishing(self) -> Iterable[Seat]:
        """Whose sound comes in."""
        return [seat for seat in self.seats.values() if seat.publishes is not None]

    def interpreted(self) -> set[str]:
        """The channels on which somebody interprets whose sound comes in."""
        booths = [self.booth(seat) for seat in self.publishing()]
        return {each.channel for each in booths if each is not None and not each.is_muted}

    def holders(self, now: datetime) -> frozenset[UUID]:
        """Who has the floor at this moment, by the rows and the clock."""
        view = self.view
        if view is None or (view.over_at is not None and now >= view.over_at):
            return frozenset()
        return view.holders

    def heard_without_right(self, now: datetime, names: Callable[[UUID], str]) -> list[str]:
        """Who is forwarded and may not be. ``names``: what somebody is called on the wire.

        Of those who were heard before this process began, the floor's holder is believed until her seat comes, and nobody else.
        """
        self.adopted -= self._seats_of.keys()
        believed = {names(each) for each in self.holders(now)} if self.adopted else set()
        return [
            me
            for me in self.given
            if not any(self.may_publish(seat, now) for seat in self._seats_of.get(me, ()))
            and not (me in self.adopted and me in believed)
        ]
