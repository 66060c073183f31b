"""What the pages of the secretary share: a form sent, an action called, back to a page of the same meeting."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.actions import Action, Wish
from hearing_state.errors import Conflict, Forbidden, Invalid
from hearing_state.web import Form, read_form, see_other
from meetings.record.sight import own_meeting

Refusal = Invalid | Conflict
Again = Callable[[Request, Form, int], Awaitable[Response]]
Wished = Callable[[Form], Wish]


async def sent(
    request: Request,
    acts: Action[Any, Any],
    wished: Wished,
    again: Again,
    then: str,
    done: str,
    beside: Mapping[str, str] | None = None,
) -> Response:
    """Call the action with what was typed; show the page again where it is refused, else go to ``then``.

    ``beside``: the action's name of a field -> how the page calls it.
    """
    form, ref = await read_form(request), request.path_params["meeting"]
    try:
        await acts(form.context, wished(form))
    except (Invalid, Conflict) as refusal:
        await own_meeting(form.context, ref)
        return await again(request, _beside(form.refused(refusal), beside or {}), refusal.status)
    except Forbidden:
        await own_meeting(form.context, ref)  # a meeting of another office has no such page
        raise
    return see_other(request, then, meeting=ref, done=done)


def _beside(form: Form, names: Mapping[str, str]) -> Form:
    return replace(
        form, faults=tuple(replace(each, field=names.get(each.field, each.field)) for each in form.faults)
    )
