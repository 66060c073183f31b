"""Questions elsewhere: lists as tables for programs with their history, news for feed readers, last days for calendars."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.actions import Context
from hearing_state.agencies import queries as agencies
from hearing_state.i18n import N_, gettext, local_name
from hearing_state.questions import open_data, queries, sheet
from hearing_state.questions.calendar_file import calendar_of
from hearing_state.questions.conditions import Filters
from hearing_state.questions.open_data import Event, Part
from hearing_state.questions.pages.listed import Asked, asked_of
from hearing_state.questions.pages.shared import is_for_all, share_of
from hearing_state.questions.pages.show import address_of, shown_of
from hearing_state.questions.pages.wording import event_title, role_name
from hearing_state.territories import queries as territories
from hearing_state.web import Page, context_of, url
from hearing_state.web.atom import MEDIA_TYPE, Entry, Feed, atom
from hearing_state.web.share_picture import share_answer
from hearing_state.web.sources import Source
from hearing_state.web.taken import CALENDAR, CSV, JSON, taken


async def as_json(request: Request) -> Response:
    context, asked, found = await _part(request)
    said = {
        "questions": sheet.as_json(context, found),
        "next": _next(context, "question.json", asked, found) or None,
    }
    content = json.dumps(said, ensure_ascii=False)
    following = str(said["next"] or "")
    return taken(request, content, JSON, changed_at=found.changed_at, following=following)


async def as_table(request: Request) -> Response:
    context, asked, found = await _part(request)
    return taken(
        request, sheet.as_csv(context, found.lines), CSV,
        changed_at=found.changed_at, file_name="questions.csv", following=_next(context, "question.table", asked, found),
    )  # fmt: skip


async def events_as_table(request: Request) -> Response:
    """What happened to the same questions, for whoever wants to work figures out anew."""
    context, asked, found = await _part(request)
    return taken(
        request, sheet.events_as_csv(found.events), CSV,
        changed_at=found.changed_at, file_name="questions-events.csv", following=_next(context, "question.events", asked, found),
    )  # fmt: skip


async def _part(request: Request) -> tuple[Context, Asked, Part]:
    context = context_of(request)
    asked = await asked_of(context, request, await agencies.topics(context))
    cursor = request.query_params.get("after", "")
    return context, asked, await open_data.part(context, asked.filters(1), cursor)


def _next(context: Context, name: str, asked: Asked, found: Part) -> str:
    if not found.following:
        return ""
    return (
        f"{context.settings.site_url.rstrip('/')}{url(name, **asked.having(sort=''), after=found.following)}"
    )


async def as_feed(request: Request) -> Response:
    """What happened lately to the questions that the filters leave."""
    context = context_of(request)
    asked = await asked_of(context, request, await agencies.topics(context))
    title = _titled(gettext("News of questions"), asked)
    return await _feed(request, asked.filters(1), title, url("question.list", **asked.having()))


async def feed_of_answers(request: Request) -> Response:
    """What was answered lately, in the words of the answers."""
    context = context_of(request)
    asked = await asked_of(context, request, await agencies.topics(context))
    found = await open_data.answers(context, asked.filters(1))
    entries = [replace(_entry(request, each), text=text, is_whole=True) for each, text in found]
    return _written(
        request, _titled(gettext("Answers"), asked), url("question.list", **asked.having()), entries
    )


def _titled(title: str, asked: Asked) -> str:
    """With what the list is narrowed to."""
    name = (
        local_name(asked.place) if asked.place else local_name(asked.agency) if asked.agency else asked.text
    )
    return f"{title}: {name}" if name else title


async def feed_of_one(request: Request) -> Response:
    """Everything that happened to one question."""
    shown = await shown_of(request)
    title = (
        shown.title if is_for_all(shown) else ""
    )  # a feed is read by programs, whoever has subscribed to it
    return await _feed(
        request, Filters(ref=shown.ref), f"{shown.ref} {title}".strip(), url("question.show", ref=shown.ref)
    )


async def _feed(request: Request, filters: Filters, title: str, page: str) -> Response:
    found = await open_data.news(context_of(request), filters)
    return _written(request, title, page, [_entry(request, each) for each in found])


def _written(request: Request, title: str, page: str, entries: Sequence[Entry]) -> Response:
    context = context_of(request)
    # Without news: the day on which somebody looked, so that the tag stands for a day.
    today = datetime.combine(context.today, datetime.min.time(), UTC)
    updated = (entries[0].at if entries else None) or today
    site = context.settings.site_url.rstrip("/")
    query = f"?{request.url.query}" if request.url.query else ""
    made = atom(Feed(f"{site}{request.url.path}{query}", f"{site}{page}", title, updated, entries))
    return taken(request, made, MEDIA_TYPE, changed_at=updated)


def _entry(request: Request, each: Event) -> Entry:
    body = local_name(each.agency) if each.agency else ""
    return Entry(
        id=f"urn:uuid:{each.id}",
        title=each.title,
        at=each.happened_at,
        address=address_of(request, each.ref),
        author=body or role_name(each.role),
        text=". ".join(filter(None, (each.ref, event_title(each.kind), body))),
        language=each.language,
        category=each.kind,
    )


async def as_picture(request: Request) -> Response:
    """What stands beside the link where people pass it on."""
    return await share_answer(request, share_of(await shown_of(request)))


async def calendar_of_one(request: Request) -> Response:
    shown = await shown_of(request)
    return await _calendar(request, Filters(ref=shown.ref), shown.ref, shown.ref)


async def calendar_of_place(request: Request) -> Response:
    place = await territories.place(context_of(request), request.path_params["code"])
    name = gettext("Last days: %(name)s", name=local_name(place))
    return await _calendar(request, Filters(place=place.code), name, f"deadlines-{place.code}")


async def calendar_of_body(request: Request) -> Response:
    body = await agencies.by_slug(context_of(request), request.path_params["slug"])
    name = gettext("Last days: %(name)s", name=local_name(body))
    return await _calendar(request, Filters(agency=body.id), name, f"deadlines-{body.slug}")


async def _calendar(request: Request, filters: Filters, name: str, stem: str) -> Response:
    context = context_of(request)
    found = await open_data.last_days(context, filters)
    own = f"{context.settings.site_url.rstrip('/')}{request.url.path}"
    made = calendar_of(name, own, found, lambda ref: address_of(request, ref))
    return taken(request, made, CALENDAR, file_name=f"{stem}.ics")


SOURCES = (
    Source(N_("Questions"), "CSV", "question.table", "place", "body"),
    Source(N_("Questions"), "JSON", "question.json", "place", "body"),
    Source(N_("What happened to questions"), "CSV", "question.events", "place", "body"),
    Source(N_("What happened to questions"), "Atom", "question.feed", "place", "body"),
    Source(N_("Answers"), "Atom", "question.answers", "place", "body"),
    Source(N_("Last days for answers"), "ICS", "question.calendar_of_place", place="code", is_whole=False),
    Source(N_("Last days for answers"), "ICS", "question.calendar_of_body", body="slug", is_whole=False),
)
PAGES = (
    Page.get("question.json", "/questions.json", as_json, reads=open_data.part, fresh_seconds=10),
    Page.get("question.table", "/questions.csv", as_table, reads=open_data.part, fresh_seconds=10),
    Page.get("question.events", "/questions-events.csv", events_as_table, reads=open_data.part, fresh_seconds=10),
    Page.get("question.feed", "/questions.atom", as_feed, reads=open_data.news, fresh_seconds=10),
    Page.get("question.answers", "/answers.atom", feed_of_answers, reads=open_data.answers, fresh_seconds=10),
    Page.get("question.feed_of_one", "/questions/{ref}/news.atom", feed_of_one, reads=open_data.news, fresh_seconds=10),
    Page.get("question.picture", "/questions/{ref}/share.png", as_picture, reads=queries.shown, fresh_seconds=10),
    Page.get("question.calendar", "/questions/{ref}/deadline.ics", calendar_of_one, reads=open_data.last_days, fresh_seconds=10),
    Page.get("question.calendar_of_place", "/places/{code}/deadlines.ics", calendar_of_place, reads=open_data.last_days, fresh_seconds=60),
    Page.get("question.calendar_of_body", "/bodies/{slug}/deadlines.ics", calendar_of_body, reads=open_data.last_days, fresh_seconds=60),
)  # fmt: skip
