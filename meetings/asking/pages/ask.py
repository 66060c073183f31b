"""Ask ahead: write, look at what is there already, send. Signing in on the way loses no word; a guest needs no account."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from hearing_state.actions import Context, permitted
from hearing_state.agencies import queries as agencies
from hearing_state.errors import Conflict, Invalid
from hearing_state.i18n import local_name
from hearing_state.questions.pages.slip_key import slip_key
from hearing_state.web import Form, Page, browser_of, context_of, read_form, render, see_other, url
from hearing_state.web.request import PLACE_COOKIE
from meetings.asking import drafts, nearness, places, wording
from meetings.asking.actions.ask_ahead import AskAhead, Slip, ask_ahead
from meetings.asking.actions.save_draft import SaveDraft, save_draft
from meetings.asking.ahead import TEXT_MAX
from meetings.asking.nearness import Near
from meetings.asking.pages.reader import known_secret
from meetings.registration import queries as registration
from meetings.registration.entry import State as Registered
from meetings.schedule import queries as schedule
from meetings.schedule.meeting import Meeting

TYPED = ("text", "language", "place", "topic", "is_named")


async def show(request: Request) -> Response:
    context = context_of(request)
    meeting = await schedule.meeting(context, request.path_params["meeting"])
    typed = await drafts.typed(context, meeting.id, known_secret(request))
    first = {
        "language": context.locale,
        "topic": meeting.topic or "",
        "place": request.cookies.get(PLACE_COOKIE, ""),
    }
    form = Form.empty(**{**first, **{name: text for name, text in typed.items() if text}})
    return await _page(request, meeting, form, 200, was_kept=bool(typed.get("text")))


async def post(request: Request) -> Response:
    form, ref = await read_form(request), request.path_params["meeting"]
    if form.value("how") == "sign_in" and not form.context.actor.is_signed_in:
        return await _sign_in(request, form, ref)
    meeting = await schedule.meeting(form.context, ref)
    try:
        wish = _wish(request, form, ref)
        twins = await _twins(request, form, meeting, wish)
        if twins:
            return await _near_page(request, meeting, form, twins)
        slip = await ask_ahead(form.context, wish)
    except (Invalid, Conflict) as refusal:
        told = wording.in_own_words(refusal) if isinstance(refusal, Invalid) else refusal
        return await _page(request, meeting, form.refused(told), refusal.status)
    return _to_slip(request, slip)


def _wish(request: Request, form: Form, ref: str) -> AskAhead:
    given = {"meeting": ref, "is_named": form.value("is_named") == "yes", "secret": browser_of(request)}
    return form.wish(AskAhead, **given, person=None, channel="web")


async def _sign_in(request: Request, form: Form, ref: str) -> Response:
    """First kept, then sent to prove who it is; the way back leads to the same page with the same words."""
    typed = {name: form.value(name) for name in TYPED}
    try:
        await save_draft(form.context, form.wish(SaveDraft, meeting=ref, secret=browser_of(request), **typed))
    except Invalid as refusal:
        meeting = await schedule.meeting(form.context, ref)
        return await _page(request, meeting, form.refused(wording.in_own_words(refusal)), 422)
    way_back = url("asking.ask", meeting=ref)
    return RedirectResponse(url("people.sign_in", next=way_back), status_code=303)


async def _twins(request: Request, form: Form, meeting: Meeting, wish: AskAhead) -> list[Near]:
    """What asks the same already; not asked again of whoever has seen it."""
    if form.value("anyway") == "yes":
        return []
    context = context_of(request)
    return await nearness.near(context, meeting, wish.text, wish.language, wish.topic, known_secret(request))


def _to_slip(request: Request, slip: Slip) -> Response:
    """The slip's own address opens it again without an account."""
    key = slip_key(context_of(request), slip.ref)
    return see_other(request, "asking.slip", meeting=slip.meeting, ahead=slip.ref, key=key)


async def _near_page(request: Request, meeting: Meeting, form: Form, twins: list[Near]) -> Response:
    context = context_of(request)
    return render(
        request,
        "meetings/asking/pages/near.html",
        meeting=meeting,
        form=form,
        typed=[(name, form.value(name)) for name in (*TYPED, "point")],
        twins=twins,
        may_vote=wording.may_vote(meeting, context.actor, context.now),
        words=wording,
    )


async def _page(
    request: Request, meeting: Meeting, form: Form, status: int, *, was_kept: bool = False
) -> Response:
    context = context_of(request)
    return render(
        request,
        "meetings/asking/pages/ask.html",
        status=status,
        meeting=meeting,
        form=form,
        was_kept=was_kept,
        closed=wording.closed_sentence(meeting, context.now),
        may=permitted(context, "asking.ask"),
        text_max=TEXT_MAX,
        **await choices(context, meeting, (form.value("place"), request.cookies.get(PLACE_COOKIE, ""))),
        points=await _points(context, meeting),
        words=wording,
    )


async def choices(context: Context, meeting: Meeting, known: tuple[str, ...]) -> dict[str, Any]:
    """What the form offers."""
    return {
        "places": await places.offered(context, meeting, known),
        "topics": [(each.key, local_name(each)) for each in await agencies.topics(context)],
        "languages": wording.language_options(),
    }


async def _points(context: Context, meeting: Meeting) -> list[tuple[str, str]]:
    """The reader's own listening points for this meeting, for which she may ask."""
    own = await registration.own(context, meeting.id)
    return [
        (str(each.id), each.point_name) for each in own if each.is_point and each.state is Registered.SEATED
    ]


PAGES = (
    Page.get("asking.ask", "/meetings/{meeting}/ask", show, reads=nearness.near),
    Page.post("asking.ask", "/meetings/{meeting}/ask", post, acts=ask_ahead),
)
