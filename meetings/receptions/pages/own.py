"""Asking to be received, and one's own requests: how they stand, what is missing, the protocol."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.actions import Context
from hearing_state.agencies import queries as agencies
from hearing_state.errors import Conflict, Invalid, SignInNeeded
from hearing_state.web import Form, Page, context_of, read_form, render, see_other
from meetings.receptions import queries, wording
from meetings.receptions.actions.book import Book, book
from meetings.receptions.actions.cure import Cure, cure
from meetings.receptions.actions.withdraw import Withdraw, withdraw
from meetings.receptions.booking import LIFECYCLE, Hours


async def bookable(context: Context, ref: str) -> Hours:
    """Hours for somebody who is signed in. Raises NotFound, SignInNeeded."""
    found = await queries.hours(context, ref)
    if not context.actor.is_signed_in:
        raise SignInNeeded()
    return found


async def show_book(request: Request) -> Response:
    return await _book_page(
        request, Form.empty(language=context_of(request).locale, form="in_person", priority="none"), 200
    )


async def post_book(request: Request) -> Response:
    form = await read_form(request)
    try:
        wish = form.wish(
            Book,
            reception=request.path_params["reception"],
            is_recording_known=form.value("is_recording_known") == "yes",
            person=None,
        )
        made = await book(form.context, wish)
    except (Invalid, Conflict) as refusal:
        return await _book_page(request, form.refused(refusal), refusal.status)
    return see_other(request, "reception.mine_one", booking=made.ref, done="book")


async def _book_page(request: Request, form: Form, status: int) -> Response:
    context = context_of(request)
    found = await bookable(context, request.path_params["reception"])
    return render(
        request,
        "meetings/receptions/pages/book.html",
        status=status,
        hours=found,
        body=await agencies.agency(context, found.agency_id),
        form=form,
        priorities=[(each.value, name) for each, name in wording.PRIORITIES.items()],
        forms=[(each.value, name) for each, name in wording.FORMS.items()] if found.has_video else [],
    )


async def show_mine(request: Request) -> Response:
    context = context_of(request)
    found = await queries.own(context) if context.actor.is_signed_in else []
    return render(request, "meetings/receptions/pages/mine.html", cases=found, words=wording)


async def show_one(request: Request) -> Response:
    return await _one(request, Form.empty(), 200)


async def _one(request: Request, form: Form, status: int) -> Response:
    case = await queries.case(context_of(request), request.path_params["booking"])
    is_own = case.booking.person_id == context_of(request).actor.person_id
    return render(
        request,
        "meetings/receptions/pages/one.html",
        status=status,
        case=case,
        booking=case.booking,
        form=form,
        may_withdraw=is_own and LIFECYCLE.allows(case.booking.state, "withdraw"),
        may_cure=is_own and LIFECYCLE.allows(case.booking.state, "cure"),
        is_new=request.query_params.get("done") == "book",
        done=wording.DONE.get(request.query_params.get("done", "")),
        words=wording,
    )


async def post_cure(request: Request) -> Response:
    form = await read_form(request)
    ref = request.path_params["booking"]
    try:
        await cure(form.context, form.wish(Cure, booking=ref))
    except (Invalid, Conflict) as refusal:
        return await _one(request, form.refused(refusal), refusal.status)
    return see_other(request, "reception.mine_one", booking=ref, done="cure")


async def post_withdraw(request: Request) -> Response:
    form = await read_form(request)
    ref = request.path_params["booking"]
    try:
        await withdraw(form.context, Withdraw(booking=ref))
    except Conflict as refusal:
        return await _one(request, form.refused(refusal), refusal.status)
    return see_other(request, "reception.mine_one", booking=ref, done="withdraw")


PAGES = (
    Page.get("reception.book", "/receptions/{reception}/book", show_book, reads=bookable),
    Page.post("reception.book", "/receptions/{reception}/book", post_book, acts=book),
    Page.get("reception.mine", "/my/receptions", show_mine, reads=queries.own),
    Page.get("reception.mine_one", "/my/receptions/{booking}", show_one, reads=queries.case),
    Page.post("reception.cure", "/my/receptions/{booking}/cure", post_cure, acts=cure),
    Page.post("reception.withdraw", "/my/receptions/{booking}/withdraw", post_withdraw, acts=withdraw),
)
