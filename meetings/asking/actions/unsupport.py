"""Somebody does not stand behind a question any more."""

from __future__ import annotations

from hearing_state.actions import Context, action
from hearing_state.db import value
from hearing_state.errors import Conflict, Invalid
from hearing_state.permissions import Subject
from meetings.asking import queries, supporter
from meetings.asking.actions.support import Support, Supported
from meetings.asking.ahead import votes_closed_because
from meetings.asking.models import AheadRow
from meetings.schedule import queries as schedule

# In a bundle she may have stood behind more than one of its questions: from the line as a whole she goes as she came.
_TAKE = """
WITH gone AS (
  DELETE FROM asking_support s USING asking_question q WHERE q.id = s.question_id AND s.supporter = $2 AND NOT s.is_own
     AND (q.id = $1 OR q.bundle_id = $3::uuid) RETURNING 1
) SELECT count(*)::int FROM gone
"""


class Unsupport(Support):
    """The same as for supporting."""


async def about(context: Context, wish: Unsupport) -> Subject:
    return await queries.subject(context, wish.question)


@action("asking.unsupport", entry="asking.unsupported", about=about, public=False)
async def unsupport(context: Context, wish: Unsupport) -> Supported:
    """One's own question is not left, it is withdrawn. Raises Conflict once the meeting is over."""
    row = await AheadRow.get(ref=wish.question)
    meeting = (await schedule.meetings(context, [row.meeting_id]))[row.meeting_id]
    closed = votes_closed_because(meeting, context.now)
    if closed:
        raise Conflict(closed)
    who = supporter.of_reader(context, wish.secret)
    if who is None:
        raise Invalid("ahead.person_needed")
    gone = await value(_TAKE, row.id, who.key, row.bundle_id)
    context.record("asking.unsupported", row.ref, is_guest=who.is_guest)
    return Supported(ref=row.ref, is_new=bool(gone))
