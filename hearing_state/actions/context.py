"""Who acts, when, in which language, from where; and what the running action leaves behind."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any

from pydantic import BaseModel, ConfigDict

from hearing_state.clock import day_of
from hearing_state.ids import digest
from hearing_state.ledger import Entry
from hearing_state.permissions import SYSTEM, VISITOR, Actor
from hearing_state.settings import Settings


class Wish(BaseModel):
    """A frozen input of an action. Unknown fields are refused; text loses the white space around it."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


@dataclass(frozen=True)
class Telling:
    """An event on its way to the outbox."""

    event: str
    about: str
    payload: dict[str, Any]
    key: str | None = None


@dataclass
class Trace:
    """What an action says while it runs; written down by the door before the commit."""

    entries: list[Entry] = field(default_factory=list)
    tellings: list[Telling] = field(default_factory=list)
    changed_nothing: bool = False

    def left(self, kind: str, about: str) -> list[Entry]:
        """Its entries; a plain one of that kind where it said nothing of its own; none where nothing was changed."""
        if self.entries or self.changed_nothing:
            return self.entries
        return [Entry(kind, about)]


@dataclass(frozen=True)
class Context:
    """Everything an action may know of its surroundings. The moment is taken once per request."""

    now: datetime
    settings: Settings
    actor: Actor = VISITOR
    locale: str = "kk"
    address: str = ""
    request_id: str = ""
    idempotency_key: str | None = None
    trace: Trace | None = None

    @cached_property
    def today(self) -> date:
        """The day in Kazakhstan at this moment."""
        return day_of(self.now)

    @cached_property
    def address_digest(self) -> str:
        """The caller's address as a digest whose key changes every day; the address itself is not kept."""
        return digest(self.settings.digest_bytes, f"address:{self.today}", self.address).hex()[:32]

    def record(self, kind: str, about: str, **facts: Any) -> None:
        """Leave a ledger entry. Facts are public and never personal."""
        self._traced().entries.append(Entry(kind, about, facts))

    def tell(self, event: str, about: str, *, once: str | None = None, **payload: Any) -> None:
        """Put an event into the outbox, in this transaction. ``once`` makes a second one with the same key vanish."""
        self._traced().tellings.append(Telling(event, about, payload, once))

    def changed_nothing(self) -> None:
        """What was wished stood already: the public log gets no line for it."""
        self._traced().changed_nothing = True

    def _traced(self) -> Trace:
        if self.trace is None:
            raise RuntimeError("record and tell belong inside an action")
        return self.trace

    def as_system(self) -> Context:
        """The same moment, acted by the house itself: for steps that the law takes, not a person."""
        return replace(self, actor=SYSTEM, idempotency_key=None)

    def with_key(self, key: str | None) -> Context:
        return replace(self, idempotency_key=key)
