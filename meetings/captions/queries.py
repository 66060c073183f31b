"""Reading captions: all of them are public from the moment in which they are written.

newest    what the hall shows, and what tells two answers apart    told    every caption of a meeting, for its page
of_meeting    the same as they stand, for the replay    written    those of a stretch of time    counted    how many in which language    writing    the captioner's page
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.db import row, rows
from hearing_state.errors import NotFound
from meetings.captions.captions import LANGUAGES, SHOWN, Line, Source
from meetings.crew import queries as crew
from meetings.crew.crew import Task
from meetings.schedule import queries as schedule
from meetings.schedule.meeting import Meeting

PAGE_SIZE = 200
WRITING_SHOWN = 12
_COLUMNS = "number, language, text, said_at, source, mended_at"
_NEWEST = f"""
SELECT {_COLUMNS} FROM captions_line WHERE meeting_id = $1 AND language = $2 ORDER BY number DESC LIMIT $3
"""
_ALL = f"""
SELECT {_COLUMNS} FROM captions_line WHERE meeting_id = $1 AND language = $2 ORDER BY number LIMIT $3 OFFSET $4
"""
_BETWEEN = f"""
SELECT {_COLUMNS} FROM captions_line WHERE meeting_id = $1 AND language = $2 AND said_at >= $3 AND said_at < $4 ORDER BY number
"""
_COUNTED = "SELECT language, count(*)::int AS lines FROM captions_line WHERE meeting_id = $1 AND text <> '' GROUP BY language"
_CLOSED = "SELECT closed_at, digests::text AS digests FROM captions_closed WHERE meeting_id = $1"
_ONE = f"SELECT {_COLUMNS}, written_by FROM captions_line WHERE meeting_id = $1 AND number = $2"
_MOST = 50_000


@dataclass(frozen=True, slots=True)
class Told:
    """A page of a meeting's captions. ``counted``: language to how many lines there are, taken back ones left out."""

    meeting: Meeting
    language: str
    lines: Sequence[Line]
    page: int
    pages: int
    counted: Mapping[str, int]
    closed_at: datetime | None
    digests: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Writing:
    """The captioner's page: what she wrote last, the newest first. ``languages``: those that she is appointed for."""

    meeting: Meeting
    language: str
    languages: tuple[str, ...]
    lines: Sequence[Line]
    now: datetime


async def newest(meeting_id: UUID, language: str, most: int = SHOWN) -> list[Line]:
    """The newest at the end."""
    found = await rows(_NEWEST, meeting_id, language, most)
    return [line_from(each) for each in reversed(found)]


async def of_meeting(meeting_id: UUID, language: str) -> list[Line]:
    return [line_from(each) for each in await rows(_ALL, meeting_id, language, _MOST, 0)]


async def written(meeting_id: UUID, language: str, since: datetime, until: datetime) -> list[Line]:
    """Those of a stretch of time, in order."""
    return [line_from(each) for each in await rows(_BETWEEN, meeting_id, language, since, until)]


async def counted(meeting_id: UUID) -> dict[str, int]:
    """Language to number of lines, in the order of the house; languages without any are left out."""
    found = {each["language"]: each["lines"] for each in await rows(_COUNTED, meeting_id)}
    return {each: found[each] for each in LANGUAGES if each in found}


def chosen(wanted: str, there: Mapping[str, int]) -> str:
    """The language wanted where there are captions in it, else the first in which there are."""
    if wanted in there or not there:
        return wanted
    return next(iter(there))


async def live(context: Context, ref: str, language: str) -> tuple[Meeting, list[Line]]:
    """For whoever asks again and again. Raises NotFound for no such meeting or language."""
    meeting = await schedule.meeting(context, ref)
    if language not in LANGUAGES:
        raise NotFound("captions.no_such_language")
    return meeting, await newest(meeting.id, language)


async def told(context: Context, ref: str, language: str, page: int) -> Told:
    """Raises NotFound for no such meeting or language."""
    meeting = await schedule.meeting(context, ref)
    there = await counted(meeting.id)
    language = language or chosen(context.locale, there)
    if language not in LANGUAGES:
        raise NotFound("captions.no_such_language")
    pages = max(1, -(-there.get(language, 0) // PAGE_SIZE))
    page = min(page, pages)
    found = await rows(_ALL, meeting.id, language, PAGE_SIZE, (page - 1) * PAGE_SIZE)
    closed = await row(_CLOSED, meeting.id)
    return Told(
        meeting,
        language,
        [line_from(each) for each in found if each["text"]],
        page,
        pages,
        there,
        closed["closed_at"] if closed else None,
        json.loads(closed["digests"]) if closed else {},
    )


async def writing(context: Context, ref: str, language: str = "") -> Writing:
    """Raises NotFound for everybody but those appointed to write captions of this meeting."""
    meeting = await schedule.meeting(context, ref)
    languages = await crew.languages_of(context, meeting.id, Task.CAPTIONS)
    language = language or next(iter(languages), "")
    if language not in languages:
        raise NotFound("captions.not_appointed")
    lines = await newest(meeting.id, language, WRITING_SHOWN)
    return Writing(meeting, language, languages, lines[::-1], context.now)


async def one(meeting_id: UUID, number: int) -> tuple[Line, UUID | None]:
    """A caption and who wrote it. Raises NotFound."""
    found = await row(_ONE, meeting_id, number)
    if found is None:
        raise NotFound("captions.no_such_line")
    written_by = found.pop("written_by")
    return line_from(found), written_by


def line_from(found: dict[str, Any]) -> Line:
    return Line(**{**found, "source": Source(found["source"])})
