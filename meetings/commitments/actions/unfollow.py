"""Somebody no longer wants to be told."""

from __future__ import annotations

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.db import execute
from hearing_state.permissions import Subject
from meetings.commitments import sight

_UNFOLLOW = """
DELETE FROM commitments_follow f USING commitments_commitment c WHERE c.id = f.commitment_id AND c.ref = $1 AND f.person_id = $2
"""


class Unfollow(Wish):
    commitment: str = Field(max_length=20)


async def about(context: Context, wish: Unfollow) -> Subject:
    return await sight.subject(context, wish.commitment)


@action("commitment.unfollow", entry="commitment.follow_ended", about=about, public=False)
async def unfollow(context: Context, wish: Unfollow) -> None:
    await execute(_UNFOLLOW, wish.commitment, context.actor.person_id)
