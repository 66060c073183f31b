"""The public log for readers: a list, one entry with its proof, and how to check it without trusting this site."""

from __future__ import annotations

import re

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.errors import NotFound
from hearing_state.site import log_words, public_log
from hearing_state.web import Page, context_of, render

_KIND = re.compile(r"[a-z_]{1,40}\.[a-z_]{1,40}")
_ABOUT = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,119}")
_NUMBER = re.compile(r"[0-9]{1,15}")


async def show_list(request: Request) -> Response:
    asked = request.query_params
    kind, about = _fitting(_KIND, asked.get("kind", "")), _fitting(_ABOUT, asked.get("about", "").strip())
    before = _fitting(_NUMBER, asked.get("before", ""))
    context = context_of(request)
    return render(
        request,
        "site/pages/log_list.html",
        found=await public_log.listed(context, kind, about, int(before) if before else None),
        kind=kind,
        about=about,
        is_newest=not before,
        words=log_words,
        address=f"{context.settings.site_url.rstrip('/')}/log",
    )


async def show_entry(request: Request) -> Response:
    number = _fitting(_NUMBER, request.path_params["number"])
    if not number:
        raise NotFound()
    context = context_of(request)
    return render(
        request,
        "site/pages/log_entry.html",
        found=await public_log.shown(context, int(number)),
        words=log_words,
        address=f"{context.settings.site_url.rstrip('/')}/log",
    )


def _fitting(shape: re.Pattern[str], text: str) -> str:
    """What the address says, where it says something sensible."""
    return text if shape.fullmatch(text) else ""


PAGES = (
    Page.get("log.list", "/log", show_list, reads=public_log.listed, fresh_seconds=2),
    Page.get("log.entry", "/log/{number}", show_entry, reads=public_log.shown, fresh_seconds=2),
)
