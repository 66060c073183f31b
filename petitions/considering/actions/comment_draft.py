"""A resident says what she thinks of a draft decision; everybody reads it at once, beside her first name and one letter."""

from __future__ import annotations

from uuid import UUID

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.errors import Conflict, Forbidden, Invalid
from hearing_state.people import queries as people
from hearing_state.permissions import Subject
from petitions.considering.discussion import COMMENT_MAX, COMMENT_MIN, discussed, takes_comments
from petitions.considering.models import CommentRow
from petitions.drafting import queries


class CommentDraft(Wish):
    """``discussion``: its number among the petition's. ``consent``: the words and the short name are published."""

    petition: str = Field(max_length=queries.LINK_LENGTH)
    discussion: int = Field(ge=1, le=999)
    text: str = Field(min_length=COMMENT_MIN, max_length=COMMENT_MAX)
    consent: bool = False


async def about(context: Context, wish: CommentDraft) -> Subject:
    return queries.subject_of(await queries.by_key(context, wish.petition))


@action("petition.comment_draft", entry="petition.draft_commented", about=about)
async def comment_draft(context: Context, wish: CommentDraft) -> UUID:
    """Raises Conflict before it opens and after it has closed."""
    person_id = context.actor.person_id
    if person_id is None:
        raise Forbidden()
    found = await discussed(context, wish.petition, str(wish.discussion), 1)
    if not takes_comments(found.discussion, found.petition, context.today):
        raise Conflict("petition.discussion_closed")
    if not wish.consent:
        raise Invalid("petition.comment_consent", field="consent")
    shown_name = await people.public_name(context, person_id)
    if not shown_name:
        raise Invalid("petition.name_needed", field="given_name")
    made = await CommentRow.create(
        discussion_id=found.discussion.id, author_id=person_id, shown_name=shown_name, text=wish.text, made_at=context.now
    )  # fmt: skip
    context.record("petition.draft_commented", found.petition.ref, number=found.discussion.number)
    return made.id
