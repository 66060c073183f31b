"""Check what will be sent, with the legal day; then it is registered, once, and what was shown is what is registered."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.agencies import queries as agencies
from hearing_state.agencies.agency import Agency
from hearing_state.deadlines import queries as deadlines
from hearing_state.deadlines.calculator import reckon
from hearing_state.deadlines.statutory_clock import Reckoning
from hearing_state.deadlines.working_calendar import CalendarEnds
from hearing_state.errors import Invalid
from hearing_state.i18n import local_name
from hearing_state.ids import digest
from hearing_state.people import queries as people
from hearing_state.people.actions.set_name import SetName, set_name
from hearing_state.permissions import Role
from hearing_state.questions import queries
from hearing_state.questions.actions.ask import Ask, Slip, ask
from hearing_state.questions.actions.discard_draft import DiscardDraft, discard_draft
from hearing_state.questions.pages.ask.body import offered, proposal_for
from hearing_state.questions.pages.ask.details import stored
from hearing_state.questions.pages.drafts import draft_id, draft_of, is_known, steps
from hearing_state.questions.pages.slip_key import slip_key
from hearing_state.questions.pages.wording import kind_name, visibility_name
from hearing_state.questions.question import Kind
from hearing_state.questions.views import Draft
from hearing_state.territories import queries as territories
from hearing_state.web import Form, Page, browser_of, context_of, read_form, render, see_other

SENT = ("kind", "title", "text", "language", "place", "topic")


async def show(request: Request) -> Response:
    return await _page(request, await draft_of(request), Form.empty())


async def post(request: Request) -> Response:
    form = await read_form(request)
    try:
        slip = await _send(request, form)
    except Invalid as refusal:
        return await _page(request, await draft_of(request), form.refused(refusal), 422)
    return see_other(request, "question.slip", ref=slip.ref, key=slip_key(context_of(request), slip.ref))


async def _send(request: Request, form: Form) -> Slip:
    """A second press sends the same words under the same key: the one question and its slip are the answer."""
    context = context_of(request)
    if form.value("asker") not in ("", _asker(request)):
        raise Invalid("question.other_asker")
    if is_known(request) and not await _own_name(request):
        await set_name(context, form.wish(SetName))
    is_public = form.value("is_public") == "yes"
    wish = form.wish(
        Ask,
        is_public=is_public,
        consent=is_public,
        draft=draft_id(request),
        draft_secret=browser_of(request),
        person=None,
        channel="web",
    )
    return await ask(form.context, wish)


def _asker(request: Request) -> str:
    """Who saw the check, as a digest: a form that a browser kept without a line is never sent in another's name."""
    context = context_of(request)
    return digest(context.settings.digest_bytes, "question.asker", str(context.actor.person_id)).hex()[:32]


async def discard(request: Request) -> Response:
    form = await read_form(request)
    await discard_draft(form.context, DiscardDraft(draft=draft_id(request), secret=browser_of(request)))
    return see_other(request, "question.mine")


async def _page(request: Request, draft: Draft, form: Form, status: int = 200) -> Response:
    typed, context = draft.typed, context_of(request)
    missing = _missing(typed)
    if missing:
        return see_other(request, missing, draft=draft.id)
    own_name = await _own_name(request) if is_known(request) else ""
    body = await _body(request, draft)
    topics = {each.key: local_name(each) for each in await agencies.topics(context)}
    return render(
        request,
        "questions/pages/ask/check.html",
        status=status,
        form=form,
        draft=draft,
        sent={**{name: typed.get(name) or "" for name in SENT}, "agency": str(body.id)},
        where=await territories.place(context, str(typed["place"])),
        topic_name=topics.get(str(typed["topic"]), ""),
        agency=body,
        kind_name=kind_name(str(typed["kind"])),
        visibility_name=visibility_name(is_public=bool(typed["is_public"])),
        files=await stored(request, draft),
        reckoning=await _reckoning(request, draft),
        is_known=is_known(request),
        asker=_asker(request),
        is_operator=Role.OPERATOR in context.actor.roles and not is_known(request),
        has_name=bool(own_name),
        own_name=own_name,
        steps=steps(request),
    )


def _missing(typed: dict[str, Any]) -> str | None:
    """The page where something is still to be said."""
    if not all(typed.get(name) for name in ("title", "text", "topic", "language")):
        return "question.ask_question"
    return None if typed.get("kind") else "question.ask_body"


async def _body(request: Request, draft: Draft) -> Agency:
    proposal = await proposal_for(request, draft)
    wanted = str(draft.typed.get("agency") or "")
    return next((each for each in offered(proposal) if str(each.id) == wanted), proposal.agency)


async def _reckoning(request: Request, draft: Draft) -> Reckoning | None:
    """The legal day if it is sent now; None where the calendar does not reach so far."""
    context = context_of(request)
    rule = Kind(str(draft.typed["kind"])).answer_rule
    calendar = await deadlines.working_calendar(context)
    try:
        return reckon(rule, context.now, calendar, context.settings.working_day_ends)
    except CalendarEnds:
        return None


async def _own_name(request: Request) -> str:
    person_id = context_of(request).actor.person_id
    return await people.name_of(context_of(request), person_id) if person_id else ""


PAGES = (
    Page.get("question.ask_check", "/ask/{draft}/check", show, reads=queries.draft),
    Page.post("question.send", "/ask/{draft}/send", post, acts=ask),
    Page.post("question.discard", "/ask/{draft}/discard", discard, acts=discard_draft),
)
