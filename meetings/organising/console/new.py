"""A new meeting out of calendar, or at social tension: where, when, how; its conflicts are told before anything is kept."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.actions import Context
from hearing_state.agencies import queries as agencies
from hearing_state.errors import Conflict, Invalid, NotFound
from hearing_state.i18n import gettext, local_name, speaking
from hearing_state.territories import queries as territories
from hearing_state.web import Form, Page, context_of, read_form, render, see_other
from hearing_state.web.hours import moment_from
from meetings.duties import queries as duties
from meetings.organising import queries
from meetings.organising.console import wording
from meetings.schedule.actions.schedule import Schedule, schedule
from meetings.schedule.meeting import first_day_to_announce_for

FOUND_MAX = 12
MINUTES = "90"


async def show(request: Request) -> Response:
    """``place`` and ``body`` in the address begin the form: other pages lead here with them."""
    asked = request.query_params
    place, title_kk, title_ru = asked.get("place", ""), "", ""
    try:
        found = await territories.place(context_of(request), place) if place else None
    except NotFound:
        found = None
    if found is not None:
        title_kk, title_ru = _title("kk", found.name_kk), _title("ru", found.name_ru)
    form = Form.empty(
        place=found.code if found else "", agency=asked.get("body", ""), kind=asked.get("kind", "extra"), mode="online",
        minutes=MINUTES, time="18:00", languages=("kk", "ru"), title_kk=title_kk, title_ru=title_ru,
    )  # fmt: skip
    return await _page(request, form, 200)


def _title(language: str, place: str) -> str:
    with speaking(language):
        return gettext("%(place)s: meeting with the residents", place=place)


async def post(request: Request) -> Response:
    form = await read_form(request)
    if form.value("look"):  # only another place to choose from is wanted; nothing is done yet
        return await _page(request, form, 200)
    try:
        made = await schedule(form.context, await _wish(form))
    except (Invalid, Conflict) as refusal:
        return await _page(request, form.refused(refusal), refusal.status)
    return see_other(request, "meeting.manage", meeting=made.ref, done="scheduled")


async def _wish(form: Form) -> Schedule:
    if not form.value("agency"):
        raise Invalid("meeting.body_needed", field="agency")
    given = {"starts_at": moment_from(form), "is_deputy": form.value("is_deputy") == "true"}
    return form.wish(Schedule, **given)


async def _page(request: Request, form: Form, status: int) -> Response:
    context = context_of(request)
    bodies = await queries.own_bodies(context)
    chosen = form.value("agency") or (bodies[0].slug if len(bodies) == 1 else "")
    days = [await duties.announce_days_of(context, each.id) for each in bodies if each.slug == chosen]
    return render(
        request,
        "meetings/organising/console/new.html",
        status=status,
        form=form,
        bodies=[(each.slug, local_name(each)) for each in bodies],
        chosen=chosen,
        places=await _places(context, form),
        first_on=first_day_to_announce_for(context.today, days[0]) if days else context.today,
        announce_days=days[0] if days else None,
        topics=[(each.key, local_name(each)) for each in await agencies.topics(context)],
        words=wording,
    )


async def _places(context: Context, form: Form) -> list[tuple[str, str]]:
    """What was chosen, and what was looked for."""
    options: dict[str, str] = {}
    try:
        if form.value("place"):
            chosen = await territories.place(context, form.value("place"))
            options[chosen.code] = chosen.name
    except NotFound:
        pass
    sought = form.value("place_name").strip()
    found: list[Any] = await territories.search(context, sought, limit=FOUND_MAX) if sought else []
    options |= {
        each.place.code: f"{each.place.name} ({each.where})" if each.where else each.place.name
        for each in found
    }
    if sought and not found:
        options.setdefault("", gettext("No place is called that"))
    return list(options.items())


PAGES = (
    Page.get("meeting.new", "/meetings/new", show, reads=queries.own_bodies),
    Page.post("meeting.new", "/meetings/new", post, acts=schedule),
)
