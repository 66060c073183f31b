"""Check your answers; then it is filed, once, and what was shown is what is filed."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.agencies import queries as agencies
from hearing_state.errors import Conflict, Invalid
from hearing_state.i18n import local_name
from hearing_state.people import queries as people
from hearing_state.people.actions.set_name import SetName, set_name
from hearing_state.permissions import Role
from hearing_state.territories import queries as territories
from hearing_state.web import Form, Page, browser_of, context_of, read_form, render, see_other
from petitions.drafting import queries
from petitions.drafting.actions.discard_draft import DiscardDraft, discard_draft
from petitions.drafting.actions.file import File, Filed, file
from petitions.drafting.drafts import KEPT, Draft
from petitions.drafting.pages.body import votes_said
from petitions.drafting.pages.kept import STEPS, draft_id, draft_of, in_own_words
from petitions.drafting.papers import still_there
from petitions.drafting.petition import EARLY_SUPPORTERS
from petitions.drafting.thresholds import LAW


async def show(request: Request) -> Response:
    return await _page(request, await draft_of(request), Form.empty())


async def post(request: Request) -> Response:
    form = await read_form(request)
    try:
        filed = await _file(request, form)
    except (Invalid, Conflict) as refusal:
        told = in_own_words(refusal) if isinstance(refusal, Invalid) else refusal
        return await _page(request, await draft_of(request), form.refused(told), refusal.status)
    return see_other(request, "petition.show", petition=filed.ref, done="filed")


async def _file(request: Request, form: Form) -> Filed:
    """A second press sends the same words under the same key: the one petition is the answer."""
    context = context_of(request)
    if context.actor.person_id and not await _own_name(request):
        await set_name(context, form.wish(SetName))
    consent = form.value("consent") == "yes"
    wish = form.wish(File, consent=consent, draft=draft_id(request), secret=browser_of(request))
    return await file(form.context, wish)


async def discard(request: Request) -> Response:
    form = await read_form(request)
    await discard_draft(form.context, DiscardDraft(draft=draft_id(request), secret=browser_of(request)))
    return see_other(request, "petition.mine", done="discarded")


def _missing(draft: Draft) -> str | None:
    """The page where something is still to be said."""
    if not all(draft.said(name) for name in ("title", "topic", "place", "language")):
        return "petition.new_about"
    if not draft.said("agency"):
        return "petition.new_body"
    return None if draft.said("reasons") and draft.said("proposal") else "petition.new_text"


async def _page(request: Request, draft: Draft, form: Form, status: int = 200) -> Response:
    missing = _missing(draft)
    if missing:
        return see_other(request, missing, draft=draft.id)
    context = context_of(request)
    body = await agencies.by_slug(context, draft.said("agency"))
    topics = {each.key: local_name(each) for each in await agencies.topics(context)}
    is_known = Role.RESIDENT in context.actor.roles
    files = await still_there(context, draft.files)
    return render(
        request,
        "petitions/drafting/pages/check.html",
        status=status,
        form=form,
        draft=draft,
        sent={name: draft.said(name) for name in KEPT},
        where=await territories.place(context, draft.said("place")),
        topic_name=topics.get(draft.said("topic"), ""),
        body=body,
        votes=await votes_said(context, body),
        edition=LAW.edition(context.today),
        early=EARLY_SUPPORTERS,
        is_known=is_known,
        is_at_work=context.actor.is_signed_in and not is_known,
        own_name=await _own_name(request) if is_known else "",
        files=files,
        are_gone=len(draft.files) > len(files),
        steps=STEPS,
    )


async def _own_name(request: Request) -> str:
    person_id = context_of(request).actor.person_id
    return await people.name_of(context_of(request), person_id) if person_id else ""


PAGES = (
    Page.get("petition.new_check", "/petitions/new/{draft}/check", show, reads=queries.draft),
    Page.post("petition.file", "/petitions/new/{draft}/file", post, acts=file),
    Page.post("petition.discard_draft", "/petitions/new/{draft}/discard", discard, acts=discard_draft),
)
