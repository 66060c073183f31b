"""The list of bodies elsewhere: as tables and JSON for programs, and what became of bodies for feed readers."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, time
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.actions import Context
from hearing_state.agencies import taken as bodies
from hearing_state.agencies.agency import Agency
from hearing_state.agencies.pages.bodies import asked_again, wanted_in
from hearing_state.agencies.register import Wanted
from hearing_state.agencies.taken import News
from hearing_state.agencies.wording import news_name
from hearing_state.clock import ALMATY
from hearing_state.i18n import N_, gettext, local_name
from hearing_state.web import Page, context_of, url
from hearing_state.web.atom import MEDIA_TYPE, Entry, Feed, atom
from hearing_state.web.parts import Part, after_in, next_address
from hearing_state.web.sources import Source
from hearing_state.web.spreadsheet import csv_of
from hearing_state.web.taken import CSV, JSON, taken

BODY = ("body", "kind", "name_kk", "name_ru", "name_en", "place", "founded_on", "dissolved_on", "address")
SOURCES = (
    Source(N_("Bodies"), "CSV", "agency.table"),
    Source(N_("Bodies"), "JSON", "agency.json"),
    Source(N_("New, renamed and dissolved bodies"), "Atom", "agency.feed"),
)


async def as_table(request: Request) -> Response:
    context, found = await _part(request)
    content = csv_of(BODY, ([*_told(context, each).values()] for each in found.lines))
    following = _next(request, found, "agency.table")
    return taken(request, content, CSV, file_name="bodies.csv", following=following)


async def as_json(request: Request) -> Response:
    context, found = await _part(request)
    following = _next(request, found, "agency.json")
    said = {"bodies": [_told(context, each) for each in found.lines], "next": following or None}
    return taken(request, json.dumps(said, ensure_ascii=False), JSON, following=following)


async def as_feed(request: Request) -> Response:
    context, wanted = context_of(request), _wanted(request)
    found = await bodies.news(context, wanted)
    site = context.settings.site_url.rstrip("/")
    updated = _at(found[0]) if found else datetime.combine(context.today, time(), ALMATY)
    feed = Feed(
        own=f"{site}{url('agency.feed', **asked_again(wanted))}",
        page=f"{site}{url('agency.list', **asked_again(wanted))}",
        title=gettext("New, renamed and dissolved bodies"),
        updated=updated,
        entries=[_entry(site, each) for each in found],
    )
    return taken(request, atom(feed), MEDIA_TYPE, changed_at=updated)


def _wanted(request: Request) -> Wanted:
    """Files hold the dissolved ones too: what they answered is still found under their names."""
    return replace(wanted_in(request), with_dissolved=True)


async def _part(request: Request) -> tuple[Context, Part[Agency]]:
    context = context_of(request)
    return context, await bodies.part(context, _wanted(request), after_in(request))


def _next(request: Request, found: Part[Agency], name: str) -> str:
    return next_address(request, found, name, **asked_again(_wanted(request)))


def _told(context: Context, each: Agency) -> dict[str, Any]:
    """By ``BODY``'s names."""
    values = (
        each.slug, each.kind.value, each.name_kk, each.name_ru, each.name_en, each.place_code or "", each.founded_on.isoformat(),
        each.dissolved_on.isoformat() if each.dissolved_on else None,
        f"{context.settings.site_url.rstrip('/')}{url('agency.show', slug=each.slug)}",
    )  # fmt: skip
    return dict(zip(BODY, values, strict=True))


def _entry(site: str, each: News) -> Entry:
    address = f"{site}{url('agency.show', slug=each.agency.slug)}"
    return Entry(
        id=f"{address}#{each.kind}-{each.on.isoformat()}",
        title=local_name(each.agency),
        at=_at(each),
        address=address,
        author=gettext("Hearing State"),
        text=f"{news_name(each.kind)}: {local_name(each.agency)}",
        category=each.kind,
    )


def _at(each: News) -> datetime:
    return datetime.combine(each.on, time(), ALMATY)


PAGES = (
    Page.get("agency.table", "/bodies.csv", as_table, reads=bodies.part, fresh_seconds=60),
    Page.get("agency.json", "/bodies.json", as_json, reads=bodies.part, fresh_seconds=60),
    Page.get("agency.feed", "/bodies.atom", as_feed, reads=bodies.news, fresh_seconds=60),
)
