"""The counter goes by: what was signed and taken back since is added up, and thresholds are moved, also back.

What waits is taken away in the very statement that adds it up: each note is counted once, whoever else counts, signs or dies meanwhile.
"""

from __future__ import annotations

from typing import Any

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.db import execute, rows
from petitions.drafting import held
from petitions.drafting.authorised import operator_of
from petitions.drafting.models import PetitionRow
from petitions.drafting.petition import EARLY_SUPPORTERS, State

AT_ONCE = 50_000
# Sums by day and by share follow the hours (migration 0007).
_COUNT = """
WITH taken AS (
  DELETE FROM signing_change WHERE id IN (SELECT id FROM signing_change ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED)
  RETURNING petition_id, place_code, proof, delta, date_trunc('hour', happened_at) AS hour_at
), by_hour AS (
  INSERT INTO signing_series AS s (id, petition_id, hour_at, place_code, proof, net)
  SELECT gen_random_uuid(), petition_id, hour_at, place_code, proof, sum(delta) FROM taken GROUP BY 2, 3, 4, 5
  ON CONFLICT (petition_id, hour_at, place_code, proof) DO UPDATE SET net = s.net + EXCLUDED.net
), summed AS (
  INSERT INTO signing_total AS t (petition_id, total, counted_at)
  SELECT petition_id, sum(delta), $2 FROM taken GROUP BY 1
  ON CONFLICT (petition_id) DO UPDATE SET total = t.total + EXCLUDED.total, counted_at = EXCLUDED.counted_at
  RETURNING petition_id, total
)
SELECT s.petition_id, s.total, p.ref, (SELECT count(*)::int FROM taken) AS notes
  FROM summed s JOIN drafting_petition p ON p.id = s.petition_id ORDER BY p.ref
"""
# Their rows are held by then, in the one order in which everybody takes them: first the petition, then this.
_NEAR = """
WITH looked AS (
  SELECT t.petition_id, t.total::real / p.needed AS share FROM signing_total t JOIN drafting_petition p ON p.id = t.petition_id
   WHERE t.petition_id = ANY ($1::uuid[]) AND p.state = 'public' AND NOT p.is_hidden AND t.total * 4 >= p.needed * 3
), gone AS (
  DELETE FROM signing_near WHERE petition_id = ANY ($1::uuid[]) AND petition_id NOT IN (SELECT petition_id FROM looked)
)
INSERT INTO signing_near (petition_id, share) SELECT petition_id, share FROM looked
ON CONFLICT (petition_id) DO UPDATE SET share = EXCLUDED.share
"""


class Count(Wish):
    at_once: int = Field(AT_ONCE, ge=1, le=AT_ONCE)


@action("petition.count", entry="petition.counted", public=False)
async def count(context: Context, wish: Count) -> int:
    """How many notes were taken this time."""
    found = await rows(_COUNT, wish.at_once, context.now)
    for each in found:
        await move(context, each)
    await execute(_NEAR, [each["petition_id"] for each in found])
    notes = int(found[0]["notes"]) if found else 0
    context.record("petition.counted", "petitions", notes=notes, petitions=len(found))
    return notes


async def move(context: Context, found: dict[str, Any]) -> None:
    """Whether the new total takes the petition over a threshold, or back."""
    row, total = await held.hold(found["ref"]), int(found["total"])
    if row.state == State.GATHERING and total >= EARLY_SUPPORTERS:
        await _to_the_check(context, row)
    elif row.state == State.PUBLIC and row.needed is not None and total >= row.needed:
        held.step(row, "reach")
        row.reached_at = context.now
        await row.save(update_fields=["state", "reached_at"])
        await held.happened(context, row, "reached", total=total, needed=row.needed)
    elif row.state == State.REACHED and row.needed is not None and total < row.needed:
        held.step(row, "fall_back")
        row.reached_at = None
        await row.save(update_fields=["state", "reached_at"])
        await held.happened(context, row, "fell_back", total=total, needed=row.needed)


async def _to_the_check(context: Context, row: PetitionRow) -> None:
    """Fifty have joined: the check has its twenty working days from now (90-2(5)). It stays so if one of them leaves."""
    held.step(row, "reach_fifty")
    row.fifty_at = context.now
    await row.save(update_fields=["state", "fifty_at"])
    await held.settle_its_clocks(context, row, "petition.sponsors")
    opened = await held.open_its_clock(
        context, row, "petition.check", kind="duty", agency=await operator_of(context)
    )
    await held.happened(context, row, "fifty_joined", due_on=opened.due_on)
