"""How many people took part, by the way in which they did. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

HEADCOUNT_MAX = 1_000_000


class AttendanceMode(StrEnum):
    """``point``: around the devices of listening points; ``broadcast``: watched or listened without taking part."""

    HALL = "hall"
    ONLINE = "online"
    POINT = "point"
    BROADCAST = "broadcast"


TAKING_PART = (AttendanceMode.HALL, AttendanceMode.ONLINE, AttendanceMode.POINT)


@dataclass(frozen=True, slots=True)
class Count:
    """One counting of heads; the latest of its mode stands, the earlier ones stay readable."""

    mode: AttendanceMode
    headcount: int
    note: str
    counted_at: datetime


def standing_counts(counts: Sequence[Count]) -> list[Count]:
    """The latest count of each mode, in the order of modes. ``counts`` come oldest first."""
    latest = {each.mode: each for each in counts}
    return [latest[mode] for mode in AttendanceMode if mode in latest]


def took_part(counts: Sequence[Count]) -> int | None:
    """In the hall, online and at listening points together; None where nobody counted them."""
    found = [each.headcount for each in standing_counts(counts) if each.mode in TAKING_PART]
    return sum(found) if found else None
