"""How a body answers, and how it stands with the questions of a place, on other sites: for programs, and in a frame."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.agencies import queries as agencies
from hearing_state.i18n import local_name
from hearing_state.questions import queries
from hearing_state.questions.views import Counts
from hearing_state.territories import queries as territories
from hearing_state.web import Page, context_of, url
from hearing_state.web.framed import FRESH_SECONDS, counter, framed


async def of_body(request: Request) -> Response:
    body = await agencies.by_slug(context_of(request), request.path_params["slug"])
    counts = await queries.counts_for_agency(context_of(request), body.id)
    return counter(request, {"body": body.slug, **_said(counts)})


async def of_place(request: Request) -> Response:
    place = await territories.place(context_of(request), request.path_params["code"])
    counts = await queries.counts_for_place(context_of(request), place.code)
    return counter(request, {"place": place.code, **_said(counts)})


async def body_in_a_frame(request: Request) -> Response:
    body = await agencies.by_slug(context_of(request), request.path_params["slug"])
    counts = await queries.counts_for_agency(context_of(request), body.id)
    return _frame(request, local_name(body), url("agency.show", slug=body.slug), counts)


async def place_in_a_frame(request: Request) -> Response:
    place = await territories.place(context_of(request), request.path_params["code"])
    counts = await queries.counts_for_place(context_of(request), place.code)
    return _frame(request, local_name(place), url("place.show", code=place.code), counts)


def _said(counts: Counts) -> dict[str, Any]:
    return {
        "open": counts.open,
        "overdue": counts.overdue,
        "answered": counts.answered,
        "all": counts.all,
    }


def _frame(request: Request, name: str, page: str, counts: Counts) -> Response:
    return framed(request, "questions/pages/counter.html", name=name, page=page, counts=counts)


PAGES = (
    Page.get("question.count_of_body", "/bodies/{slug}/count.json", of_body, reads=queries.counts_for_agency, localized=False, fresh_seconds=FRESH_SECONDS),
    Page.get("question.count_of_place", "/places/{code}/count.json", of_place, reads=queries.counts_for_place, localized=False, fresh_seconds=FRESH_SECONDS),
    Page.get("question.frame_of_body", "/bodies/{slug}/frame", body_in_a_frame, reads=queries.counts_for_agency, fresh_seconds=FRESH_SECONDS),
    Page.get("question.frame_of_place", "/places/{code}/frame", place_in_a_frame, reads=queries.counts_for_place, fresh_seconds=FRESH_SECONDS),
)  # fmt: skip
