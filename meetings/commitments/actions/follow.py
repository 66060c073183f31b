"""Somebody wants to be told what becomes of a promise."""

from __future__ import annotations

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.db import execute
from hearing_state.ids import new_id
from hearing_state.permissions import Subject
from meetings.commitments import sight

_FOLLOW = """
INSERT INTO commitments_follow (id, commitment_id, person_id, followed_at)
SELECT $1, c.id, $3, $4 FROM commitments_commitment c WHERE c.ref = $2 ON CONFLICT DO NOTHING
"""


class Follow(Wish):
    commitment: str = Field(max_length=20)


async def about(context: Context, wish: Follow) -> Subject:
    return await sight.subject(context, wish.commitment)


@action("commitment.follow", entry="commitment.follow_begun", about=about, public=False)
async def follow(context: Context, wish: Follow) -> None:
    await execute(_FOLLOW, new_id(), wish.commitment, context.actor.person_id, context.now)
