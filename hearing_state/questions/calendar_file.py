"""The last days of questions as a calendar file (RFC 5545): whole days, which need no table of time zones."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, time, timedelta

from icalendar import Calendar, Event, vText

from hearing_state.clock import ALMATY
from hearing_state.i18n import gettext, local_name
from hearing_state.questions.views import Line

REFRESHED = timedelta(hours=4)

AddressOf = Callable[[str], str]
"""From a question's number to the address of its page."""


def calendar_of(name: str, own_address: str, found: Sequence[Line], address_of: AddressOf) -> bytes:
    """One day for each question: its last one, or the one on which it was settled."""
    made = Calendar()
    made.add("prodid", "-//Hearing State//Questions//KK")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    for key in ("name", "x-wr-calname"):
        made.add(key, vText(" ".join(name.split())))
    made.add("source", own_address, {"VALUE": "URI"})
    made.add("refresh-interval", REFRESHED, {"VALUE": "DURATION"})
    for each in found:
        if each.standing and each.standing.due_on:
            made.add_component(_event(each, address_of(each.ref)))
    written: bytes = made.to_ical()
    return written


def _event(each: Line, address: str) -> Event:
    standing = each.standing
    assert standing is not None
    assert standing.due_on is not None
    settled = standing.settled_on
    day = settled or standing.due_on
    made = Event()
    made.add("uid", f"{each.ref}@deadline.hearing-state")
    # The same file for the same facts: a stamp of the moment of asking would make every copy differ.
    stamp = (
        max(each.registered_at, datetime.combine(settled, time(), ALMATY)) if settled else each.registered_at
    )
    made.add("dtstamp", stamp.astimezone(UTC))
    made.add("dtstart", day)
    made.add("dtend", day + timedelta(days=1))
    made.add("transp", "TRANSPARENT")
    made.add("summary", _summary(each, is_settled=settled is not None))
    # Of what not everybody may read, the number and the day alone.
    where = (local_name(each.agency), local_name(each.place)) if each.title else ()
    made.add("description", "\n".join((*where, address)))
    made.add("url", address)
    return made


def _summary(each: Line, *, is_settled: bool) -> str:
    title = each.title or gettext("Private question")
    said = (
        gettext("Settled: %(title)s", title=title)
        if is_settled
        else gettext("Last day to answer: %(title)s", title=title)
    )
    return f"{each.ref} {said}"
