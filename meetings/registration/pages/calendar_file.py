"""The meeting for one's own calendar, with an alarm a day ahead. The same entry as in the public files: opened after a move,
it changes what is there.
"""

from __future__ import annotations

from datetime import timedelta

from icalendar import Alarm, Calendar, Event
from starlette.requests import Request
from starlette.responses import Response

from hearing_state.actions import Context
from hearing_state.i18n import gettext, local_name, locale
from hearing_state.web import context_of, url
from meetings.registration import queries, wording
from meetings.registration.entry import Entry, Mode
from meetings.registration.heading import Heading, heading_of
from meetings.schedule import news
from meetings.schedule.meeting import State

ALARM_AHEAD = timedelta(days=1)


async def calendar_file(request: Request) -> Response:
    context = context_of(request)
    meeting, own = await queries.own_at(context, request.path_params["meeting"])
    known = await news.entry(context, meeting.ref)
    made = Calendar()
    made.add("prodid", "-//Hearing State//Meetings//EN")
    made.add("version", "2.0")
    made.add_component(_event(context, await heading_of(context, meeting), own[0], known.sequence))
    headers = {"content-disposition": f'attachment; filename="{meeting.ref}.ics"'}
    return Response(made.to_ical(), headers=headers, media_type="text/calendar; charset=utf-8")


def _event(context: Context, head: Heading, entry: Entry, sequence: int) -> Event:
    """Hours in UTC: the same instant in every calendar."""
    meeting = head.meeting
    joining = meeting.join_ru if locale() == "ru" else meeting.join_kk
    address = meeting.address_ru if locale() == "ru" else meeting.address_kk
    page = context.settings.site_url.rstrip("/") + url("registration.show", meeting=meeting.ref)
    event = Event()
    event.add("uid", str(meeting.id))
    event.add("sequence", sequence)
    event.add("dtstamp", context.now)
    event.add("dtstart", meeting.starts_at)
    event.add("dtend", meeting.ends_at)
    event.add("summary", local_name(meeting))
    event.add("status", "CANCELLED" if meeting.state is State.CANCELLED else "CONFIRMED")
    event.add("location", address if entry.mode is Mode.HALL else gettext("Online"))
    told = [
        local_name(head.agency),
        wording.standing(entry),
        joining if entry.mode is Mode.ONLINE else "",
        page,
    ]
    event.add("description", "\n".join(each for each in told if each))
    event.add("url", page)
    event.add_component(_alarm(local_name(meeting)))
    return event


def _alarm(text: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", text)
    alarm.add("trigger", -ALARM_AHEAD)
    return alarm
