"""Coded public reasons and the states of a decision. Pure."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path

from hearing_state.errors import Invalid
from hearing_state.lifecycle import Lifecycle

APPEAL_WITHIN = timedelta(days=92)
"""Three months, as for other complaints (APPC 92)."""

LIFE = Lifecycle(
    "moderation",
    {
        ("decided", "appeal"): "appealed",
        ("appealed", "grant"): "overturned",
        ("appealed", "reject"): "confirmed",
    },
)


@dataclass(frozen=True, slots=True)
class Reason:
    code: str
    uses: tuple[str, ...]
    hides: bool
    article: str


@cache
def reasons() -> Mapping[str, Reason]:
    with (Path(__file__).parent / "reasons.toml").open("rb") as opened:
        table = tomllib.load(opened)
    return {
        code: Reason(code, tuple(each["uses"]), each["hides"], each["article"])
        for code, each in table.items()
    }


def for_use(use: str) -> list[Reason]:
    return [each for each in reasons().values() if use in each.uses]


def require_reason(code: str, use: str) -> Reason:
    """Raises Invalid for a code that is not offered for this use."""
    found = reasons().get(code)
    if found is None or use not in found.uses:
        raise Invalid("moderation.no_such_reason", field="reason")
    return found
