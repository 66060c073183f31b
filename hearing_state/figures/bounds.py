"""The numbers of figures.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Bounds:
    fewest_private: int
    fewest_ratings: int
    fewest_ranked: int
    preview_days: int
    redirect_working_days: int
    months_shown: int


@cache
def bounds() -> Bounds:
    """Read once a process; TypeError: the file names another number, or not all."""
    return Bounds(**tomllib.loads((Path(__file__).parent / "figures.toml").read_text(encoding="utf-8")))
