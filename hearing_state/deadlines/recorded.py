"""Events as rows keep them, and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date, datetime, time
from typing import Any

from hearing_state.deadlines.statutory_clock import (
    Event,
    Extended,
    HandedOver,
    Outcome,
    Paused,
    Received,
    Recounted,
    Redirected,
    Resumed,
    Settled,
    Split,
)

KINDS: Mapping[str, type[Any]] = {
    "received": Received,
    "redirected": Redirected,
    "extended": Extended,
    "paused": Paused,
    "resumed": Resumed,
    "settled": Settled,
    "split": Split,
    "handed_over": HandedOver,
    "recounted": Recounted,
}
_NAMES = {shape: name for name, shape in KINDS.items()}


def kind_of(event: Event) -> str:
    return _NAMES[type(event)]


def facts_of(event: Event) -> dict[str, object]:
    """The event's values as JSON has them."""
    return {each.name: _plain(getattr(event, each.name)) for each in fields(event)}


def event_of(kind: str, facts: Mapping[str, Any]) -> Event:
    """The event that was recorded."""
    event: Event = KINDS[kind](**{name: _read(name, value) for name, value in facts.items()})
    return event


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date | datetime | time) else value


def _read(name: str, value: Any) -> Any:
    if value is None:
        return None
    if name == "at":
        return datetime.fromisoformat(value)
    if name == "on" or name.endswith("_on"):
        return date.fromisoformat(value)
    if name == "day_ends":
        return time.fromisoformat(value)
    return Outcome(value) if name == "outcome" else value
