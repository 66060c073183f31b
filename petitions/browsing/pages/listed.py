"""The list of petitions: open, nearly there, waiting for a decision, decided; searched and narrowed; also as a file and a feed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.actions import Context
from hearing_state.agencies import queries as agencies
from hearing_state.agencies.agency import Agency
from hearing_state.i18n import N_, local_name
from hearing_state.territories import queries as territories
from hearing_state.web import Page, context_of, page_number, render, url
from hearing_state.web.atom import MEDIA_TYPE
from hearing_state.web.paging import COUNTED_MAX
from hearing_state.web.parts import Part, after_in, next_address
from hearing_state.web.sources import Source
from hearing_state.web.taken import CSV, JSON, taken
from petitions.browsing import queries, table, wording
from petitions.browsing.feed import feed
from petitions.browsing.progress import Progress
from petitions.browsing.queries import TABS, Filters, Line
from petitions.drafting import wording as drafting


async def show(request: Request) -> Response:
    context = context_of(request)
    topics = {each.key: local_name(each) for each in await agencies.topics(context)}
    asked = _asked(request, topics)
    found = await queries.listed(context, asked, page_number(request))
    bodies = await agencies.agencies(context, [each.agency_id for each in found.items])
    counts = await queries.counts(context)
    return render(
        request,
        "petitions/browsing/pages/list.html",
        asked=asked,
        page=found,
        progress={each.ref: Progress(each.total, each.needed) for each in found.items},
        bodies=bodies,
        topics=list(topics.items()),
        places=await _places(context),
        tabs=[
            (name, url("petition.list", **_having(asked, tab=key)), key == asked.tab, _told(counts.get(key)))
            for key, name in wording.tab_options()
        ],
        feed=url("petition.feed", **_having(asked, tab="")),
        table=url("petition.table", **_having(asked)),
        programs=url("petition.json", **_having(asked)),
        words=drafting,
    )


async def as_table(request: Request) -> Response:
    """Every petition that the filters leave, for a spreadsheet."""
    found, bodies, following = await _part(request, "petition.table")
    content = table.petitions(context_of(request), found.lines, bodies)
    return taken(request, content, CSV, file_name="petitions.csv", following=following)


async def as_json(request: Request) -> Response:
    """The same for programs."""
    found, bodies, following = await _part(request, "petition.json")
    said = {
        "petitions": table.as_json(context_of(request), found.lines, bodies),
        "next": following or None,
    }
    return taken(request, json.dumps(said, ensure_ascii=False), JSON, following=following)


async def _part(request: Request, name: str) -> tuple[Part[Line], Mapping[UUID, Agency], str]:
    """With the bodies that it names, and where the next part is."""
    context, asked = context_of(request), await _narrowed(request)
    if not request.query_params.get("tab"):
        asked = replace(asked, tab="all")
    found = await queries.part(context, asked, after_in(request))
    bodies = await agencies.agencies(context, {each.agency_id for each in found.lines})
    return found, bodies, next_address(request, found, name, **_having(asked))


async def as_feed(request: Request) -> Response:
    """Those that have begun to collect lately, for a feed reader."""
    context = context_of(request)
    asked = replace(await _narrowed(request), tab="open")
    found = (await queries.listed(context, asked)).items
    bodies = await agencies.agencies(context, [each.agency_id for each in found])
    return taken(request, feed(context, _having(asked, tab=""), found, bodies), MEDIA_TYPE)


async def _narrowed(request: Request) -> Filters:
    topics = await agencies.topics(context_of(request))
    return _asked(request, {each.key: local_name(each) for each in topics})


def _asked(request: Request, topics: dict[str, str]) -> Filters:
    """What the address says, where it says something sensible."""
    said = request.query_params
    tab = said.get("tab", "")
    topic, place = said.get("topic", ""), said.get("place", "")
    return Filters(
        tab=tab if tab in TABS else "open",
        text=" ".join(said.get("q", "").split())[:100],
        topic=topic if topic in topics else "",
        place=place if place.isascii() and place.isdigit() and len(place) == 9 else "",  # noqa: PLR2004  digits of a code
    )


def _told(count: int | None) -> int | str | None:
    return count if count is None or count < COUNTED_MAX else f"{count}+"


def _having(asked: Filters, **instead: str) -> dict[str, str]:
    return {"tab": asked.tab, "q": asked.text, "topic": asked.topic, "place": asked.place, **instead}


async def _places(context: Context) -> list[tuple[str, str]]:
    return [(each.code, local_name(each)) for each in await territories.children(context)]


SOURCES = (
    Source(N_("Petitions"), "CSV", "petition.table", place="place"),
    Source(N_("Petitions"), "JSON", "petition.json", place="place"),
    Source(N_("Petitions that collect votes"), "Atom", "petition.feed", place="place"),
)
PAGES = (
    Page.get("petition.list", "/petitions", show, reads=queries.listed, fresh_seconds=10),
    Page.get("petition.table", "/petitions.csv", as_table, reads=queries.part, fresh_seconds=10),
    Page.get("petition.json", "/petitions.json", as_json, reads=queries.part, fresh_seconds=10),
    Page.get("petition.feed", "/petitions.atom", as_feed, reads=queries.listed, fresh_seconds=10),
)
