"""What an author may do with a petition after it was filed: take it back; mend what the check did not let through."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from pydantic import Field

from hearing_state.actions import Context
from hearing_state.errors import NotFound
from mobile_api.endpoint import Endpoint, endpoint
from mobile_api.reading import Asked
from mobile_api.v1 import own_petition_shapes as shapes
from mobile_api.v1.petitions import ByPetition
from petitions.checking.actions.mend import Mend, mend
from petitions.drafting import queries
from petitions.drafting.actions.discard_draft import DiscardDraft, discard_draft
from petitions.drafting.actions.save_draft import SaveDraft, save_draft
from petitions.drafting.actions.withdraw import Withdraw, withdraw
from petitions.drafting.drafts import Draft
from petitions.drafting.papers import still_there


class ByDraft(Asked):
    draft: Annotated[UUID, Field(description="As `mend` or the list of one's drafts gave it")]


async def withdraw_petition(context: Context, path: ByPetition) -> shapes.PetitionState:
    """Take one's own petition back, until it is decided."""
    ref = await _own(context, path)
    return shapes.PetitionState.of(await withdraw(context, Withdraw(petition=ref)))


async def mend_petition(context: Context, path: ByPetition) -> shapes.PetitionMended:
    """Take the words of one's own rejected petition into a new draft, with the moderator's remarks beside the fields."""
    ref = await _own(context, path)
    return shapes.PetitionMended(draft=(await mend(context, Mend(petition=ref))).draft)


async def list_my_petition_drafts(context: Context) -> list[shapes.PetitionDraft]:
    """What one has begun, here or on the site; the last saved first."""
    return [await _shown(context, each) for each in await queries.begun(context, None)]


async def show_petition_draft(context: Context, path: ByDraft) -> shapes.PetitionDraft:
    """One draft with its remarks, each named by the field that it concerns."""
    return await _shown(context, await queries.draft(context, path.draft, None))


async def save_petition_draft(
    context: Context, path: ByDraft, body: shapes.PetitionDraftWords
) -> shapes.PetitionDraft:
    """Write down what was changed. A remark whose field was changed is gone from the answer."""
    await save_draft(context, SaveDraft(draft=path.draft, **body.model_dump()))
    return await _shown(context, await queries.draft(context, path.draft, None))


async def discard_petition_draft(context: Context, path: ByDraft) -> None:
    """Throw a draft away."""
    await discard_draft(context, DiscardDraft(draft=path.draft))


async def _own(context: Context, path: ByPetition) -> str:
    """The number. Raises NotFound for anybody else's petition, as on the site."""
    row = await queries.by_key(context, path.petition)
    if not queries.is_own(context, row):
        raise NotFound("petition.not_found")
    return row.ref


async def _shown(context: Context, draft: Draft) -> shapes.PetitionDraft:
    return shapes.PetitionDraft.of(draft, await still_there(context, draft.files))


_ONE, _DRAFTS = "/petitions/{petition}", "/me/petition-drafts"
_DRAFT = f"{_DRAFTS}/{{draft}}"
ENDPOINTS: tuple[Endpoint, ...] = (
    endpoint("POST", f"{_ONE}/withdraw", withdraw_petition, acts=withdraw, needs_sign_in=True),
    endpoint("POST", f"{_ONE}/mend", mend_petition, acts=mend, status=201, is_keyed=True, needs_sign_in=True),
    endpoint("GET", _DRAFTS, list_my_petition_drafts, reads=queries.begun, needs_sign_in=True),
    endpoint("GET", _DRAFT, show_petition_draft, reads=queries.draft, needs_sign_in=True),
    endpoint("POST", _DRAFT, save_petition_draft, acts=save_draft, needs_sign_in=True),
    endpoint("DELETE", _DRAFT, discard_petition_draft, acts=discard_draft, status=204, needs_sign_in=True),
)
