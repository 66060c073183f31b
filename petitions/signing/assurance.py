"""Which proof of who somebody is lets a signature count, from when to when. Pure."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

Scope = Literal["first_fifty", "collection"]
CODE = "code"
"""A code that came to a telephone or an e-mail address: the weakest way in which residents sign in."""
OPENID = "openid"
"""The state's identity provider said who it is."""
EDS = "eds"
"""An electronic signature under the exact words."""
PAPER = "paper"
"""A line of a sheet that a clerk entered, its scan beside it."""


@dataclass(frozen=True, slots=True)
class Proof:
    step: str
    strength: int
    scopes: tuple[str, ...]
    from_on: date
    until_on: date | None
    article: str
    certainty: str

    def lets(self, scope: Scope, on: date) -> bool:
        return scope in self.scopes and self.from_on <= on and (self.until_on is None or on <= self.until_on)


@cache
def proofs() -> tuple[Proof, ...]:
    table = tomllib.loads(Path(__file__).with_name("assurance.toml").read_text(encoding="utf-8"))
    return tuple(
        Proof(
            each["step"],
            each["strength"],
            tuple(each["scopes"]),
            each["from"],
            each.get("until"),
            each["article"],
            each["certainty"],
        )
        for each in table["proof"]
    )


def is_enough(step: str, scope: Scope, on: date) -> bool:
    return any(each.step == step and each.lets(scope, on) for each in proofs())


def weaker_than(step: str) -> list[str]:
    """Proofs whose place this one takes where the same person gives it later."""
    strength = max((each.strength for each in proofs() if each.step == step), default=0)
    return sorted({each.step for each in proofs() if each.strength < strength})
