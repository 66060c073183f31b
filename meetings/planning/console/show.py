"""A plan before its organisers: by months, as a grid, by places; with what stands against it, and what can be done."""

from __future__ import annotations

from collections import Counter
from typing import Any
from uuid import UUID

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.actions import Context
from hearing_state.deadlines import queries as deadlines
from hearing_state.web import Form, Page, context_of, render, url
from meetings.planning import grid, queries
from meetings.planning.console import wording
from meetings.planning.naming import month_name, part_name, period_name, short_weekday
from meetings.planning.plan import halves_of, recipients_of
from meetings.planning.queries import PlanShown

VIEWS = ("list", "month", "places")


async def show(request: Request) -> Response:
    context = context_of(request)
    found = await queries.shown(context, request.path_params["slug"], request.path_params["year"])
    asked = request.query_params.get("view", "list")
    view = asked if asked in VIEWS else "list"
    return await page_of(request, found, view=view)


async def page_of(
    request: Request, found: PlanShown, *, view: str = "list", form: Form | None = None, status: int = 200
) -> Response:
    """Also after a refusal, with its sentence on top."""
    context = context_of(request)
    template = "show" if found.plan else "empty"
    return render(
        request,
        f"meetings/planning/console/{template}.html",
        status=status,
        form=form or Form.empty(),
        done=wording.done_sentence(request.query_params.get("done", "")),
        **common(found),
        **(await _laid_out(context, request, found, view) if found.plan else _not_yet(found)),
    )


def common(found: PlanShown) -> dict[str, Any]:
    """What every page of a plan says of it."""
    return {
        "shown": found,
        "plan": found.plan,
        "agency": found.agency,
        "checked": found.checked,
        "where": {"slug": found.agency.slug, "year": found.stretch.key},
        "part_name": part_name,
        "period_name": period_name,
        "month_name": month_name,
        "short_weekday": short_weekday,
        "bundled": _bundled(found),
        "words": wording,
        "recipients": recipients_of(found.agency.kind),
        "place_of": lambda code: wording.place_name(found.places.get(code or "")),
        "said": lambda trouble: wording.trouble_sentence(trouble, found.places),
    }


def _bundled(found: PlanShown) -> set[str]:
    """Journeys on which more than one place is visited."""
    keys = Counter(each.visit_key for each in (found.checked.entries if found.checked else ()))
    return {key for key, number in keys.items() if key and number > 1}


def _not_yet(found: PlanShown) -> dict[str, Any]:
    first, second = halves_of(found.stretch.from_on.year)
    return {"halves": [each.key for each in (first, second) if each.key != found.stretch.key]}


async def _laid_out(context: Context, request: Request, found: PlanShown, view: str) -> dict[str, Any]:
    if found.checked is None or found.plan is None:
        return {}
    months = grid.months_of(found.stretch, found.checked.entries)
    chosen = _chosen(request.query_params.get("month", ""), months, context)
    periods, lines = grid.by_places(found.checked.fulfilments)
    where = {"slug": found.agency.slug, "year": found.stretch.key}
    return {
        "view": view,
        "tabs": [
            (label, url("plan.show", **where, view=name if name != "list" else None), name == view)
            for name, label in wording.VIEWS.items()
        ],
        "months": months,
        "month": chosen,
        "weeks": grid.weeks_of(chosen, await deadlines.working_calendar(context)),
        "periods": periods,
        "place_lines": lines,
        "grave": sorted(found.checked.troubles, key=lambda key: _hour_of(found, key)),
        "why_unmet": wording.unmet_lines(found.plan.report, found.places),
    }


def _hour_of(found: PlanShown, entry_id: UUID) -> str:
    return found.entry(entry_id).starts_at.isoformat()


def _chosen(asked: str, months: list[grid.Month], context: Context) -> grid.Month:
    """The month asked for, else the present one, else the first with a meeting."""
    by_key = {each.key: each for each in months}
    now = f"{context.today:%Y-%m}"
    return by_key.get(asked) or by_key.get(now) or next((each for each in months if each.entries), months[0])


PAGES = (Page.get("plan.show", "/plans/{slug}/{year}", show, reads=queries.shown),)
