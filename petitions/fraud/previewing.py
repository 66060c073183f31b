"""What an invalidation would touch, before anything is touched: how many, when, from where, and a handful of them as everybody sees them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.db import row, rows
from petitions.fraud.conditions import CHOSEN, COUNTED, NOT_SAID, Conditions
from petitions.fraud.models import InvalidationRow

SETTLED_AFTER = timedelta(minutes=1)
"""Younger signatures are not looked at: some that were given then may still be on their way into the database."""
SAMPLE = 10
HOURS_MAX = 48
# Spread over all of them, and the same at each look.
_SAMPLE = f"SELECT s.shown_name, s.place_code, s.proof, s.signed_at {CHOSEN} ORDER BY hashtextextended(s.id::text, 7) LIMIT {SAMPLE}"
_BY_HOUR = f"""
SELECT date_trunc('hour', s.signed_at) AS at, count(*)::int AS n {CHOSEN} GROUP BY 1 ORDER BY 2 DESC, 1 DESC LIMIT {HOURS_MAX}
"""
_BY_PLACE = f"SELECT s.place_code AS code, count(*)::int AS n {CHOSEN} GROUP BY 1 ORDER BY 2 DESC, 1"


@dataclass(frozen=True, slots=True)
class Sampled:
    """As the list of signers shows it: first name and one letter."""

    shown_name: str
    place_code: str
    proof: str
    signed_at: datetime


@dataclass(frozen=True, slots=True)
class Preview:
    """``seen_until`` and ``seal`` go back with the order: it touches these signatures or none. ``by_hour``: the fullest hours, in their order."""

    seen_until: datetime
    signatures: int
    seal: str
    by_hour: list[tuple[datetime, int]]
    by_place: list[tuple[str, int]]
    sample: list[Sampled]


def conditions_of(row: InvalidationRow) -> Conditions:
    """As they were set when it was asked for."""
    return Conditions(
        from_at=row.from_at,
        until_at=row.until_at,
        block=bytes(row.block).hex() if row.block else "",
        proof=row.proof,
        place=NOT_SAID if row.place_code == "" else row.place_code or "",
    )


async def previewed(
    context: Context, petition_id: UUID, conditions: Conditions, seen_until: datetime | None = None
) -> Preview:
    """``seen_until``: of what was previewed before, to look at it once more."""
    seen_until = seen_until or context.now - SETTLED_AFTER
    params = conditions.params(petition_id, seen_until)
    counted = await row(f"SELECT {COUNTED} {CHOSEN}", *params) or {"signatures": 0, "seal": ""}
    hours = sorted((each["at"], each["n"]) for each in await rows(_BY_HOUR, *params))
    return Preview(
        seen_until,
        counted["signatures"],
        counted["seal"],
        hours,
        [(each["code"], each["n"]) for each in await rows(_BY_PLACE, *params)],
        [Sampled(**each) for each in await rows(_SAMPLE, *params)],
    )
