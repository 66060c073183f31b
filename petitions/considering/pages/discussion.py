"""A draft decision before the public: its words, what is said about it, a comment of one's own, what the body took from it."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.errors import Conflict, Fault, Invalid
from hearing_state.people import queries as people
from hearing_state.people.actions.set_name import SetName, set_name
from hearing_state.permissions import Role
from hearing_state.web import Form, Page, context_of, page_number, read_form, render, see_other
from petitions.considering import discussion
from petitions.considering.actions.comment_draft import CommentDraft, comment_draft

_SAID = {
    ("text", "field_missing"): "petition.comment_short",
    ("text", "field_too_short"): "petition.comment_short",
    ("text", "field_too_long"): "petition.comment_long",
}


async def show(request: Request) -> Response:
    return await _page(request, Form.empty())


async def post(request: Request) -> Response:
    form = await read_form(request)
    found = await _found(request)
    key, number = request.path_params["petition"], found.discussion.number
    try:
        wish = form.wish(
            CommentDraft, petition=key, discussion=number, consent=form.value("consent") == "yes"
        )
        if form.context.actor.person_id and not form.context.actor.name:
            await set_name(context_of(request), form.wish(SetName))
        made = await comment_draft(form.context, wish)
    except (Invalid, Conflict) as refusal:
        told = _in_own_words(refusal) if isinstance(refusal, Invalid) else refusal
        return await _page(request, form.refused(told), refusal.status)
    last = (found.comments.total // found.comments.size) + 1
    answer = see_other(request, "petition.discussion", petition=key, number=number, page=last, done="said")
    answer.headers["location"] += f"#comment-{made}"
    return answer


def _in_own_words(refusal: Invalid) -> Invalid:
    return Invalid.many(
        Fault(each.field, _SAID.get((each.field, each.reason), each.reason), each.values)
        for each in refusal.faults
    )


async def _found(request: Request) -> discussion.Discussed:
    """Raises NotFound."""
    asked = request.path_params
    return await discussion.discussed(
        context_of(request), asked["petition"], asked["number"], page_number(request)
    )


async def _page(request: Request, form: Form, status: int = 200) -> Response:
    context, found = context_of(request), await _found(request)
    return render(
        request,
        "petitions/considering/pages/discussion.html",
        status=status,
        form=form,
        petition=found.petition,
        discussion=found.discussion,
        comments=found.comments,
        hidden=found.hidden,
        is_open=discussion.takes_comments(found.discussion, found.petition, context.today),
        is_ahead=context.today < found.discussion.opens_on,
        reference_of=discussion.reference_of,
        comment_max=discussion.COMMENT_MAX,
        is_done=request.query_params.get("done") == "said",
        **await _reader(request),
    )


async def _reader(request: Request) -> dict[str, Any]:
    """Who reads: under which name she would be shown, or why she cannot write."""
    actor = context_of(request).actor
    is_known = Role.RESIDENT in actor.roles
    person = actor.person_id if is_known else None
    return {
        "is_known": is_known,
        "is_at_work": actor.is_signed_in and not is_known,
        "own_name": await people.public_name(context_of(request), person) if person else "",
    }


_AT = "/petitions/{petition}/discussion/{number}"
PAGES = (
    Page.get("petition.discussion", _AT, show, reads=discussion.discussed),
    Page.post("petition.comment_draft", _AT, post, acts=comment_draft),
)
