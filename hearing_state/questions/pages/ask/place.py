"""Where it is: the chosen place, one line to type in, or the tree to walk down."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.errors import Invalid, NotFound
from hearing_state.questions import queries
from hearing_state.questions.actions.save_draft import save_draft
from hearing_state.questions.begun import begun
from hearing_state.questions.pages.drafts import after, keep, steps, uuid_of
from hearing_state.questions.views import Draft
from hearing_state.territories import queries as territories
from hearing_state.territories.place import Place
from hearing_state.territories.wanted import TEXT_MAX
from hearing_state.web import Form, Page, browser_of, context_of, read_form, render, see_other
from hearing_state.web.request import PLACE_COOKIE

LISTED = 12


async def show(request: Request) -> Response:
    return await _page(request, Form.empty())


async def post(request: Request) -> Response:
    form = await read_form(request)
    context = context_of(request)
    draft = await _draft(request, form.value("draft"))
    try:
        place = await territories.place(context, form.value("place"))
    except NotFound:
        return await _page(request, form.refused(Invalid("field_not_offered", field="place")), 422)
    typed = dict(draft.typed) if draft else {"language": context.locale, "topic": form.value("topic")[:40]}
    is_moved = typed.get("place") != place.code
    if is_moved:
        typed["agency"] = ""
    kept = await keep(request, draft.id if draft else None, typed, place=place.code)
    return see_other(request, after(typed, "question.ask_question", is_routed_anew=is_moved), draft=kept)


async def _page(request: Request, form: Form, status: int = 200) -> Response:
    context, asked = context_of(request), request.query_params
    text = " ".join(asked.get("q", "").split())[:TEXT_MAX]
    draft = await _draft(request, asked.get("draft", ""))
    walked = await _place(request, asked.get("within", ""))
    chosen = walked or await _chosen(request, draft)
    line = await territories.line(context, chosen.code) if chosen else []
    return render(
        request,
        "questions/pages/ask/place.html",
        status=status,
        form=form,
        text=text,
        found=await territories.search(context, text, LISTED) if text else [],
        walked=walked,
        chosen=chosen,
        chosen_where=territories.where_text(chosen, line[:-1]) if chosen else "",
        children=await territories.children(context, walked.code if walked else None),
        draft_id=draft.id if draft else None,
        drafts=[] if draft else await _drafts(request),
        topic=asked.get("topic", "")[:40],
        steps=steps(request),
    )


async def _draft(request: Request, text: str) -> Draft | None:
    if not text:
        return None
    return await queries.draft(context_of(request), uuid_of(text), browser_of(request))


async def _drafts(request: Request) -> list[Draft]:
    return await begun(context_of(request), browser_of(request))


async def _chosen(request: Request, draft: Draft | None) -> Place | None:
    """What the address names, else what was chosen before, else the reader's own place."""
    codes = (request.query_params.get("place", ""), draft.typed.get("place") if draft else "", request.cookies.get(PLACE_COOKIE, ""))  # fmt: skip
    for code in codes:
        found = await _place(request, str(code or ""))
        if found is not None and not found.is_closed:
            return found
    return None


async def _place(request: Request, code: str) -> Place | None:
    if not code:
        return None
    return (await territories.places(context_of(request), [code])).get(code)


PAGES = (
    Page.get("question.ask", "/ask", show, reads=territories.search),
    Page.post("question.ask", "/ask", post, acts=save_draft),
)
