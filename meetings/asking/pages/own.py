"""What an asker does with her question, each on a page that says what follows: take it back, take it out of a bundle, demand an answer
in writing.
"""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.errors import Conflict, Invalid, NotFound
from hearing_state.web import Form, Page, read_form, render, see_other
from meetings.asking import queries, wording
from meetings.asking.actions.split_off import SplitOff, split_off
from meetings.asking.actions.take_away import TakeAway, take_away
from meetings.asking.actions.withdraw import Withdraw, withdraw
from meetings.asking.pages.reader import known_secret, shown_of
from meetings.asking.views import Shown

WITHDRAW, SPLIT_OFF, WRITE = "withdraw", "split_off", "write"


async def _own(request: Request) -> Shown:
    """Raises NotFound for anybody else's."""
    shown = await shown_of(request)
    if not shown.question.is_own:
        raise NotFound("ahead.not_found")
    return shown


async def _page(request: Request, verb: str, form: Form, status: int = 200) -> Response:
    shown = await _own(request)
    return render(
        request,
        f"meetings/asking/pages/{verb}.html",
        status=status,
        shown=shown,
        q=shown.question,
        meeting=shown.meeting,
        form=form,
        words=wording,
    )


async def show_withdraw(request: Request) -> Response:
    return await _page(request, WITHDRAW, Form.empty())


async def post_withdraw(request: Request) -> Response:
    form, shown = await read_form(request), await _own(request)
    try:
        await withdraw(form.context, Withdraw(question=shown.question.ref, secret=known_secret(request)))
    except (Invalid, Conflict) as refusal:
        return await _page(request, WITHDRAW, form.refused(refusal), refusal.status)
    return see_other(request, "asking.mine", done="withdrawn")


async def show_split_off(request: Request) -> Response:
    return await _page(request, SPLIT_OFF, Form.empty())


async def post_split_off(request: Request) -> Response:
    form, shown = await read_form(request), await _own(request)
    try:
        await split_off(form.context, SplitOff(question=shown.question.ref, secret=known_secret(request)))
    except (Invalid, Conflict) as refusal:
        return await _page(request, SPLIT_OFF, form.refused(refusal), refusal.status)
    return _to_question(request, shown, "split_off")


async def show_write(request: Request) -> Response:
    return await _page(request, WRITE, Form.empty())


async def post_write(request: Request) -> Response:
    form, shown = await read_form(request), await _own(request)
    try:
        await take_away(form.context, TakeAway(question=shown.question.ref))
    except (Invalid, Conflict) as refusal:
        return await _page(request, WRITE, form.refused(refusal), refusal.status)
    return _to_question(request, shown, "taken")


def _to_question(request: Request, shown: Shown, done: str) -> Response:
    return see_other(request, "asking.show", meeting=shown.meeting.ref, ahead=shown.question.ref, done=done)


_AT = "/meetings/{meeting}/questions/{ahead}"
PAGES = (
    Page.get("asking.withdraw", f"{_AT}/withdraw", show_withdraw, reads=queries.shown),
    Page.post("asking.withdraw", f"{_AT}/withdraw", post_withdraw, acts=withdraw),
    Page.get("asking.split_off", f"{_AT}/not-mine", show_split_off, reads=queries.shown),
    Page.post("asking.split_off", f"{_AT}/not-mine", post_split_off, acts=split_off),
    Page.get("asking.write", f"{_AT}/in-writing", show_write, reads=queries.shown),
    Page.post("asking.write", f"{_AT}/in-writing", post_write, acts=take_away),
)
