"""What the desk need not know any more is forgotten: blocks of addresses after ninety days, moderators' names a year after the end."""

from __future__ import annotations

from hearing_state.actions import Context, Wish, action
from hearing_state.db import execute
from hearing_state.retention import RETENTION

_SHAPES = """
DELETE FROM fraud_shape f USING drafting_petition p WHERE p.id = f.petition_id
   AND (f.until_at < $1::timestamptz - make_interval(days => $2::int) OR p.closed_at < $1::timestamptz - make_interval(days => $2::int))
"""
# What was stopped and never went on ends with its petition.
_BLOCKS = """
UPDATE fraud_invalidation i SET block = NULL FROM drafting_petition p
 WHERE p.id = i.petition_id AND i.block IS NOT NULL AND coalesce(i.ended_at, p.closed_at) < $1::timestamptz - make_interval(days => $2::int)
"""
_NAMES = """
UPDATE fraud_invalidation i SET asked_by = NULL, confirmed_by = NULL FROM drafting_petition p
 WHERE p.id = i.petition_id AND i.asked_by IS NOT NULL AND p.closed_at < $1::timestamptz - make_interval(days => $2::int)
"""


class SweepDesk(Wish):
    pass


@action("petition.sweep_fraud_desk", entry="petition.fraud_desk_swept", public=False)
async def sweep_desk(context: Context, wish: SweepDesk) -> None:
    del wish
    shapes = await execute(_SHAPES, context.now, RETENTION.days("fraud_shape", "block"))
    await execute(_BLOCKS, context.now, RETENTION.days("fraud_invalidation", "block"))
    await execute(_NAMES, context.now, RETENTION.days("fraud_invalidation", "asked_by"))
    context.record("petition.fraud_desk_swept", "petitions", shapes=shapes)
