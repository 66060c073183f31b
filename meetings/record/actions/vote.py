"""Somebody who takes part chooses an option of an open poll."""

from __future__ import annotations

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.db import execute, row, value
from hearing_state.errors import Conflict, Invalid, NotFound
from hearing_state.ids import new_id
from hearing_state.permissions import Subject
from meetings.record.queries import voter_of
from meetings.schedule import queries as schedule

# Not for an instant both open and counted: closing waits for this row.
_POLL = """
SELECT p.id, p.closed_at FROM record_poll p JOIN schedule_meeting m ON m.id = p.meeting_id WHERE m.ref = $1 AND p.number = $2 FOR SHARE OF p
"""
_VOTE = """
INSERT INTO record_poll_vote (id, poll_id, voter, is_guest, option_number, voted_at) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (poll_id, voter) DO UPDATE SET option_number = excluded.option_number, voted_at = excluded.voted_at
"""
_OPTION = "SELECT 1 FROM record_poll_option WHERE poll_id = $1 AND number = $2"


class Vote(Wish):
    """One vote a person, changed at will while the poll is open. Guests, one a line, are counted apart."""

    meeting: str = Field(max_length=20)
    poll: int = Field(ge=1, le=1000)
    option: int = Field(ge=1, le=100)


async def about(context: Context, wish: Vote) -> Subject:
    return await schedule.subject(context, wish.meeting)


@action("poll.vote", entry="poll.voted", about=about, public=False)
async def vote(context: Context, wish: Vote) -> None:
    """Raises Conflict once the poll is closed."""
    poll = await row(_POLL, wish.meeting, wish.poll)
    if poll is None:
        raise NotFound("poll.not_found")
    if poll["closed_at"] is not None:
        raise Conflict("poll.closed", closed_at=poll["closed_at"])
    if not await value(_OPTION, poll["id"], wish.option):
        raise Invalid("field_not_offered", field="option")
    voter, is_guest = voter_of(context, poll["id"]), context.actor.person_id is None
    await execute(_VOTE, new_id(), poll["id"], voter, is_guest, wish.option, context.now)
    # What was chosen is nobody's business, the ledger's neither.
    context.record("poll.voted", wish.meeting, poll=wish.poll)
