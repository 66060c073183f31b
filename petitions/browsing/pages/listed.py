"""The list of petitions: open, nearly there, waiting for a decision, decided; searched and narrowed; also as a file and a feed."""

from __future__ import annotations

from dataclasses import replace

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.actions import Context
from hearing_state.agencies import queries as agencies
from hearing_state.i18n import local_name
from hearing_state.territories import queries as territories
from hearing_state.web import Page, context_of, page_number, render, url
from hearing_state.web.atom import MEDIA_TYPE
from petitions.browsing import open_data, queries, table, wording
from petitions.browsing.feed import feed
from petitions.browsing.progress import Progress
from petitions.browsing.queries import TABS, Filters
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
            (name, url("petition.list", **_having(asked, tab=key)), key == asked.tab, counts.get(key))
            for key, name in wording.tab_options()
        ],
        feed=url("petition.feed", **_having(asked, tab="")),
        table=url("petition.table", **_having(asked)),
        words=drafting,
    )


async def as_table(request: Request) -> Response:
    """Every petition that the filters leave, for a spreadsheet."""
    context = context_of(request)
    found = await open_data.lines(context, await _narrowed(request))
    bodies = await agencies.agencies(context, list({each.agency_id for each in found}))
    headers = {"content-disposition": 'attachment; filename="petitions.csv"'}
    return Response(
        table.petitions(context, found, bodies), media_type="text/csv; charset=utf-8", headers=headers
    )


async def as_feed(request: Request) -> Response:
    """Those that have begun to collect lately, for a feed reader."""
    context = context_of(request)
    asked = replace(await _narrowed(request), tab="open")
    found = (await queries.listed(context, asked)).items
    bodies = await agencies.agencies(context, [each.agency_id for each in found])
    return Response(feed(context, _having(asked, tab=""), found, bodies), media_type=MEDIA_TYPE)


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


def _having(asked: Filters, **instead: str) -> dict[str, str]:
    return {"tab": asked.tab, "q": asked.text, "topic": asked.topic, "place": asked.place, **instead}


async def _places(context: Context) -> list[tuple[str, str]]:
    return [(each.code, local_name(each)) for each in await territories.children(context)]


PAGES = (
    Page.get("petition.list", "/petitions", show, reads=queries.listed, fresh_seconds=10),
    Page.get("petition.table", "/petitions.csv", as_table, reads=open_data.lines, fresh_seconds=10),
    Page.get("petition.feed", "/petitions.atom", as_feed, reads=queries.listed, fresh_seconds=10),
)
