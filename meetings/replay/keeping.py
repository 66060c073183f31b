"""How long recordings are kept: as the table of retention says."""

from __future__ import annotations

import tomllib
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path


def oldest(now: datetime) -> datetime:
    """Whatever was made before this moment is kept no longer."""
    return now - timedelta(days=_days())


@cache
def _days() -> int:
    with (Path(__file__).parent / "retention.toml").open("rb") as opened:
        columns = tomllib.load(opened)["column"]
    return next(int(each["days"]) for each in columns if each["column"] == "files")
