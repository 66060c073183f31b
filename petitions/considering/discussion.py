"""Drafts of a decision before the public, and what is said about them (90-5(2)). Hidden comments are counted, not shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from hearing_state.actions import Context, permitted
from hearing_state.db import row as one_row
from hearing_state.db import rows, value
from hearing_state.deadlines import queries as deadlines
from hearing_state.deadlines.calculator import reckon
from hearing_state.errors import NotFound
from hearing_state.permissions import Subject
from hearing_state.web.paging import PAGE_SIZE, Paged
from petitions.considering.models import CommentRow, DiscussionRow
from petitions.drafting import queries as drafting
from petitions.drafting.models import PetitionRow
from petitions.drafting.petition import State

LETTER = "PC"
TEXT_MIN, TEXT_MAX = 30, 20_000
COMMENT_MIN, COMMENT_MAX = 3, 2_000
_COUNTS = """
SELECT count(*) FILTER (WHERE NOT is_hidden)::int AS shown, count(*) FILTER (WHERE is_hidden)::int AS hidden
  FROM considering_comment WHERE discussion_id = $1
"""
_BEFORE = (
    "SELECT count(*)::int FROM considering_comment WHERE discussion_id = $1 AND NOT is_hidden AND id < $2"
)
_LAST_NUMBER = "SELECT coalesce(max(number), 0)::int FROM considering_discussion WHERE petition_id = $1"
_COUNTS_OF_EACH = """
SELECT discussion_id, count(*)::int AS n FROM considering_comment WHERE discussion_id = ANY ($1::uuid[]) AND NOT is_hidden GROUP BY 1
"""


@dataclass(frozen=True, slots=True)
class Discussed:
    """One draft with a page of what is said about it."""

    petition: PetitionRow
    discussion: DiscussionRow
    comments: Paged[CommentRow]
    hidden: int


def takes_comments(discussion: DiscussionRow, petition: PetitionRow, on: date) -> bool:
    return petition.state == State.CONSIDERING and discussion.opens_on <= on <= discussion.closes_on


def reference_of(comment_id: UUID) -> str:
    """What a comment is called where it is reported."""
    return f"{LETTER}-{comment_id}"


async def discussions(context: Context, petition_id: UUID) -> Sequence[DiscussionRow]:
    """All drafts of one petition, the latest first."""
    del context
    return await DiscussionRow.filter(petition_id=petition_id).order_by("-number")


async def comment_counts(context: Context, ids: Sequence[UUID]) -> dict[UUID, int]:
    """How many comments everybody reads under each."""
    del context
    return {each["discussion_id"]: each["n"] for each in await rows(_COUNTS_OF_EACH, list(ids))}


async def first_day(context: Context) -> date | None:
    """The first day of comments on a draft that is announced now: after three working days' notice."""
    calendar = await deadlines.working_calendar(context)
    notice = reckon("petition.discussion_notice", context.now, calendar, context.settings.working_day_ends)
    return notice.due_on + timedelta(days=1) if notice.due_on is not None else None


async def next_number(petition_id: UUID) -> int:
    return int(await value(_LAST_NUMBER, petition_id)) + 1


async def discussed(context: Context, key: str, number: str, page: int) -> Discussed:
    """Of a petition that this reader may see. Raises NotFound."""
    petition = await drafting.by_key(context, key)
    found = None
    if number.isascii() and number.isdigit() and len(number) <= 3:  # noqa: PLR2004  as many digits as drafts ever have
        found = await DiscussionRow.get_or_none(petition_id=petition.id, number=int(number))
    if found is None:
        raise NotFound("petition.no_such_discussion")
    counts = await one_row(_COUNTS, found.id) or {"shown": 0, "hidden": 0}
    shown = CommentRow.filter(discussion_id=found.id, is_hidden=False).order_by("id")
    items = await shown.offset((page - 1) * PAGE_SIZE).limit(PAGE_SIZE)
    return Discussed(petition, found, Paged(items, page, counts["shown"], PAGE_SIZE), counts["hidden"])


async def comment_of(reference: str) -> CommentRow | None:
    """The comment that a reference of this room names, if there is one."""
    letter, _dash, rest = reference.partition("-")
    try:
        return await CommentRow.get_or_none(id=UUID(rest)) if letter == LETTER else None
    except ValueError:
        return None


async def page_of(comment: CommentRow) -> int:
    """The page of the list on which a comment stands."""
    return int(await value(_BEFORE, comment.discussion_id, comment.id)) // PAGE_SIZE + 1


def may_see(context: Context, comment: CommentRow) -> bool:
    """A hidden one is seen by its author and by moderators."""
    subject = Subject(about=reference_of(comment.id), owner=comment.author_id)
    return not comment.is_hidden or permitted(context, "petition.see_hidden_comment", subject)
