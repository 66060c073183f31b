"""What is said about a petition: with signatures, and on the drafts of its decision."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from hearing_state.actions import Context
from mobile_api.cursor import page_of, to_page
from mobile_api.endpoint import Endpoint, endpoint
from mobile_api.reading import Asked
from mobile_api.v1 import discussion_shapes as shapes
from mobile_api.v1.meetings import Cursor
from mobile_api.v1.petitions import ByPetition
from petitions.considering import discussion
from petitions.considering.actions.comment_draft import CommentDraft, comment_draft
from petitions.drafting import queries as drafting
from petitions.signing import queries as signing


class ByDiscussion(ByPetition):
    number: Annotated[
        str, Field(pattern=r"^[1-9][0-9]{0,2}$", description="Of the draft, among the petition's")
    ]


class Onwards(Asked):
    cursor: Cursor = None


async def list_signer_comments(context: Context, path: ByPetition, query: Onwards) -> shapes.SignerComments:
    """What signers said with their signatures, as far as a moderator has read it."""
    number = page_of(query.cursor)
    row = await drafting.by_key(context, path.petition)
    found = await signing.comments(context, row.id, number)
    return shapes.SignerComments(
        comments=[shapes.SignerComment.of(each) for each in found.items],
        next=to_page(number + 1) if number < found.pages else None,
    )


async def list_draft_decisions(context: Context, path: ByPetition) -> list[shapes.DraftDecision]:
    """Drafts of the decision that were put before the public, the latest first."""
    row = await drafting.by_key(context, path.petition)
    found = await discussion.discussions(context, row.id)
    counts = await discussion.comment_counts(context, [each.id for each in found])
    return [
        shapes.DraftDecision.of(
            each,
            counts.get(each.id, 0),
            takes_comments=discussion.takes_comments(each, row, context.today),
        )
        for each in found
    ]


async def list_draft_comments(context: Context, path: ByDiscussion, query: Onwards) -> shapes.DraftComments:
    """What is said about a draft, oldest first."""
    number = page_of(query.cursor)
    found = await discussion.discussed(context, path.petition, path.number, number)
    return shapes.DraftComments(
        comments=[shapes.DraftComment.of(each) for each in found.comments.items],
        total=found.comments.total,
        hidden=found.hidden,
        next=to_page(number + 1) if number < found.comments.pages else None,
    )


async def comment_draft_decision(
    context: Context, path: ByDiscussion, body: shapes.DraftCommenting
) -> shapes.DraftCommented:
    """Say what one thinks of a draft; everybody reads it at once, beside one's first name and initial."""
    wish = CommentDraft(petition=path.petition, discussion=int(path.number), **body.model_dump())
    return shapes.DraftCommented(id=await comment_draft(context, wish))


_ONE = "/petitions/{petition}"
_COMMENTS = f"{_ONE}/drafts/{{number}}/comments"
ENDPOINTS: tuple[Endpoint, ...] = (
    endpoint("GET", f"{_ONE}/comments", list_signer_comments, reads=signing.comments, fresh_seconds=10),
    endpoint("GET", f"{_ONE}/drafts", list_draft_decisions, reads=discussion.discussions, fresh_seconds=10),
    endpoint("GET", _COMMENTS, list_draft_comments, reads=discussion.discussed, fresh_seconds=10),
    endpoint(
        "POST",
        _COMMENTS,
        comment_draft_decision,
        acts=comment_draft,
        status=201,
        is_keyed=True,
        needs_sign_in=True,
    ),
)
