"""The draft behind the pages: whose it is, what was typed, how a page adds to it."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from pydantic import ValidationError
from starlette.requests import Request

from hearing_state.errors import Fault, Invalid, NotFound
from hearing_state.web import Form, browser_of, context_of
from hearing_state.web.forms import invalid_from
from petitions.drafting import queries
from petitions.drafting.actions.save_draft import SaveDraft, save_draft
from petitions.drafting.drafts import Draft

STEPS = 4


def draft_id(request: Request) -> UUID:
    """Raises NotFound."""
    try:
        return UUID(request.path_params["draft"])
    except ValueError:
        raise NotFound("petition.no_such_draft") from None


async def draft_of(request: Request) -> Draft:
    """The reader's own draft that the address names. Raises NotFound."""
    return await queries.draft(context_of(request), draft_id(request), browser_of(request))


async def keep(
    request: Request, draft: UUID | None, form: Form, *names: str, files: Sequence[UUID] | None = None
) -> UUID:
    """Write down what this page asked for, whether it is whole or not. Raises Invalid for what is too long."""
    said = {name: form.value(name).strip() for name in names}
    try:
        wish = SaveDraft.model_validate(
            {**said, "files": files, "draft": draft, "secret": browser_of(request)}
        )
    except ValidationError as refusal:
        raise in_own_words(invalid_from(refusal)) from None
    return (await save_draft(context_of(request), wish)).draft


_SAID = {
    ("title", "field_missing"): "petition.title_short",
    ("title", "field_too_short"): "petition.title_short",
    ("title", "field_too_long"): "petition.title_long",
    ("topic", "field_missing"): "petition.choose_topic",
    ("place", "field_missing"): "petition.choose_place",
    ("place", "field_not_understood"): "petition.choose_place",
    ("place", "field_too_long"): "petition.choose_place",
    ("agency", "field_missing"): "petition.choose_body",
    ("language", "field_missing"): "petition.choose_language",
    ("language", "field_not_offered"): "petition.choose_language",
}
_BY_TYPE = {
    "field_missing": "petition.say_it",
    "field_too_short": "petition.text_short",
    "field_too_long": "petition.text_long",
}


def in_own_words(refusal: Invalid) -> Invalid:
    """What is wrong, so that the summary on top of the page says which field is meant."""
    return Invalid.many(_own(each) for each in refusal.faults)


def _own(fault: Fault) -> Fault:
    word = _SAID.get((fault.field, fault.reason))
    if word is None and fault.field in {"reasons", "proposal"}:
        word = _BY_TYPE.get(fault.reason)
    values = {"limit": 10, **fault.values} if word == "petition.title_short" else fault.values
    return Fault(fault.field, word or fault.reason, values)
