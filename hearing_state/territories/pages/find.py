"""Find your place: one line to type in, or the tree to walk down. Works without scripts."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from hearing_state.i18n import gettext as _
from hearing_state.i18n import local_name, ngettext
from hearing_state.territories import queries
from hearing_state.territories.place import Place
from hearing_state.territories.wanted import TEXT_MAX
from hearing_state.web import Page, context_of, render, url
from hearing_state.web.request import PLACE_COOKIE

LISTED = 30
SUGGESTED = 8


async def show(request: Request) -> Response:
    context = context_of(request)
    text = typed(request)
    found = await queries.search(context, text, LISTED) if text else []
    return render(
        request,
        "territories/pages/find.html",
        text=text,
        found=found,
        listed=LISTED,
        tops=await queries.children(context),
        chosen=await _chosen(request),
    )


async def suggest(request: Request) -> Response:
    """What is shown below the line while somebody types: few, short, in the reader's language."""
    text = typed(request)
    found = await queries.search(context_of(request), text, SUGGESTED) if text else []
    said = (
        ngettext("%(num)s place found", "%(num)s places found", len(found))
        if found
        else _("No such place yet")
    )
    answer = JSONResponse({"said": said, "places": [_suggestion(each) for each in found]})
    # Names change with an import, a few times a year: a short time in the browser spares weak lines.
    answer.headers["cache-control"] = "public, max-age=300"
    return answer


def typed(request: Request) -> str:
    """What stands in the address behind ``q``, bounded."""
    return " ".join(request.query_params.get("q", "").split())[:TEXT_MAX]


def _suggestion(found: queries.Found) -> dict[str, str]:
    return {
        "code": found.place.code,
        "name": local_name(found.place),
        "where": found.where,
        "href": url("place.show", code=found.place.code),
    }


async def _chosen(request: Request) -> Place | None:
    code = request.cookies.get(PLACE_COOKIE, "")
    return (await queries.places(context_of(request), [code])).get(code) if code else None


PAGES = (
    Page.get("place.find", "/places", show, reads=queries.search, fresh_seconds=10),
    Page.get("place.suggest", "/places/suggest", suggest, reads=queries.search, fresh_seconds=10),
)
