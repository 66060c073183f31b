"""The draft behind the pages of asking: whose it is, what was typed, how a page adds to it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from pydantic import ValidationError
from starlette.requests import Request

from hearing_state.errors import Fault, Invalid, NotFound
from hearing_state.permissions import Role
from hearing_state.questions import queries
from hearing_state.questions.actions.save_draft import SaveDraft, save_draft
from hearing_state.questions.views import Draft
from hearing_state.web import browser_of, context_of
from hearing_state.web.forms import invalid_from


def is_known(request: Request) -> bool:
    """Whether the reader has proved a contact and may ask."""
    return Role.RESIDENT in context_of(request).actor.roles


def steps(request: Request) -> int:
    """How many pages asking takes this reader."""
    return 5 if is_known(request) else 6


def draft_id(request: Request) -> UUID:
    """The draft that the address names. Raises NotFound."""
    return uuid_of(request.path_params["draft"])


def uuid_of(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NotFound("question.no_such_draft") from None


async def draft_of(request: Request) -> Draft:
    """The reader's own draft that the address names. Raises NotFound."""
    return await queries.draft(context_of(request), draft_id(request), browser_of(request))


async def keep(request: Request, draft: UUID | None, typed: dict[str, Any], **changed: Any) -> UUID:
    """Write down what was typed so far; sending the same page again only writes the same. Raises Invalid."""
    try:
        wish = SaveDraft.model_validate(
            {**typed, **changed, "draft": draft, "secret": browser_of(request)}, strict=False
        )
    except ValidationError as refusal:
        raise invalid_from(refusal) from None
    return (await save_draft(context_of(request), wish)).draft


def after(typed: dict[str, Any], following: str, *, is_routed_anew: bool = False) -> str:
    """The page to go to next: back to the check where the draft has been through all pages before."""
    if is_routed_anew and typed.get("kind"):
        return "question.ask_body"
    return "question.ask_check" if typed.get("kind") else following


_SAID = {
    ("topic", "field_missing"): "question.say_topic",
    ("title", "field_missing"): "question.say_title",
    ("text", "field_missing"): "question.say_text",
    ("kind", "field_missing"): "question.say_kind",
    ("visibility", "field_missing"): "question.say_visibility",
    ("title", "field_too_short"): "question.title_short",
    ("text", "field_too_short"): "question.text_short",
    ("title", "field_too_long"): "question.title_long",
}


def in_own_words(refusal: Invalid) -> Invalid:
    """What is wrong, so that the summary on top of the page says which field is meant."""
    return Invalid.many(
        Fault(each.field, _SAID.get((each.field, each.reason), each.reason), each.values)
        for each in refusal.faults
    )
