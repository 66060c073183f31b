"""After its last day the body says in public what of a discussion it took into the decision and what it did not, and why."""

from __future__ import annotations

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.errors import Conflict, NotFound
from hearing_state.permissions import Subject
from petitions.considering.models import CommentRow, DiscussionRow
from petitions.drafting import held, queries
from petitions.drafting.outcome import Done, done

SUMMARY_MIN, SUMMARY_MAX = 10, 10_000


class SummariseDiscussion(Wish):
    petition: str = Field(max_length=20)
    discussion: int = Field(ge=1, le=999)
    taken: str = Field(min_length=SUMMARY_MIN, max_length=SUMMARY_MAX)
    not_taken: str = Field(min_length=SUMMARY_MIN, max_length=SUMMARY_MAX)


async def about(context: Context, wish: SummariseDiscussion) -> Subject:
    return await queries.subject(context, wish.petition)


@action("petition.summarise_discussion", entry="petition.discussion_summarised", about=about)
async def summarise_discussion(context: Context, wish: SummariseDiscussion) -> Done:
    """Once. Raises Conflict while comments are still taken, and where it is summarised already."""
    row = await held.hold(wish.petition)
    held.step(row, "take_step")
    found = await DiscussionRow.get_or_none(petition_id=row.id, number=wish.discussion)
    if found is None:
        raise NotFound("petition.no_such_discussion")
    if found.summarised_at is not None:
        raise Conflict("petition.summarised_before")
    if context.today <= found.closes_on:
        raise Conflict("petition.discussion_runs", day=found.closes_on)
    found.taken, found.not_taken, found.summarised_at = wish.taken, wish.not_taken, context.now
    await found.save(update_fields=["taken", "not_taken", "summarised_at"])
    comments = await CommentRow.filter(discussion_id=found.id).count()
    await held.happened(context, row, "discussion_summarised", number=found.number, comments=comments)
    return done(row)
