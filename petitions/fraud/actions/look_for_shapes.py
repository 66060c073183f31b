"""The house looks through a petition's signatures; what looks suspicious is listed for the moderators. Nothing else is done about it."""

from __future__ import annotations

from uuid import UUID

import structlog
from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.db import execute, rows
from hearing_state.ids import new_id
from hearing_state.permissions import Subject
from petitions.drafting import queries as drafting
from petitions.drafting.models import PetitionRow
from petitions.fraud import trends
from petitions.fraud.shapes import Kind, Shape

log = structlog.get_logger("petitions")
# What was set aside stays so, unless it has grown by half.
_PUT = """
INSERT INTO fraud_shape AS f (id, petition_id, kind, word, from_at, until_at, block, proof, place_code, signatures, beside, found_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
ON CONFLICT (petition_id, kind, word) DO UPDATE SET from_at = EXCLUDED.from_at, until_at = EXCLUDED.until_at, beside = EXCLUDED.beside,
  signatures = CASE WHEN f.aside_at IS NULL OR EXCLUDED.signatures * 2 > f.signatures * 3 THEN EXCLUDED.signatures ELSE f.signatures END,
  aside_at = CASE WHEN EXCLUDED.signatures * 2 > f.signatures * 3 THEN NULL ELSE f.aside_at END,
  aside_by = CASE WHEN EXCLUDED.signatures * 2 > f.signatures * 3 THEN NULL ELSE f.aside_by END
RETURNING (xmax = 0) AS is_new
"""
_GONE = """
DELETE FROM fraud_shape f WHERE petition_id = $1 AND aside_at IS NULL
   AND NOT EXISTS (SELECT 1 FROM unnest($2::text[], $3::text[]) AS k (kind, word) WHERE k.kind = f.kind AND k.word = f.word)
"""
_LOOKED = """
INSERT INTO fraud_look (petition_id, looked_at) VALUES ($1, $2) ON CONFLICT (petition_id) DO UPDATE SET looked_at = EXCLUDED.looked_at
"""


class LookForShapes(Wish):
    petition: str = Field(max_length=20)


async def about(context: Context, wish: LookForShapes) -> Subject:
    return await drafting.subject(context, wish.petition)


@action("petition.look_for_shapes", entry="petition.shapes_found", about=about, public=False)
async def look_for_shapes(context: Context, wish: LookForShapes) -> int:
    """How many there are."""
    row = await PetitionRow.get(ref=wish.petition)
    shapes = await trends.shapes(context, row.id)
    new = [each for each in shapes if await _put(context, row.id, each)]
    await execute(_GONE, row.id, [each.kind.value for each in shapes], [each.word for each in shapes])
    await execute(_LOOKED, row.id, context.now)
    for each in new:
        if each.kind is Kind.PLACE:
            log.error(
                "more_signers_than_people",
                petition=row.ref,
                place=each.place_code,
                signatures=each.signatures,
                people=each.beside,
            )
    if new:
        context.record("petition.shapes_found", row.ref, shapes=len(shapes))
    else:
        context.changed_nothing()
    return len(shapes)


async def _put(context: Context, petition_id: UUID, shape: Shape) -> bool:
    """Whether it was not known."""
    found = await rows(
        _PUT, new_id(), petition_id, shape.kind.value, shape.word, shape.from_at, shape.until_at, shape.block, shape.proof,
        shape.place_code, shape.signatures, shape.beside, context.now,
    )  # fmt: skip
    return bool(found[0]["is_new"])
