"""Follow something: the form, the page after it, the page that a letter's link confirms on."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.errors import Invalid
from hearing_state.following import queries
from hearing_state.following.actions.ask import Ask, ask
from hearing_state.following.actions.confirm import Confirm, confirm
from hearing_state.following.actions.follow import Follow, follow
from hearing_state.following.following import Kind, Rhythm
from hearing_state.following.words import KINDS, RHYTHMS, rhythm_options
from hearing_state.web import Form, Page, context_of, read_form, render, see_other


def unseen(answer: Response) -> Response:
    """Pages under secret addresses are kept by nobody and found by no search."""
    answer.headers["cache-control"] = "no-store"
    answer.headers["x-robots-tag"] = "noindex"
    return answer


async def show(request: Request) -> Response:
    """``/follow?place=103230100``: what is to be followed stands in the address."""
    kind, key = _asked(request.query_params)
    return await _page(request, kind, key, Form.empty())


async def _page(request: Request, kind: str, key: str, form: Form, status: int = 200) -> Response:
    named, own = await queries.offered(context_of(request), kind, key)
    return render(
        request,
        "following/pages/new.html",
        status=status,
        form=form,
        named=named,
        kind_name=KINDS[named.thing.kind],
        own=own,
        rhythms=rhythm_options(),
        chosen=Rhythm.DAILY.value,
    )


def _asked(said: Any) -> tuple[str, str]:
    return next(((each.value, said[each.value]) for each in Kind if said.get(each.value)), ("", ""))


async def post_ask(request: Request) -> Response:
    """Without an account, or to another address than the account's: a letter asks first."""
    form = await read_form(request)
    kind, key = form.value("kind"), form.value("key")
    try:
        await ask(form.context, form.wish(Ask))
    except Invalid as refusal:
        return await _page(request, kind, key, form.refused(refusal), 422)
    return see_other(request, "following.asked", **{kind: key})


async def show_asked(request: Request) -> Response:
    kind, key = _asked(request.query_params)
    named, _own = await queries.offered(context_of(request), kind, key)
    return render(request, "following/pages/asked.html", named=named)


async def post_follow(request: Request) -> Response:
    form = await read_form(request)
    kind, key = form.value("kind"), form.value("key")
    try:
        await follow(form.context, form.wish(Follow))
    except Invalid as refusal:
        return await _page(request, kind, key, form.refused(refusal), 422)
    return see_other(request, "following.mine", done="followed")


async def show_confirm(request: Request) -> Response:
    """Programs that look into letters open their links: only the button confirms."""
    asked = await queries.asked(context_of(request), request.path_params["key"])
    answer = render(
        request,
        "following/pages/confirm.html",
        asked=asked,
        key=request.path_params["key"],
        rhythm=RHYTHMS[asked.rhythm],
    )
    return unseen(answer)


async def post_confirm(request: Request) -> Response:
    form = await read_form(request)
    reader = await confirm(form.context, Confirm(key=request.path_params["key"][:120]))
    return see_other(request, "following.manage", key=queries.key_of(form.context, reader), done="followed")


PAGES = (
    Page.get("following.new", "/follow", show, reads=queries.offered),
    Page.post("following.ask", "/follow", post_ask, acts=ask),
    Page.get("following.asked", "/follow/asked", show_asked, reads=queries.offered),
    Page.post("following.follow", "/follow/mine", post_follow, acts=follow),
    Page.get("following.confirm", "/following/confirm/{key}", show_confirm, reads=queries.asked),
    Page.post("following.confirm", "/following/confirm/{key}", post_confirm, acts=confirm),
)
