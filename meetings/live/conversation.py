"""One client's conversation, without input and output: frames and moments in, events out, messages into a bounded queue. Pure.

    OUTSIDE --hello, resume--> ENTERING --admitted--> INSIDE --leave, close--> ENDED

Nothing that a client sends raises here; what is outside of the grammar is answered with a word, too much of it ends the talk.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from meetings.live.bounds import (
    FAULTS_MOST,
    HELLO_SECONDS,
    KNOWS,
    PING_SECONDS,
    SILENT_SECONDS,
    SURPLUS_MOST,
    VERSION,
)
from meetings.live.grammar import KINDS, Hello, Leave, Message, Pong, Refused, Resume, read
from meetings.live.outgoing import Outgoing
from meetings.live.rates import Rates
from meetings.live.said import say

POLICY, TOO_LONG, RESTART = 1008, 1009, 1012
NOT_ADMITTED, TOO_LATE, GOODBYE = 4401, 4408, 4410


class State(StrEnum):
    OUTSIDE = "outside"
    ENTERING = "entering"
    INSIDE = "inside"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Enter:
    """Somebody wants in: the ticket of a page, or the token of a welcome."""

    secret: str
    is_resume: bool


@dataclass(frozen=True, slots=True)
class Ask:
    """Something that the hall must do and answer."""

    message: Message


@dataclass(frozen=True, slots=True)
class Closing:
    """``code`` is that of RFC 6455, or ours from 4400."""

    code: int
    word: str


Event = Enter | Ask


class Conversation:
    """``now`` is the steady clock in seconds. ``words`` tells a refusal's sentence in the reader's language."""

    def __init__(self, now: float, words: Callable[[str], str | None] = lambda _word: None) -> None:
        self.state = State.OUTSIDE
        self.closing: Closing | None = None
        self.outgoing = Outgoing()
        self.words = words
        self._began = self._heard = self._pinged = now
        self._pings = self._faults = self._surplus = 0
        self._rates = Rates()
        self._told_at = float("-inf")

    # From the client

    def receive(self, frame: str | bytes, now: float) -> Event | None:
        """What is to be done about a frame; None where nothing is."""
        if self.state is State.ENDED:
            return None
        self._heard = now
        if not self._rates.frame(now):
            self._overflow(now)
            return None
        try:
            message = read(frame)
        except Refused as refusal:
            self._fault(refusal)
            return None
        if not self._rates.message(KINDS[type(message)], now):
            self._overflow(now, message.id)
            return None
        return self._understood(message)

    def _understood(self, message: Message) -> Event | None:
        if isinstance(message, Leave):
            self.close(GOODBYE, "live.left")
            return None
        if isinstance(message, Hello | Resume):
            return self._enters(message)
        if self.state is not State.INSIDE:
            self._fault(Refused("live.hello_first", message.id))
            return None
        return None if isinstance(message, Pong) else Ask(message)

    def _enters(self, message: Hello | Resume) -> Event | None:
        if self.state is not State.OUTSIDE:
            self._fault(Refused("live.already_inside", message.id))
            return None
        if message.version != VERSION:
            self.close(NOT_ADMITTED, "live.wrong_version")
            return None
        self.state = State.ENTERING
        if isinstance(message, Hello):
            return Enter(message.ticket, is_resume=False)
        return Enter(message.token, is_resume=True)

    def _overflow(self, now: float, number: int | None = None) -> None:
        """One word a second at most: a flood must not make us flood."""
        self._surplus += 1
        if self._surplus > SURPLUS_MOST:
            self.close(POLICY, "live.too_fast")
        elif now - self._told_at >= 1:
            self._told_at = now
            self.refuse("live.too_fast", number, again_seconds=1)

    def _fault(self, refusal: Refused) -> None:
        self._faults += 1
        if refusal.word == "live.too_long":
            self.close(TOO_LONG, refusal.word)
        elif self._faults > FAULTS_MOST:
            self.close(POLICY, refusal.word)
        else:
            self.refuse(refusal.word, refusal.id)

    # From the hall

    def admitted(self, **welcome: Any) -> None:
        if self.state is State.ENTERING:
            self.state = State.INSIDE
            self.say("welcome", version=VERSION, ping_seconds=PING_SECONDS, knows=KNOWS, **welcome)

    def say(self, kind: str, **values: Any) -> None:
        """Put a message into the queue; who lets the queue run full is too slow and goes."""
        if self.state is not State.ENDED and not self.outgoing.put(say(kind, **values)):
            self.close(POLICY, "live.too_slow")

    def show(self, state: str) -> None:
        """The newest state, instead of an older one that still waits."""
        if self.state is State.INSIDE and not self.outgoing.put_state(state):
            self.close(POLICY, "live.too_slow")

    def refuse(self, word: str, number: int | None = None, **more: Any) -> None:
        self.say("refused", re=number, word=word, **{"text": self.words(word), **more})

    def close(self, code: int, word: str, **more: Any) -> None:
        """Nothing is said after the goodbye; what waited is dropped, so that it comes at once."""
        if self.closing is None:
            self.closing, self.state = Closing(code, word), State.ENDED
            self.outgoing.clear()
            self.outgoing.put(say("bye", word=word, text=self.words(word), **more))

    def tick(self, now: float) -> None:
        """Time goes by: silence ends a talk."""
        if self.state is State.OUTSIDE and now - self._began >= HELLO_SECONDS:
            self.close(TOO_LATE, "live.hello_too_late")
        elif self.state is State.INSIDE and now - self._heard >= SILENT_SECONDS:
            self.close(TOO_LATE, "live.silent")
        elif self.state is State.INSIDE and now - self._pinged >= PING_SECONDS:
            self._pinged, self._pings = now, self._pings + 1
            self.say("ping", n=self._pings)
