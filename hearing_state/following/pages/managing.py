"""What a reader follows: stop one thing or all letters, take it back, say how often. By the link of a letter, or signed in."""

from __future__ import annotations

from uuid import UUID

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.errors import NotFound
from hearing_state.following import queries
from hearing_state.following.actions.resume import Resume, resume
from hearing_state.following.actions.set_rhythm import SetRhythm, set_rhythm
from hearing_state.following.actions.stop import Stop, stop
from hearing_state.following.pages.following import unseen
from hearing_state.following.queries import Reader
from hearing_state.following.words import RHYTHMS, rhythm_options
from hearing_state.web import Form, Page, context_of, read_form, render, see_other

KEY_MAX = 120


async def show(request: Request) -> Response:
    return _page(request, await queries.reader(context_of(request), request.path_params["key"]))


async def show_mine(request: Request) -> Response:
    return _page(request, await queries.mine(context_of(request)))


def _page(request: Request, reader: Reader | None) -> Response:
    answer = render(
        request,
        "following/pages/managing.html",
        reader=reader,
        form=Form.empty(),
        rhythms=rhythm_options(),
        rhythm_name=lambda rhythm: str(RHYTHMS[rhythm]),
        done=request.query_params.get("done", ""),
    )
    return unseen(answer)


async def show_stop(request: Request) -> Response:
    reader = await queries.reader(context_of(request), request.path_params["key"])
    return unseen(render(request, "following/pages/stop.html", reader=reader))


async def post_stop_all(request: Request) -> Response:
    """Mail programs send this too (RFC 8058): without our form, without cookies. The key alone is the proof."""
    key = request.path_params["key"][:KEY_MAX]
    await stop(context_of(request), Stop(key=key))
    return unseen(
        render(request, "following/pages/stop.html", reader=await queries.reader(context_of(request), key))
    )


async def post_resume_all(request: Request) -> Response:
    form = await read_form(request)
    key = request.path_params["key"][:KEY_MAX]
    await resume(form.context, Resume(key=key))
    return see_other(request, "following.manage", key=key, done="resumed")


async def post_stop(request: Request) -> Response:
    form = await read_form(request)
    key = request.path_params["key"][:KEY_MAX]
    await stop(form.context, Stop(key=key, follow=_follow(request)))
    return see_other(request, "following.manage", key=key, done="stopped")


async def post_resume(request: Request) -> Response:
    form = await read_form(request)
    key = request.path_params["key"][:KEY_MAX]
    await resume(form.context, Resume(key=key, follow=_follow(request)))
    return see_other(request, "following.manage", key=key, done="resumed")


async def post_rhythm(request: Request) -> Response:
    form = await read_form(request)
    key = request.path_params["key"][:KEY_MAX]
    await set_rhythm(form.context, form.wish(SetRhythm, key=key))
    return see_other(request, "following.manage", key=key, done="saved")


def _follow(request: Request) -> UUID:
    try:
        return UUID(request.path_params["follow"])
    except ValueError:
        raise NotFound("following.link_unknown") from None


PAGES = (
    Page.get("following.mine", "/me/following", show_mine, reads=queries.mine),
    Page.get("following.manage", "/following/{key}", show, reads=queries.reader),
    Page.get("following.stop_all", "/following/{key}/stop", show_stop, reads=queries.reader),
    Page.post("following.stop_all", "/following/{key}/stop", post_stop_all, acts=stop),
    Page.post("following.resume_all", "/following/{key}/resume", post_resume_all, acts=resume),
    Page.post("following.set_rhythm", "/following/{key}/rhythm", post_rhythm, acts=set_rhythm),
    Page.post("following.stop", "/following/{key}/{follow}/stop", post_stop, acts=stop),
    Page.post("following.resume", "/following/{key}/{follow}/resume", post_resume, acts=resume),
)
