"""What a meeting says where its link is passed on: the lines in its page's head, and a picture. Meetings are public from their first day."""

from __future__ import annotations

from starlette.requests import Request

from hearing_state.clock import day_of
from hearing_state.i18n import clock_time, gettext, local_name, weekday
from hearing_state.i18n import day as whole_day
from hearing_state.web.share_picture import Head, Share, head
from meetings.schedule import wording
from meetings.schedule.lines import Line
from meetings.schedule.meeting import ChangeKind, Meeting, State


def head_of(request: Request, line: Line) -> Head:
    meeting = line.meeting
    when = f"{_day(meeting)}, {wording.hours(meeting)}"
    said = (_cancelled(meeting), when, _whom(line), _where(meeting), _who(line))
    return head(request, local_name(meeting), said, "meeting", meeting=meeting.ref)


def share_of(line: Line) -> Share:
    """Day and hour are Kazakhstan's, and with the year: a picture is kept by others for long."""
    meeting = line.meeting
    off = _cancelled(meeting)
    return Share(
        site=gettext("Hearing State"),
        above=" · ".join((meeting.ref, _whom(line))),
        title=local_name(meeting),
        number=off or clock_time(meeting.starts_at),
        beside=f"{_day(meeting)}, {clock_time(meeting.starts_at)}" if off else _day(meeting),
        between=_where(meeting),
        below=_who(line),
    )


def _cancelled(meeting: Meeting) -> str:
    return str(wording.CHANGES[ChangeKind.CANCELLED]) if meeting.state is State.CANCELLED else ""


def _day(meeting: Meeting) -> str:
    on = day_of(meeting.starts_at)
    return f"{whole_day(on)}, {weekday(on)}"


def _who(line: Line) -> str:
    """Post and name, and the office."""
    return ", ".join(dict.fromkeys((wording.host(line), local_name(line.agency))))


def _whom(line: Line) -> str:
    return f"{gettext('residents')}: {wording.place_of(line)}"


def _where(meeting: Meeting) -> str:
    """How it is held, and the hall where it is known."""
    hall = wording.address(meeting) if meeting.mode.has_hall else ""
    return ": ".join(filter(None, (str(wording.MODES[meeting.mode]), hall)))
