"""The steps of a meeting: each a small page that says what will follow, one action, and back to the meeting."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.actions import Action
from hearing_state.agencies import queries as agencies
from hearing_state.clock import day_of
from hearing_state.errors import Conflict, Forbidden, Invalid
from hearing_state.i18n import local_name
from hearing_state.web import Form, Page, context_of, read_form, render, see_other
from hearing_state.web.hours import moment_from, typed
from meetings.organising import queries
from meetings.organising.console import wording
from meetings.organising.queries import Managed
from meetings.schedule.actions.announce import announce
from meetings.schedule.actions.cancel import cancel
from meetings.schedule.actions.change import change
from meetings.schedule.actions.finish import finish
from meetings.schedule.actions.move import move
from meetings.schedule.actions.start import start
from meetings.schedule.meeting import first_day_to_announce_for

Given = Callable[[Form], Mapping[str, Any]]
Begun = Callable[[Managed, datetime], Form]


@dataclass(frozen=True)
class Step:
    """``given``: what the page puts together from fields of its own; ``begun``: the fields as they stand at first."""

    word: str
    acts: Action[Any, Any]
    begun: Begun = lambda _managed, _now: Form.empty()
    given: Given = lambda _form: {}

    @property
    def pages(self) -> tuple[Page, Page]:
        name, path = f"meeting.{self.word}", f"/meetings/{{meeting}}/{self.word}"
        return (
            Page.get(name, path, self.show, reads=queries.managed),
            Page.post(name, path, self.post, acts=self.acts),
        )

    async def show(self, request: Request) -> Response:
        context = context_of(request)
        found = await queries.managed(context, request.path_params["meeting"])
        return await self._page(request, found, self.begun(found, context.now), 200)

    async def post(self, request: Request) -> Response:
        form, ref = await read_form(request), request.path_params["meeting"]
        try:
            await self.acts(form.context, form.wish(self.acts.wish, meeting=ref, **self.given(form)))
        except (Invalid, Conflict) as refusal:
            found = await queries.managed(form.context, ref)
            return await self._page(request, found, form.refused(refusal), refusal.status)
        except Forbidden:
            await queries.managed(form.context, ref)  # a meeting of another office has no such page
            raise
        return see_other(request, "meeting.manage", meeting=ref, done=self.word)

    async def _page(self, request: Request, found: Managed, form: Form, status: int) -> Response:
        context = context_of(request)
        first_on = first_day_to_announce_for(context.today, found.meeting.announce_days)
        days_left = (day_of(found.meeting.starts_at) - context.today).days
        return render(
            request,
            f"meetings/organising/console/{self.word}.html",
            status=status,
            managed=found,
            meeting=found.meeting,
            form=form,
            first_on=first_on,
            announcing=wording.announce_hint(found.meeting, days_left),
            is_late=days_left < found.meeting.announce_days,
            topics=[(each.key, local_name(each)) for each in await agencies.topics(context)],
            words=wording,
        )


def _details(managed: Managed, _now: datetime) -> Form:
    m = managed.meeting
    return Form.empty(
        mode=m.mode.value, title_kk=m.title_kk, title_ru=m.title_ru, topic=m.topic or "", languages=m.languages,
        interpretation=m.interpretation, is_deputy="true" if m.host_is_deputy else "", host_name=m.host_name if m.host_is_deputy else "",
        address_kk=m.address_kk, address_ru=m.address_ru, seats=str(m.seats or ""), join_kk=m.join_kk, join_ru=m.join_ru,
    )  # fmt: skip


def _hours(managed: Managed, _now: datetime) -> Form:
    day, hour = typed(managed.meeting.starts_at)
    return Form.empty(on=day, time=hour, minutes=str(managed.meeting.minutes))


def _past_hours(managed: Managed, now: datetime) -> Form:
    """Whoever ends a meeting before its hour ends it now."""
    began = typed(managed.meeting.started_at or managed.meeting.starts_at)
    ended = typed(min(managed.meeting.ends_at, now))
    return Form.empty(on=began[0], time=began[1], end_on=ended[0], end_time=ended[1])


def _ended(form: Form) -> Mapping[str, Any]:
    return {"started_at": moment_from(form), "finished_at": moment_from(form, "on", "end_time")}


STEPS = (
    Step("announce", announce),
    Step("change", change, _details, lambda form: {"is_deputy": form.value("is_deputy") == "true"}),
    Step("move", move, _hours, lambda form: {"starts_at": moment_from(form)}),
    Step("cancel", cancel),
    Step("start", start),
    Step("finish", finish, _past_hours, _ended),
)
PAGES = tuple(page for step in STEPS for page in step.pages)
