"""What waits for the check, by its legal day, with steps for many at once; and comments of signers that wait to be read."""

from __future__ import annotations

from uuid import UUID

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.actions import permitted
from hearing_state.errors import Conflict, Fault, Invalid, NotFound
from hearing_state.web import Form, Page, context_of, page_number, read_form, render, see_other
from petitions.checking import queries
from petitions.checking.actions.assign import Assign, assign, colleagues
from petitions.checking.actions.undo_assign import UndoAssign, undo_assign
from petitions.checking.desk import bounds
from petitions.drafting import wording
from petitions.signing import queries as signing
from petitions.signing.actions.screen_comment import ScreenComment, screen_comment

_SAID = {
    ("petitions", "field_missing"): "petition.choose_some",
    ("petitions", "field_too_many"): "petition.too_many_chosen",
    ("to", "field_missing"): "petition.no_such_moderator",
    ("to", "field_not_understood"): "petition.no_such_moderator",
}


async def show(request: Request) -> Response:
    return await _page(request, Form.empty())


async def _page(request: Request, form: Form, status: int = 200) -> Response:
    context = context_of(request)
    whose = request.query_params.get("whose", "all")
    whose = whose if whose in queries.WHOSE else "all"
    return render(
        request,
        "petitions/checking/console/queue.html",
        status=status,
        form=form,
        waiting=await queries.waiting(context, whose, page_number(request)),
        whose=whose,
        may_assign=permitted(context, "petition.assign"),
        colleagues=[(str(each), name) for each, name in (await colleagues(context)).items()],
        undoable=await queries.undoable(context),
        me=context.actor.person_id,
        comments=await signing.waiting_comments(context)
        if permitted(context, "petition.see_comments")
        else [],
        words=wording,
    )


async def post_assign(request: Request) -> Response:
    """``do``: take them, put them back, or give them to ``to``."""
    form = await read_form(request)
    to = {"take": str(form.context.actor.person_id), "back": None}.get(form.value("do"), form.value("to"))
    try:
        await assign(form.context, form.wish(Assign, to=to))
    except (Invalid, Conflict) as refusal:
        told = _in_own_words(refusal) if isinstance(refusal, Invalid) else refusal
        return await _page(request, form.refused(told), refusal.status)
    return see_other(request, "petition.checking")


def _in_own_words(refusal: Invalid) -> Invalid:
    return Invalid.many(
        Fault(each.field, _SAID.get((each.field, each.reason), each.reason), {"maximum": bounds().bulk_max, **each.values})
        for each in refusal.faults
    )  # fmt: skip


async def post_undo(request: Request) -> Response:
    form = await read_form(request)
    try:
        await undo_assign(form.context, UndoAssign(batch=_named(form, "batch", "petition.no_such_step")))
    except Conflict as refusal:
        return await _page(request, form.refused(refusal), refusal.status)
    return see_other(request, "petition.checking")


async def post_comment(request: Request) -> Response:
    form = await read_form(request)
    signature = _named(form, "signature", "petition.no_such_comment")
    await screen_comment(form.context, form.wish(ScreenComment, signature=signature))
    return see_other(request, "petition.checking")


def _named(form: Form, name: str, otherwise: str) -> UUID:
    try:
        return UUID(form.value(name))
    except ValueError:
        raise NotFound(otherwise) from None


PAGES = (
    Page.get("petition.checking", "/petitions", show, reads=queries.waiting),
    Page.post("petition.assign", "/petitions/assign", post_assign, acts=assign),
    Page.post("petition.undo_assign", "/petitions/undo", post_undo, acts=undo_assign),
    Page.post("petition.screen_comment", "/petitions/comments", post_comment, acts=screen_comment),
)
