"""A question is being asked in the room: the moment is written down, so that the record leads there."""

from __future__ import annotations

from pydantic import AwareDatetime, Field

from hearing_state.actions import Context, Wish, action
from hearing_state.permissions import Subject
from meetings.asking import held, queries
from meetings.asking.outcome import Done, done


class MarkAsked(Wish):
    """``at``: for what is written down after the meeting."""

    question: str = Field(max_length=20)
    at: AwareDatetime | None = None


async def about(context: Context, wish: MarkAsked) -> Subject:
    return await queries.subject(context, wish.question)


@action("asking.mark_asked", entry="asking.put", about=about)
async def mark_asked(context: Context, wish: MarkAsked) -> Done:
    found = await held.hold(wish.question)
    held.must_be_public(found.row)
    held.must_not_be_hers(context, found)
    moment = held.moment_of(context, found.meeting, wish.at)
    for each in found.line:
        held.step(each, "mark_asked")
        each.asked_moment_at = moment
        await each.save()
    held.happened(context, "put", found.lead, found.meeting, at=moment)
    return done(found.row)
