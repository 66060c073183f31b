"""What is pressed while a meeting goes on, and written down after it: items, the floor, heads, polls, the checklist."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.actions import Wish
from hearing_state.errors import NotFound
from hearing_state.web import Form, Page, context_of
from hearing_state.web.hours import hour_on
from meetings.record.actions.close_poll import ClosePoll, close_poll
from meetings.record.actions.count_attendance import CountAttendance, count_attendance
from meetings.record.actions.end_item import EndItem, end_item
from meetings.record.actions.give_floor import GiveFloor, give_floor
from meetings.record.actions.remove_speech import RemoveSpeech, remove_speech
from meetings.record.actions.start_item import StartItem, start_item
from meetings.record.actions.take_floor import TakeFloor, take_floor
from meetings.record.actions.tick_check import TickCheck, tick_check
from meetings.record.actions.time_item import TimeItem, time_item
from meetings.record.console.sent import sent
from meetings.record.console.show import page
from meetings.record.pages.poll import number_in
from meetings.record.sight import own_meeting
from meetings.schedule.meeting import State

SHOW = "record.show"


async def begin_item(request: Request) -> Response:
    ref, item = request.path_params["meeting"], number_in(request, "item")
    return await sent(
        request, start_item, lambda _form: StartItem(meeting=ref, item=item), page, SHOW, "item"
    )


async def finish_item(request: Request) -> Response:
    ref, item = request.path_params["meeting"], number_in(request, "item")
    return await sent(request, end_item, lambda _form: EndItem(meeting=ref, item=item), page, SHOW, "item")


async def put_times(request: Request) -> Response:
    ref, item = request.path_params["meeting"], number_in(request, "item")
    on = await _day(request)

    def wished(form: Form) -> Wish:
        begun, ended = (hour_on(on, form.value(name), name) for name in (f"begun-{item}", f"ended-{item}"))
        return TimeItem(meeting=ref, item=item, started_at=begun, ended_at=ended)

    return await sent(request, time_item, wished, page, SHOW, "item", {"started_at": f"begun-{item}"})


async def give(request: Request) -> Response:
    ref = request.path_params["meeting"]
    found = await own_meeting(context_of(request), ref)

    def wished(form: Form) -> Wish:
        times = (
            {
                "started_at": hour_on(found.on, form.value("begun"), "begun"),
                "ended_at": hour_on(found.on, form.value("ended"), "ended"),
            }
            if found.state is State.HELD
            else {}
        )
        return form.wish(GiveFloor, meeting=ref, consent=form.value("consent") == "yes", **times)

    return await sent(request, give_floor, wished, page, SHOW, "floor", {"started_at": "begun"})


async def take(request: Request) -> Response:
    ref = request.path_params["meeting"]
    return await sent(request, take_floor, lambda _form: TakeFloor(meeting=ref), page, SHOW, "floor")


async def remove(request: Request) -> Response:
    ref = request.path_params["meeting"]
    try:
        speech = UUID(request.path_params["speech"])
    except ValueError:
        raise NotFound("floor.no_such_speech") from None
    return await sent(
        request, remove_speech, lambda _form: RemoveSpeech(meeting=ref, speech=speech), page, SHOW, "floor"
    )


async def count(request: Request) -> Response:
    ref = request.path_params["meeting"]
    return await sent(
        request,
        count_attendance,
        lambda form: form.wish(CountAttendance, meeting=ref),
        page,
        SHOW,
        "counted",
    )


async def shut_poll(request: Request) -> Response:
    ref, poll = request.path_params["meeting"], number_in(request, "poll")
    return await sent(
        request, close_poll, lambda _form: ClosePoll(meeting=ref, poll=poll), page, SHOW, "poll-closed"
    )


async def tick(request: Request) -> Response:
    ref = request.path_params["meeting"]

    def wished(form: Form) -> Wish:
        return form.wish(TickCheck, meeting=ref, is_done=form.value("is_done") != "no")

    return await sent(request, tick_check, wished, page, SHOW, "checked")


async def _day(request: Request) -> date:
    return (await own_meeting(context_of(request), request.path_params["meeting"])).on


_AT = "/meetings/{meeting}/record"
PAGES = (
    Page.post("agenda.start_item", f"{_AT}/items/{{item}}/start", begin_item, acts=start_item),
    Page.post("agenda.end_item", f"{_AT}/items/{{item}}/end", finish_item, acts=end_item),
    Page.post("agenda.time_item", f"{_AT}/items/{{item}}/times", put_times, acts=time_item),
    Page.post("floor.give", f"{_AT}/floor", give, acts=give_floor),
    Page.post("floor.take", f"{_AT}/floor/end", take, acts=take_floor),
    Page.post("floor.remove", f"{_AT}/speeches/{{speech}}/remove", remove, acts=remove_speech),
    Page.post("attendance.count", f"{_AT}/attendance", count, acts=count_attendance),
    Page.post("poll.close", f"{_AT}/polls/{{poll}}/close", shut_poll, acts=close_poll),
    Page.post("checklist.tick", f"{_AT}/checklist", tick, acts=tick_check),
)
