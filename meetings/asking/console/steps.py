"""The buttons of the queue: each a form that works without scripts, one action, and back to where one was."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.errors import Conflict, Invalid
from hearing_state.web import Form, Page, read_form, see_other
from hearing_state.web.hours import hour_on
from meetings.asking import office, queries
from meetings.asking.actions.answer_on_the_spot import AnswerOnTheSpot, answer_on_the_spot
from meetings.asking.actions.bundle import Bundle, bundle
from meetings.asking.actions.mark_asked import MarkAsked, mark_asked
from meetings.asking.actions.mark_not_reached import MarkNotReached, mark_not_reached
from meetings.asking.actions.order_override import OrderOverride, order_override
from meetings.asking.actions.take_away import TakeAway, take_away
from meetings.asking.actions.take_rest_away import TakeRestAway, take_rest_away
from meetings.asking.actions.unbundle import Unbundle, unbundle
from meetings.asking.console.case import case_page
from meetings.asking.console.queue import queue_page
from meetings.schedule.meeting import Meeting

Do = Callable[[Form, Meeting, str], Awaitable[Any]]


def _typed_moment(form: Form, meeting: Meeting) -> datetime | None:
    """On the day of the meeting; none where the secretary leaves it to the clock."""
    text = form.value("at").strip()
    return hour_on(meeting.on, text, "at") if text else None


async def _one(request: Request, done: str, do: Do) -> Response:
    """A step of one question. Refused, its own page says why and keeps what was typed."""
    form, asked = await read_form(request), request.path_params
    found = await office.case(form.context, asked["meeting"], asked["ahead"])
    try:
        await do(form, found.meeting, found.question.ref)
    except (Invalid, Conflict) as refusal:
        return await case_page(request, form.refused(refusal), refusal.status)
    if form.value("back") == "case":
        return see_other(request, "asking.case", meeting=asked["meeting"], ahead=asked["ahead"], done=done)
    return see_other(request, "asking.queue", meeting=asked["meeting"], done=done)


async def _all(request: Request, done: str, do: Callable[[Form, str], Awaitable[Any]]) -> Response:
    """A step of the whole list."""
    form, ref = await read_form(request), request.path_params["meeting"]
    await queries.managed(form.context, ref)  # a meeting of another office has no such page
    try:
        await do(form, ref)
    except (Invalid, Conflict) as refusal:
        return await queue_page(request, form.refused(refusal), refusal.status)
    return see_other(request, "asking.queue", meeting=ref, done=done, tab=form.value("tab"))


async def post_put(request: Request) -> Response:
    async def do(form: Form, meeting: Meeting, ref: str) -> None:
        at = _typed_moment(form, meeting)
        await mark_asked(form.context, MarkAsked(question=ref, at=at))

    return await _one(request, "put", do)


async def post_answer(request: Request) -> Response:
    async def do(form: Form, meeting: Meeting, ref: str) -> None:
        at = _typed_moment(form, meeting)
        await answer_on_the_spot(form.context, form.wish(AnswerOnTheSpot, question=ref, at=at))

    return await _one(request, "answered", do)


async def post_take(request: Request) -> Response:
    async def do(form: Form, meeting: Meeting, ref: str) -> None:
        at = _typed_moment(form, meeting)
        await take_away(form.context, form.wish(TakeAway, question=ref, at=at))

    return await _one(request, "taken", do)


async def post_not_reached(request: Request) -> Response:
    async def do(form: Form, meeting: Meeting, ref: str) -> None:
        await mark_not_reached(form.context, MarkNotReached(meeting=meeting.ref, question=ref))

    return await _one(request, "not_reached", do)


async def post_move(request: Request) -> Response:
    async def do(form: Form, _meeting: Meeting, ref: str) -> None:
        await order_override(form.context, form.wish(OrderOverride, question=ref))

    return await _one(request, "moved", do)


async def post_unbundle(request: Request) -> Response:
    async def do(form: Form, _meeting: Meeting, ref: str) -> None:
        is_whole = form.value("is_whole") == "yes"
        await unbundle(form.context, Unbundle(question=ref, is_whole=is_whole))

    return await _one(request, "unbundled", do)


async def post_bundle(request: Request) -> Response:
    async def do(form: Form, ref: str) -> None:
        await bundle(form.context, form.wish(Bundle, meeting=ref))

    return await _all(request, "bundled", do)


async def post_close(request: Request) -> Response:
    async def do(form: Form, ref: str) -> None:
        await mark_not_reached(form.context, MarkNotReached(meeting=ref))

    return await _all(request, "closed", do)


async def post_rest(request: Request) -> Response:
    async def do(form: Form, ref: str) -> None:
        await take_rest_away(form.context, TakeRestAway(meeting=ref))

    return await _all(request, "rest", do)


_LIST = "/meetings/{meeting}/questions"
_AT = f"{_LIST}/{{ahead}}"
PAGES = (
    Page.post("asking.bundle", f"{_LIST}/bundle", post_bundle, acts=bundle),
    Page.post("asking.close", f"{_LIST}/close", post_close, acts=mark_not_reached),
    Page.post("asking.take_rest", f"{_LIST}/take-rest", post_rest, acts=take_rest_away),
    Page.post("asking.put", f"{_AT}/asked", post_put, acts=mark_asked),
    Page.post("asking.answer", f"{_AT}/answer", post_answer, acts=answer_on_the_spot),
    Page.post("asking.take", f"{_AT}/take-away", post_take, acts=take_away),
    Page.post("asking.not_reached", f"{_AT}/not-reached", post_not_reached, acts=mark_not_reached),
    Page.post("asking.move", f"{_AT}/move", post_move, acts=order_override),
    Page.post("asking.unbundle", f"{_AT}/unbundle", post_unbundle, acts=unbundle),
)
