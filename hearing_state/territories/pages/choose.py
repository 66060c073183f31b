"""Choose a place, or forget it: a cookie of this browser's own, no account, nothing kept by the house.

Both are links, not actions: nothing changes but what this one browser remembers. So that no other site can do it
for somebody, a link followed from elsewhere leads to the page and chooses nothing.
"""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.territories import queries
from hearing_state.web import Page, context_of, forget_cookie, remember_cookie, see_other
from hearing_state.web.request import PLACE_COOKIE

KEPT_SECONDS = 365 * 86400


async def choose(request: Request) -> Response:
    place = await queries.place(context_of(request), request.path_params["code"])
    if _is_own_wish(request) and not place.is_closed:
        remember_cookie(request, PLACE_COOKIE, place.code, seconds=KEPT_SECONDS)
    return _unkept(see_other(request, "place.show", code=place.code))


async def forget(request: Request) -> Response:
    if _is_own_wish(request):
        forget_cookie(request, PLACE_COOKIE)
    return _unkept(see_other(request, "place.find"))


def _is_own_wish(request: Request) -> bool:
    is_ahead_of_time = "prefetch" in request.headers.get("sec-purpose", "")
    return not is_ahead_of_time and request.headers.get("sec-fetch-site", "same-origin") in {
        "same-origin",
        "none",
    }


def _unkept(response: Response) -> Response:
    response.headers["cache-control"] = "no-store"
    return response


PAGES = (
    Page.get("place.choose", "/places/{code}/choose", choose, reads=queries.place),
    Page.get("place.forget", "/places/forget", forget, reads=queries.place),
)
