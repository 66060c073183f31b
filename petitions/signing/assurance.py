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
"""A code that came to a telephone or an e-mail address: so far the only way in which residents sign in."""


@dataclass(frozen=True, slots=True)
class Proof:
    step: str
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
            each["step"], tuple(each["scopes"]), each["from"], each.get("until"), each["article"], each["certainty"]
        )
        for each in table["proof"]
    )  # fmt: skip


def is_enough(step: str, scope: Scope, on: date) -> bool:
    return any(each.step == step and each.lets(scope, on) for each in proofs())
