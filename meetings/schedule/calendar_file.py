"""Meetings as a calendar file (RFC 5545). Hours are told in UTC: no reader's table of time zones can be wrong about them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, timedelta

from icalendar import Calendar, Event, vText

from hearing_state.i18n import gettext, local_name, locale
from meetings.schedule import wording
from meetings.schedule.meeting import State
from meetings.schedule.news import Entry

REFRESHED = timedelta(hours=4)
"""How often readers' calendars are asked to look again: a meeting moved in the morning is known in the evening."""
_STATUS = {State.PLANNED: "TENTATIVE", State.CANCELLED: "CANCELLED"}

AddressOf = Callable[[str], str]
"""From a meeting's reference to the address of its page."""


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """``tag`` changes whenever a reader's copy is not good any more."""

    name: str
    own_address: str
    entries: Sequence[Entry]

    @property
    def tag(self) -> str:
        told = [locale(), self.name, self.own_address]
        told += [
            f"{each.line.meeting.id}{each.sequence}{each.changed_at.isoformat()}" for each in self.entries
        ]
        return f'"{hashlib.sha256("|".join(told).encode()).hexdigest()[:32]}"'

    def written(self, address_of: AddressOf) -> bytes:
        made = Calendar()
        made.add("prodid", "-//Hearing State//Meetings//KK")
        made.add("version", "2.0")
        made.add("calscale", "GREGORIAN")
        made.add("method", "PUBLISH")
        for key in ("name", "x-wr-calname"):
            made.add(key, vText(" ".join(self.name.split())))
        made.add("x-wr-timezone", "Asia/Almaty")
        made.add("source", self.own_address, {"VALUE": "URI"})
        made.add("url", self.own_address)
        made.add("refresh-interval", REFRESHED, {"VALUE": "DURATION"})
        made.add("x-published-ttl", "PT4H")
        for each in self.entries:
            made.add_component(_event(each, address_of))
        written: bytes = made.to_ical()
        return written


def _event(entry: Entry, address_of: AddressOf) -> Event:
    meeting = entry.line.meeting
    address = address_of(meeting.ref)
    made = Event()
    made.add("uid", str(meeting.id))
    made.add("dtstamp", entry.changed_at.astimezone(UTC))
    made.add("created", entry.made_at.astimezone(UTC))
    made.add("last-modified", entry.changed_at.astimezone(UTC))
    made.add("sequence", entry.sequence)
    made.add("dtstart", meeting.starts_at.astimezone(UTC))
    made.add("dtend", meeting.ends_at.astimezone(UTC))
    made.add("status", _STATUS.get(meeting.state, "CONFIRMED"))
    made.add("transp", "TRANSPARENT" if meeting.state is State.CANCELLED else "OPAQUE")
    made.add("summary", _summary(entry))
    made.add("location", _location(entry))
    made.add("description", _description(entry, address))
    made.add("url", address)
    return made


def _summary(entry: Entry) -> str:
    """Not every telephone shows the status: a cancelled meeting says so in its name."""
    title = local_name(entry.line.meeting)
    if entry.line.meeting.state is State.CANCELLED:
        return gettext("Cancelled: %(title)s", title=title)
    return title


def _location(entry: Entry) -> str:
    meeting = entry.line.meeting
    hall = wording.address(meeting) if meeting.mode.has_hall else ""
    return hall or f"{wording.place_of(entry.line)} ({wording.MODES[meeting.mode]})"


def _description(entry: Entry, address: str) -> str:
    line = entry.line
    meeting = line.meeting
    said = [
        gettext("Reason: %(reason)s", reason=meeting.reason) if meeting.state is State.CANCELLED else "",
        gettext("Who meets the people: %(who)s", who=wording.host(line)),
        local_name(line.agency) if meeting.host_name else "",
        f"{gettext('residents')}: {wording.place_of(line)}",
        str(wording.MODES[meeting.mode]),
        wording.how_to_join(meeting) if meeting.is_ahead else "",
        address,
    ]
    return "\n".join(filter(None, said))
