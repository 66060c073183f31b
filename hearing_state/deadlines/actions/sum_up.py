"""Notes of settled duties are put into the sums that the board of the whole country reads."""

from __future__ import annotations

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.db import value

AT_ONCE = 50_000
# Taken away in the very statement that adds them up: each counts once, whoever else sums up, settles or dies meanwhile.
_SUM_UP = """
WITH taken AS (
  DELETE FROM deadlines_settled_note WHERE id IN (SELECT id FROM deadlines_settled_note ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED)
  RETURNING rule_id, verdict, delta
), summed AS (
  INSERT INTO deadlines_settled AS s (rule_id, verdict, n) SELECT rule_id, verdict, sum(delta) FROM taken GROUP BY 1, 2 ORDER BY 1, 2
  ON CONFLICT (rule_id, verdict) DO UPDATE SET n = s.n + EXCLUDED.n
)
SELECT count(*)::int FROM taken
"""


class SumUp(Wish):
    at_once: int = Field(AT_ONCE, ge=1, le=AT_ONCE)


@action("deadline.sum_up", entry="deadline.summed_up", public=False)
async def sum_up(context: Context, wish: SumUp) -> int:
    """How many notes were taken."""
    notes = int(await value(_SUM_UP, wish.at_once) or 0)
    context.record("deadline.summed_up", "deadlines", notes=notes)
    return notes
