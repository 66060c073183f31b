"""How long a wish can be taken back and a file lies ready, from terms.toml."""

from __future__ import annotations

import tomllib
from datetime import timedelta
from pathlib import Path

with (Path(__file__).parent / "terms.toml").open("rb") as _opened:
    _TERMS = tomllib.load(_opened)
EXPORT_LIES = timedelta(days=_TERMS["export"]["days"])
EXPORT_AGAIN = timedelta(hours=_TERMS["export"]["hours_between"])
COOLING = timedelta(days=_TERMS["erasure"]["cooling_days"])
