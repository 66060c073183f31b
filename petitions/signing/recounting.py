"""The recount: signatures are counted from the rows themselves, beside the counter's total. It repairs nothing; where they differ it says so.

One statement sees one moment: what waits for the counter is added to what the counter has.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.db import row, rows, value

_DIFFERENT = """
WITH valid AS (
  SELECT petition_id, count(*) AS n FROM signing_signature WHERE state = 'valid' GROUP BY 1
), waiting AS (
  SELECT petition_id, sum(delta) AS n FROM signing_change GROUP BY 1
), by_hour AS (
  SELECT petition_id, sum(net) AS n FROM signing_series GROUP BY 1
), by_day AS (
  SELECT petition_id, sum(net) AS n FROM signing_day GROUP BY 1
), by_share AS (
  SELECT petition_id, sum(net) AS n FROM signing_share GROUP BY 1
), beside AS (
  SELECT petition_id, coalesce(v.n, 0) - coalesce(w.n, 0) AS expected, coalesce(w.n, 0) AS waiting,
         ARRAY[coalesce(t.total, 0), coalesce(h.n, 0), coalesce(d.n, 0), coalesce(s.n, 0)] AS known
    FROM signing_total t FULL JOIN waiting w USING (petition_id) FULL JOIN by_hour h USING (petition_id) FULL JOIN by_day d USING (petition_id)
    FULL JOIN by_share s USING (petition_id) FULL JOIN valid v USING (petition_id)
)
SELECT b.petition_id, p.ref, (b.waiting + (SELECT n FROM unnest(b.known) WITH ORDINALITY k (n, at) WHERE n <> b.expected ORDER BY at LIMIT 1))::int
         AS counted, (b.expected + b.waiting)::int AS recounted
  FROM beside b JOIN drafting_petition p ON p.id = b.petition_id
 WHERE b.expected <> ANY (b.known) ORDER BY p.ref
"""
_KNOWN = "SELECT r.petition_id, p.ref, r.counted, r.recounted FROM signing_recount r JOIN drafting_petition p ON p.id = r.petition_id ORDER BY p.ref"
_ONE = "SELECT counted, recounted, found_at FROM signing_recount WHERE petition_id = $1"


@dataclass(frozen=True, slots=True)
class Difference:
    """``counted``: what the counter has, or where that is right what its hours, days or shares add up to; ``recounted``: valid rows."""

    petition_id: UUID
    ref: str
    counted: int
    recounted: int


@dataclass(frozen=True, slots=True)
class Found:
    counted: int
    recounted: int
    found_at: datetime


async def different() -> list[Difference]:
    """At this moment."""
    return [Difference(**each) for each in await rows(_DIFFERENT)]


async def known() -> list[Difference]:
    """What the last recount found."""
    return [Difference(**each) for each in await rows(_KNOWN)]


async def found_about(_context: Context, petition_id: UUID) -> Found | None:
    found = await row(_ONE, petition_id)
    return Found(**found) if found else None


FIGURES = {
    "petitions_uncounted_seconds": "The counter's watermark: age of the oldest signature, or withdrawal, that is not counted yet",
    "petitions_recount_differs": "Petitions in which the nightly recount found another number than the counter",
}
_WATERMARK = (
    "SELECT greatest(extract(epoch FROM $1 - happened_at), 0)::float8 FROM signing_change ORDER BY id LIMIT 1"
)
_DIFFERS = "SELECT count(*)::float8 FROM signing_recount"


async def figures(context: Context) -> dict[str, float]:
    """How far behind the counter is. Identifiers are ordered by time: the first row is the oldest."""
    return {
        "petitions_uncounted_seconds": await value(_WATERMARK, context.now) or 0.0,
        "petitions_recount_differs": await value(_DIFFERS),
    }


async def unwell(_context: Context) -> str | None:
    """What the operator must know."""
    number = await value("SELECT count(*)::int FROM signing_recount")
    return f"the recount differs from the counter in {number} petitions" if number else None
