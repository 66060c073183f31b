"""What moderators decided on a report or an appeal: a comment on a draft is hidden, or shown again."""

from __future__ import annotations

from uuid import UUID

from hearing_state.actions import Context, Wish, action
from hearing_state.errors import NotFound
from petitions.considering.models import CommentRow, DiscussionRow
from petitions.drafting.models import PetitionRow


class SetCommentHidden(Wish):
    comment: UUID
    is_hidden: bool


@action("petition.set_comment_hidden", entry="petition.discussion_comment_hidden")
async def set_comment_hidden(context: Context, wish: SetCommentHidden) -> None:
    """Raises NotFound."""
    found = await CommentRow.get_or_none(id=wish.comment)
    if found is None:
        raise NotFound("petition.no_such_comment")
    found.is_hidden = wish.is_hidden
    await found.save(update_fields=["is_hidden"])
    under = await DiscussionRow.get(id=found.discussion_id)
    petition = await PetitionRow.get(id=under.petition_id)
    context.record(
        "petition.discussion_comment_hidden", petition.ref, number=under.number, is_hidden=wish.is_hidden
    )
