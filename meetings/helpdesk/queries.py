"""Reading the help: for whoever is signed in, hidden messages for the meeting's own office alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hearing_state.actions import Context, permitted
from hearing_state.db import rows
from meetings.floor import queries as floor
from meetings.helpdesk.helpdesk import SHOWN, Message
from meetings.schedule import queries as schedule
from meetings.schedule.meeting import Meeting, State

_NEWEST = """
SELECT id, name, is_office, text, said_at, hidden_at IS NOT NULL AS is_hidden, person_id IS NOT DISTINCT FROM $2::uuid AS is_mine
  FROM helpdesk_message WHERE meeting_id = $1 AND (hidden_at IS NULL OR $3) ORDER BY said_at DESC, id DESC LIMIT $4
"""


@dataclass(frozen=True, slots=True)
class Help:
    """``messages``: the oldest first; empty for visitors, who do not read what others ask."""

    meeting: Meeting
    is_open: bool
    messages: Sequence[Message]
    may_write: bool
    may_hide: bool


async def help_of(context: Context, ref: str) -> Help:
    """Raises NotFound for no such meeting."""
    meeting = await schedule.meeting(context, ref)
    subject = schedule.subject_of(meeting)
    is_open = meeting.state in {State.ANNOUNCED, State.LIVE} and await floor.is_open(meeting.id)
    may_hide = permitted(context, "helpdesk.hide", subject)
    may_write = permitted(context, "helpdesk.write", subject)
    messages: list[Message] = []
    if context.actor.is_signed_in:
        found = await rows(_NEWEST, meeting.id, context.actor.person_id, may_hide, SHOWN)
        messages = [Message(**each) for each in reversed(found)]
    return Help(meeting, is_open, messages, may_write and is_open, may_hide)
