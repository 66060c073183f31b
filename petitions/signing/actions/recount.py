"""Each night the signatures are counted anew from their rows. Where that differs from the counter, the public and the operator read it."""

from __future__ import annotations

import structlog

from hearing_state.actions import Context, Wish, action
from hearing_state.db import execute
from petitions.signing import recounting

log = structlog.get_logger("petitions")

_PUT = """
INSERT INTO signing_recount (petition_id, counted, recounted, found_at) VALUES ($1, $2, $3, $4)
ON CONFLICT (petition_id) DO UPDATE SET counted = EXCLUDED.counted, recounted = EXCLUDED.recounted
"""
_AGREES = "DELETE FROM signing_recount WHERE petition_id = $1"


class Recount(Wish):
    pass


@action("petition.recount", entry="petition.recount_agrees")
async def recount(context: Context, wish: Recount) -> int:
    """In how many petitions the two differ. Nothing is put right here: somebody must find out first which of them is wrong."""
    del wish
    before = {each.petition_id: each for each in await recounting.known()}
    now = {each.petition_id: each for each in await recounting.different()}
    context.changed_nothing()
    for each in now.values():
        await execute(_PUT, each.petition_id, each.counted, each.recounted, context.now)
        if before.get(each.petition_id) != each:
            log.error("recount_differs", petition=each.ref, counted=each.counted, recounted=each.recounted)
            context.record(
                "petition.recount_differs", each.ref, counted=each.counted, recounted=each.recounted
            )
    for gone in before.keys() - now.keys():
        await execute(_AGREES, gone)
        context.record("petition.recount_agrees", before[gone].ref)
    return len(now)
