"""What the server says. Each is one JSON object with its kind in ``t``. Pure."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

SERVER: Final[Mapping[str, tuple[str, ...]]] = {
    "welcome": (
        "version",
        "seat",
        "me",
        "role",
        "agrees",
        "token",
        "media",
        "ice_servers",
        "ping_seconds",
        "knows",
    ),
    "state": ("n", "hall", "mine"),
    "offer": ("re", "seat", "offer", "voices", "pictures"),
    "answer": ("re", "seat", "answer"),
    "trial": ("re", "answer", "seat", "offer"),
    "moved": ("within_seconds",),
    "floor_given": ("over_at",),
    "floor_ended": (),
    "caption": ("n", "language", "text"),
    "channel": ("channel", "heard"),
    "done": ("re",),
    "refused": ("re", "word", "text", "again_seconds"),
    "ping": ("n",),
    "bye": ("word", "text", "again_seconds"),
}
"""The fields that each may have; what has no value is left out."""


def say(kind: str, **values: Any) -> str:
    """A message as text. KeyError and ValueError for what PROTOCOL.md does not know."""
    unknown = set(values) - set(SERVER[kind])
    if unknown:
        raise ValueError(f"{kind} has no {sorted(unknown)}")
    given = {name: value for name, value in values.items() if value is not None}
    return _json({"t": kind, **given})


def state_start(number: int, hall: Mapping[str, Any]) -> str:
    """The part of a state that many share, made once: each adds what is her own by `state_end`."""
    return _json({"t": "state", "n": number, "hall": hall})[:-1]


def state_end(mine: Mapping[str, Any]) -> str:
    return f',"mine":{_json(mine)}}}'


def _json(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
