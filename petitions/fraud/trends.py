"""A petition's signatures by hour, block of addresses and territory, as the shapes are made of them. Read from the rows themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.clock import day_of
from hearing_state.db import rows, value
from petitions.drafting.population import figure
from petitions.fraud.shapes import Block, Hour, Place, Shape, figures, found

HOURS_SHOWN = 72
_HOURS = """
SELECT date_trunc('hour', s.signed_at) AS at, s.proof, count(*)::int AS signatures,
       count(*) FILTER (WHERE p.made_at > s.signed_at - make_interval(mins => $3))::int AS young
  FROM signing_signature s LEFT JOIN people_person p ON p.id = s.person_id
 WHERE s.petition_id = $1 AND s.state = 'valid' AND s.signed_at >= $2 GROUP BY 1, 2 ORDER BY 1, 2
"""
_BLOCKS = """
SELECT block, count(*)::int AS signatures, min(signed_at) AS first_at, max(signed_at) AS last_at
  FROM signing_signature WHERE petition_id = $1 AND state = 'valid' AND signed_at >= $2 AND block IS NOT NULL GROUP BY 1
"""
_PLACES = """
SELECT place_code AS code, count(*)::int AS signatures FROM signing_signature WHERE petition_id = $1 AND state = 'valid' AND place_code <> '' GROUP BY 1
"""
_LAST = "SELECT max(signed_at) FROM signing_signature WHERE petition_id = $1 AND state <> 'withdrawn'"
# All that were given and not taken back, whether they count or not.
_TRENDS = """
SELECT date_trunc('hour', s.signed_at) AS at, count(*)::int AS signatures, count(*) FILTER (WHERE s.state = 'invalid')::int AS invalid,
       count(*) FILTER (WHERE s.proof = 'code')::int AS by_code,
       count(*) FILTER (WHERE p.made_at > s.signed_at - make_interval(mins => $3))::int AS young, count(DISTINCT s.block)::int AS blocks
  FROM signing_signature s LEFT JOIN people_person p ON p.id = s.person_id
 WHERE s.petition_id = $1 AND s.state <> 'withdrawn' AND s.signed_at >= $2 GROUP BY 1 ORDER BY 1
"""


@dataclass(frozen=True, slots=True)
class Trend:
    """One hour. ``young``: by accounts made minutes before. ``blocks``: out of how many blocks of addresses, as far as known."""

    at: datetime
    signatures: int = 0
    invalid: int = 0
    by_code: int = 0
    young: int = 0
    blocks: int = 0


async def shapes(context: Context, petition_id: UUID) -> list[Shape]:
    """What is suspicious now."""
    since = context.now - timedelta(days=figures()["window_days"])
    hours = [Hour(**each) for each in await rows(_HOURS, petition_id, since, figures()["young"]["minutes"])]
    blocks = [
        Block(
            bytes(each["block"]),
            day_of(each["first_at"]),
            each["signatures"],
            each["first_at"],
            each["last_at"],
        )
        for each in await rows(_BLOCKS, petition_id, since)
    ]
    return found(hours, blocks, await _places(context, petition_id))


async def _places(context: Context, petition_id: UUID) -> list[Place]:
    places = []
    for each in await rows(_PLACES, petition_id):
        known = await figure(context, each["code"], context.today)
        places.append(Place(each["code"], each["signatures"], known.people if known else None))
    return places


async def by_hour(context: Context, petition_id: UUID) -> list[Trend]:
    """The last hours up to the latest signature, quiet ones too; none where nobody has signed."""
    del context
    last: datetime | None = await value(_LAST, petition_id)
    if last is None:
        return []
    latest = last.replace(minute=0, second=0, microsecond=0)
    since = latest - timedelta(hours=HOURS_SHOWN - 1)
    known = {
        each["at"]: Trend(**each)
        for each in await rows(_TRENDS, petition_id, since, figures()["young"]["minutes"])
    }
    hours = [since + timedelta(hours=n) for n in range(HOURS_SHOWN)]
    return [known.get(at, Trend(at)) for at in hours if known and at >= min(known)]
