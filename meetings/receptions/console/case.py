"""A request before the office: what it is about, until when it must be answered, and the steps, each saying what follows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.actions import Action, permitted
from hearing_state.agencies import queries as agencies
from hearing_state.errors import Conflict, Forbidden, Invalid
from hearing_state.i18n import local_name, moment
from hearing_state.permissions import Subject
from hearing_state.web import Form, Page, context_of, read_form, render, see_other
from meetings.receptions import queries, wording
from meetings.receptions.actions.appoint import appoint
from meetings.receptions.actions.extend import extend
from meetings.receptions.actions.hand_over import hand_over
from meetings.receptions.actions.hold import hold
from meetings.receptions.actions.miss import miss
from meetings.receptions.actions.postpone import postpone
from meetings.receptions.actions.prepare import prepare
from meetings.receptions.actions.redirect import redirect
from meetings.receptions.actions.return_for_defects import return_for_defects
from meetings.receptions.actions.survey import survey
from meetings.receptions.actions.terminate import terminate
from meetings.receptions.booking import LIFECYCLE, State
from meetings.receptions.request import Case

SEARCH_MAX, SLOTS_MAX = 100, 40
Given = Callable[[Form], Mapping[str, Any]]


def _slot(form: Form) -> Mapping[str, Any]:
    """One choice names the hours and the slot in them."""
    ref, _space, moment = form.value("slot").partition(" ")
    try:
        return {"reception": ref, "slot_at": datetime.fromisoformat(moment)}
    except ValueError:
        raise Invalid("reception.slot_not_offered", field="slot") from None


@dataclass(frozen=True)
class Step:
    word: str
    acts: Action[Any, Any]
    given: Given = lambda _form: {}

    @property
    def page(self) -> Page:
        return Page.post(
            f"reception.case_{self.word}", f"/receptions/{{booking}}/{self.word}", self.post, acts=self.acts
        )

    async def post(self, request: Request) -> Response:
        form, ref = await read_form(request), request.path_params["booking"]
        if form.value("look"):  # only another office to choose from is wanted; nothing is done yet
            return await _page(request, form, 200)
        try:
            await self.acts(form.context, form.wish(self.acts.wish, booking=ref, **self.given(form)))
        except (Invalid, Conflict) as refusal:
            return await _page(request, form.refused(refusal), refusal.status)
        except Forbidden:
            await queries.case(form.context, ref)  # a request of another office has no such page
            raise
        if self.word == "redirect":
            return see_other(request, "reception.desk", done=self.word)
        return see_other(request, "reception.case", booking=ref, done=self.word)


STEPS = (
    Step("appoint", appoint, _slot),
    Step("prepare", prepare),
    Step("postpone", postpone, _slot),
    Step("return", return_for_defects),
    Step("redirect", redirect),
    Step("extend", extend),
    Step("hold", hold),
    Step("miss", miss),
    Step("hand_over", hand_over),
    Step("terminate", terminate),
    Step("survey", survey),
)


async def show(request: Request) -> Response:
    return await _page(request, Form.empty(), 200)


async def _page(request: Request, form: Form, status: int) -> Response:
    context = context_of(request)
    case = await queries.case(context, request.path_params["booking"])
    sought = form.value("body_name").strip()[:SEARCH_MAX]
    found = await agencies.search(context, sought) if sought else []
    return render(
        request,
        "meetings/receptions/console/case.html",
        status=status,
        case=case,
        booking=case.booking,
        form=form,
        may=_may(request, case),
        slots=await _slots(request, case),
        bodies=[(str(each.id), local_name(each)) for each in found if each.id != case.booking.agency_id],
        sought=sought,
        surveys=[(each.value, name) for each, name in wording.SURVEYS.items()],
        words=wording,
        done=wording.DONE.get(request.query_params.get("done", "")),
    )


def _may(request: Request, case: Case) -> frozenset[str]:
    context, booking = context_of(request), case.booking
    about = Subject(about=booking.ref, owner=booking.person_id, agencies=frozenset({booking.agency_id}))
    may = {
        each.word
        for each in STEPS
        if LIFECYCLE.allows(booking.state, each.word) and permitted(context, f"reception.{each.word}", about)
    }
    if booking.state in (State.HELD, State.HANDED_OVER) and permitted(context, "reception.survey", about):
        may.add("survey")
    if booking.file_ready_at is not None:
        may.discard("prepare")
    if booking.slot_at is not None and context.now < booking.slot_at:
        may -= {"hold", "miss"}
    if context.today > booking.redirect_until_on:
        may.discard("redirect")
    return frozenset(may)


async def _slots(request: Request, case: Case) -> list[tuple[str, str]]:
    """Free slots of the office's own hours, the hours that were wished for first."""
    context = context_of(request)
    if not {"appoint", "postpone"} & _may(request, case):
        return []
    lines = await queries.offered(context, agency=case.booking.agency_id)
    options: list[tuple[str, str]] = []
    open_ = (each for each in lines if not each.is_list_final)
    for line in sorted(open_, key=lambda each: each.hours.id != case.booking.wanted_id):
        free = await queries.free_slots(context, line.hours)
        options += [
            (f"{line.hours.ref} {slot.isoformat()}", f"{moment(slot)}, {line.hours.holder_name}")
            for slot in free
            if slot > context.now
        ]
    return options[:SLOTS_MAX]


PAGES = (
    Page.get("reception.case", "/receptions/{booking}", show, reads=queries.case),
    *(each.page for each in STEPS),
)
