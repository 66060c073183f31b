"""What the petition is about, in one sentence, and where its author lives: the first page, before anything is written at length."""

from __future__ import annotations

from typing import Literal

from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from hearing_state.actions import Context, Wish
from hearing_state.agencies import queries as agencies
from hearing_state.errors import Invalid, NotFound
from hearing_state.i18n import local_name
from hearing_state.territories import queries as territories
from hearing_state.territories.place import Place
from hearing_state.web import Form, Page, browser_of, context_of, read_form, render, see_other
from hearing_state.web.request import PLACE_COOKIE
from petitions.drafting import nearness, queries, wording
from petitions.drafting.actions.save_draft import save_draft
from petitions.drafting.drafts import Draft
from petitions.drafting.pages.kept import STEPS, draft_of, in_own_words, keep
from petitions.drafting.petition import TITLE_MAX, TITLE_MIN

FIELDS = ("title", "topic", "place", "language")
FOUND_MAX = 12


class Said(Wish):
    """What this page asks for."""

    title: str = Field(min_length=TITLE_MIN, max_length=TITLE_MAX)
    topic: str = Field(min_length=1, max_length=40)
    place: str = Field(pattern=r"^\d{9}$")
    language: Literal["kk", "ru", "en"]


async def show_new(request: Request) -> Response:
    place = request.query_params.get("place", "") or request.cookies.get(PLACE_COOKIE, "")
    language = context_of(request).locale
    return await _page(request, None, Form.empty(place=place[:9], language=language))


async def show(request: Request) -> Response:
    draft = await draft_of(request)
    return await _page(request, draft, Form.empty(**{name: draft.said(name) for name in FIELDS}))


async def post_new(request: Request) -> Response:
    return await _post(request, None)


async def post(request: Request) -> Response:
    return await _post(request, await draft_of(request))


async def _post(request: Request, draft: Draft | None) -> Response:
    """Saved first, whole or not; then looked at."""
    form = await read_form(request)
    try:
        kept = await keep(request, draft.id if draft else None, form, *FIELDS)
    except Invalid as refusal:
        return await _page(request, draft, form.refused(refusal), 422)
    try:
        said = form.wish(Said)
        await _checked(form.context, said)
    except Invalid as refusal:
        known = await queries.draft(context_of(request), kept, browser_of(request))
        return await _page(request, known, form.refused(in_own_words(refusal)), 422)
    if await nearness.near(form.context, said.title, said.topic, said.language):
        return see_other(request, "petition.near", draft=kept)
    return see_other(request, "petition.new_body", draft=kept)


async def _checked(context: Context, said: Said) -> None:
    """Raises Invalid."""
    try:
        await agencies.topic(context, said.topic)
        await territories.place(context, said.place)
    except NotFound as missing:
        field = "topic" if missing.reason == "agency.no_such_topic" else "place"
        raise Invalid(f"petition.choose_{field}", field=field) from missing


async def _page(request: Request, draft: Draft | None, form: Form, status: int = 200) -> Response:
    context = context_of(request)
    return render(
        request,
        "petitions/drafting/pages/about.html",
        status=status,
        form=form,
        draft=draft,
        remarks=draft.remarks if draft else {},
        where=await _place(context, form.value("place")),
        places=await _found(context, request.query_params.get("q", "")[:60]),
        asked=request.query_params.get("q", "")[:60],
        topics=[(each.key, local_name(each)) for each in await agencies.topics(context)],
        languages=wording.language_options(),
        title_max=TITLE_MAX,
        steps=STEPS,
    )


async def _place(context: Context, code: str) -> Place | None:
    return (await territories.places(context, [code])).get(code) if code else None


async def _found(context: Context, text: str) -> list[territories.Found]:
    return await territories.search(context, text, FOUND_MAX) if text.strip() else []


PAGES = (
    Page.get("petition.new", "/petitions/new", show_new, reads=agencies.topics),
    Page.post("petition.new", "/petitions/new", post_new, acts=save_draft),
    Page.get("petition.new_about", "/petitions/new/{draft}/about", show, reads=queries.draft),
    Page.post("petition.new_about", "/petitions/new/{draft}/about", post, acts=save_draft),
)
