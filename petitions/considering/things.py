"""Comments on drafts as things that readers report and moderators decide on; what a decision does to them."""

from __future__ import annotations

from hearing_state.actions import Context, by_law
from hearing_state.errors import NotFound
from hearing_state.jobs.listeners import Told, job
from hearing_state.moderation.things import Thing
from petitions.considering import discussion
from petitions.considering.actions.set_comment_hidden import SetCommentHidden, set_comment_hidden
from petitions.considering.models import DiscussionRow
from petitions.drafting import queries as drafting
from petitions.drafting.models import PetitionRow

TITLE_MAX = 100


async def thing(context: Context, about: str) -> Thing | None:
    """A comment, where this reader sees it and the petition that it is about."""
    found = await discussion.comment_of(about)
    if found is None or not discussion.may_see(context, found):
        return None
    under = await DiscussionRow.get(id=found.discussion_id)
    try:
        petition = await drafting.by_key(context, (await PetitionRow.get(id=under.petition_id)).ref)
    except NotFound:
        return None
    page = await discussion.page_of(found)
    address = (
        f"/{context.locale}/petitions/{petition.ref}/discussion/{under.number}?page={page}#comment-{found.id}"
    )
    return Thing(about, found.text[:TITLE_MAX], address, found.author_id)


@job("moderation.decided", name="petitions.hide_a_comment")
async def hide_what_was_decided(context: Context, told: Told) -> None:
    """A report was upheld with a reason that hides."""
    found = await discussion.comment_of(told.about)
    if found is not None and told.payload["hides"] and not found.is_hidden:
        await by_law(context, set_comment_hidden, SetCommentHidden(comment=found.id, is_hidden=True))


@job("moderation.appeal_decided", name="petitions.show_a_comment")
async def show_again_on_appeal(context: Context, told: Told) -> None:
    """The decision that hid it does not stand."""
    found = await discussion.comment_of(told.about)
    if found is not None and told.payload["outcome"] == "granted" and found.is_hidden:
        await by_law(context, set_comment_hidden, SetCommentHidden(comment=found.id, is_hidden=False))


LISTENERS = (hide_what_was_decided, show_again_on_appeal)
