"""A way into the live hall: who gets one, for how long, and from where it may be used. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from urllib.parse import urlsplit

from meetings.live.bounds import RESUME_SECONDS, TICKET_SECONDS
from meetings.schedule.meeting import Meeting, State

OPENS_AHEAD = timedelta(minutes=30)
ORIGIN_MAX = 200


class Kind(StrEnum):
    """``entry``: from a page. ``resume``: of somebody who was inside."""

    ENTRY = "entry"
    RESUME = "resume"

    @property
    def lasts(self) -> timedelta:
        return timedelta(seconds=TICKET_SECONDS if self is Kind.ENTRY else RESUME_SECONDS)


def is_open(meeting: Meeting, now: datetime) -> bool:
    """Whether people may come in: while it is live, and half an hour before."""
    if not meeting.mode.is_online:
        return False
    return meeting.state is State.LIVE or (
        meeting.state is State.ANNOUNCED and meeting.starts_at - OPENS_AHEAD <= now <= meeting.ends_at
    )


def is_ours(origin: str, hosts: frozenset[str]) -> bool:
    """Whether a page of ours asks. No origin at all: a program, which no other site can have told to come.

    >>> is_ours("https://hearing.example", frozenset({"hearing.example"}))
    True
    >>> is_ours("https://evil.example", frozenset({"hearing.example"}))
    False
    """
    if not origin:
        return True
    parts = urlsplit(origin)
    return parts.scheme in {"http", "https"} and parts.netloc in hosts
