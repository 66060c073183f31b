"""News of meetings as Atom (RFC 4287): announced, moved, cancelled, held; of a place, of an office, of the country."""

from __future__ import annotations

from datetime import UTC, datetime

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.agencies import queries as agencies
from hearing_state.i18n import gettext, local_name, moment
from hearing_state.territories import queries as territories
from hearing_state.web import Page, context_of, url
from hearing_state.web.atom import MEDIA_TYPE, Entry, Feed, atom
from hearing_state.web.taken import taken
from meetings.schedule import news, wording
from meetings.schedule.filters import Filters
from meetings.schedule.news import News
from meetings.schedule.pages.show import address_of


async def show(request: Request) -> Response:
    return await _answer(request, Filters(), "", url("meeting.list"))


async def show_place(request: Request) -> Response:
    place = await territories.place(context_of(request), request.path_params["code"])
    page = url("meeting.list", place=place.code)
    return await _answer(request, Filters(place=place.code), place.name, page)


async def show_body(request: Request) -> Response:
    body = await agencies.by_slug(context_of(request), request.path_params["slug"])
    page = url("meeting.list", body=body.slug)
    return await _answer(request, Filters(agency=body.id), local_name(body), page)


async def _answer(request: Request, filters: Filters, name: str, page: str) -> Response:
    context = context_of(request)
    found = await news.news(context, filters)
    site = context.settings.site_url.rstrip("/")
    feed = Feed(
        own=f"{site}{request.url.path}",
        page=f"{site}{page}",
        title=f"{gettext('News of meetings')}: {name}" if name else gettext("News of meetings"),
        # Without news: the day on which somebody looked, so that the tag stands for a day.
        updated=found[0].made_at if found else datetime.combine(context.today, datetime.min.time(), UTC),
        entries=[_told(request, each) for each in found],
    )
    return taken(request, atom(feed), MEDIA_TYPE)


def _told(request: Request, each: News) -> Entry:
    line = each.line
    what = f"{wording.CHANGES[each.kind]}: {wording.place_of(line)}, {moment(line.meeting.starts_at)}"
    said = [local_name(line.meeting), wording.host(line), str(wording.MODES[line.meeting.mode])]
    if each.before_at and each.after_at:
        said.append(f"{moment(each.before_at)} → {moment(each.after_at)}")
    if each.reason:
        said.append(gettext("Reason: %(reason)s", reason=each.reason))
    return Entry(
        id=f"urn:uuid:{each.id}",
        title=what,
        at=each.made_at,
        address=address_of(request, line.meeting.ref),
        author=local_name(line.agency),
        text="\n".join(said),
        category=each.kind.value,
    )


PAGES = (
    Page.get("meeting.news", "/meetings.atom", show, reads=news.news, fresh_seconds=60),
    Page.get(
        "meeting.news_of_place", "/places/{code}/meetings.atom", show_place, reads=news.news, fresh_seconds=60
    ),
    Page.get(
        "meeting.news_of_body", "/bodies/{slug}/meetings.atom", show_body, reads=news.news, fresh_seconds=60
    ),
)
