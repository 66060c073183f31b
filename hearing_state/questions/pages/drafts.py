"""The draft behind the pages of asking: whose it is, what was typed, how a page adds to it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from starlette.requests import Request

from hearing_state.errors import NotFound
from hearing_state.questions import queries
from hearing_state.questions.actions.save_draft import SaveDraft, save_draft
from hearing_state.questions.queries import Draft
from hearing_state.web import browser_of, context_of

STEPS = 6


def draft_id(request: Request) -> UUID:
    """The draft that the address names. Raises NotFound."""
    try:
        return UUID(request.path_params["draft"])
    except ValueError:
        raise NotFound("question.no_such_draft") from None


async def draft_of(request: Request) -> Draft:
    """The reader's own draft that the address names. Raises NotFound."""
    return await queries.draft(context_of(request), draft_id(request), browser_of(request))


async def keep(request: Request, draft: UUID | None, typed: dict[str, Any], **changed: Any) -> UUID:
    """Write down what was typed so far; sending the same page again only writes the same. Raises Invalid."""
    wish = SaveDraft(draft=draft, secret=browser_of(request), **{**typed, **changed})
    saved = await save_draft(context_of(request), wish)
    return saved.draft
