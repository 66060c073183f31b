"""How a body answers: its figures with their formulas, and the facts from which anybody can make them again."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from hearing_state.actions import Context
from hearing_state.agencies.agency import Topic
from hearing_state.figures import queries
from hearing_state.figures.breakdown import Part
from hearing_state.figures.chart import BASE, HEIGHT, WIDTH, columns
from hearing_state.figures.month import Month
from hearing_state.figures.queries import OfMonth
from hearing_state.figures.table import HEADING, csv_of, lines_of
from hearing_state.figures.wording import WORDING, days, percent
from hearing_state.i18n import N_, gettext, local_name, pgettext
from hearing_state.territories.place import Place
from hearing_state.web import Page, context_of, render, url
from hearing_state.web.rendering import piece
from hearing_state.web.sources import Source
from hearing_state.web.taken import CSV, JSON, taken

FRESH_SECONDS = 60


async def show(request: Request) -> Response:
    context, asked = context_of(request), request.query_params
    found = await queries.body_figures(
        context, request.path_params["slug"], asked.get("month", ""), asked.get("version", "")
    )
    return render(
        request,
        "figures/pages/body.html",
        found=found,
        shown=found.shown,
        columns=columns(found.months),
        this_month=Month.of(context.today).written,
        by_topic=_table(gettext("By topic"), pgettext("figures", "Topic"), found.by_topic, found.topics),
        by_place=_table(gettext("By place"), pgettext("figures", "Place"), found.by_place, found.places),
        chart={"width": WIDTH, "height": HEIGHT, "base": BASE},
        **WORDING,
    )


def _table(
    caption: str, first: str, parts: Sequence[Part], names: Mapping[str, Topic] | Mapping[str, Place]
) -> Markup:
    """Figures side by side, put together once for all who read the same ones."""
    rows = tuple((_name(each.key, names), _address(each.key, names), each.figures, None) for each in parts)
    return piece(
        "figures/pages/breakdown.html",
        caption=caption,
        first=first,
        rows=rows,
        percent=percent,
        days_told=days,
    )


def _name(key: str, names: Mapping[str, Topic] | Mapping[str, Place]) -> str:
    return local_name(names[key]) if key in names else key or gettext("Private questions, not broken down")


def _address(key: str, names: Mapping[str, Topic] | Mapping[str, Place]) -> str | None:
    """A place has a page of its own, a topic none."""
    return url("place.show", code=key) if isinstance(names.get(key), Place) else None


async def table(context: Context, slug: str, month: str = "", version: str = "") -> OfMonth:
    """The facts of the month, to take away. Raises NotFound."""
    return await queries.of_month(context, slug, month, version)


async def take(request: Request) -> Response:
    found = await _asked(request)
    name = f"figures-{found.agency.slug}-{found.month.written}.csv"
    return taken(request, csv_of(found.facts), CSV, file_name=name, seconds=FRESH_SECONDS)


async def take_json(request: Request) -> Response:
    content = json.dumps(as_json(await _asked(request)), ensure_ascii=False)
    return taken(request, content, JSON, seconds=FRESH_SECONDS)


def as_json(found: OfMonth) -> dict[str, Any]:
    """``version`` is empty while the month is not public: the figures still move."""
    return {
        "body": found.agency.slug,
        "month": found.month.written,
        "version": found.edition.version if found.edition else None,
        "figures": asdict(found.figures)
        | {"due": found.figures.due, "on_time_share": found.figures.on_time_share},
        "facts": [dict(zip(HEADING, line, strict=True)) for line in lines_of(found.facts)],
    }


async def _asked(request: Request) -> OfMonth:
    asked = request.query_params
    return await table(
        context_of(request), request.path_params["slug"], asked.get("month", ""), asked.get("version", "")
    )


SOURCES = (
    Source(N_("How it answers, month by month"), "CSV", "figures.body_csv", body="slug", is_whole=False),
    Source(N_("How it answers, month by month"), "JSON", "figures.body_json", body="slug", is_whole=False),
)
PAGES = (
    Page.get("figures.body", "/bodies/{slug}/figures", show, reads=queries.body_figures, fresh_seconds=60),
    Page.get("figures.body_csv", "/bodies/{slug}/figures.csv", take, reads=table, fresh_seconds=60),
    Page.get("figures.body_json", "/bodies/{slug}/figures.json", take_json, reads=table, fresh_seconds=60),
)
