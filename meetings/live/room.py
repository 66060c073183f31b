"""One meeting in this process: its seats, its newest state made ready once for all, and who may be heard."""

from __future__ import annotations

import asyncio
from collections.abc import Collection
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

    def goes(self, seat: Seat) -> None:
        if self.seats.get(seat.admitted.seat) is seat:
            del self.seats[seat.admitted.seat]

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

    def holds_floor(self, seat: Seat, now: datetime) -> bool:
        """Whether the floor is hers at this moment: given, and its time not over."""
        view = self.view
        if view is None or seat.person is None or seat.person not in view.holders:
            return False
        return view.over_at is None or now < view.over_at

    def agrees(self, seat: Seat) -> bool:
        """To be heard and recorded: what she said in the hall last, on whichever page; before that, what her ticket says."""
        said = self.view.agrees(seat.person) if self.view is not None else None
        return seat.admitted.agrees if said is None else said

    def may_publish(self, seat: Seat, now: datetime) -> bool:
        """By role or by the floor, and never without consent."""
        if not self.agrees(seat) or self.view is None or self.view.is_over:
            return False
        return seat.role is Role.STAGE or self.holds_floor(seat, now) or self.booth(seat) is not None

    def booth(self, seat: Seat) -> Booth | None:
        """Where she interprets: the microphone that she took on her page."""
        return self.view.booths.get(seat.person) if self.view and seat.person else None

    def interpreted(self) -> set[str]:
        """The channels on which somebody interprets whose sound comes in."""
        booths = [self.booth(seat) for seat in self.seats.values() if seat.publishes is not None]
        return {each.channel for each in booths if each is not None and not each.is_muted}

    def may_be_heard(self, now: datetime, holders: Collection[str]) -> set[str]:
        """``holders``: who has the floor by the rows, by their names on the wire. They are believed until their seats come; all
        others who were heard before this process began may only be heard from a seat.
        """
        heard = {seat.me for seat in self.seats.values() if self.may_publish(seat, now)}
        self.adopted -= {seat.me for seat in self.seats.values()}
        over_at = self.view.over_at if self.view is not None else None
        if over_at is not None and now >= over_at:
            return heard
        return heard | (self.adopted & set(holders))
