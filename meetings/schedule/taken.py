"""What machines read of meetings: the list part by part. No host's name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.db import rows
from hearing_state.web import url
from hearing_state.web.parts import PART_SIZE, Part, part_of
from meetings.schedule.filters import Filters, where_of
from meetings.schedule.lines import Line, line_from, select

MEETING = (
    "meeting", "title_kk", "title_ru", "kind", "mode", "state", "body", "place", "topic", "starts_at", "ends_at", "announced_at",
    "held_until", "cancelled_at", "attendance", "address",
)  # fmt: skip


async def part(
    context: Context, filters: Filters, after: UUID | None = None, size: int = PART_SIZE
) -> Part[Line]:
    """What was laid down last stands first."""
    where = where_of(filters, context.now)
    if after is not None:
        where.add("m.id < ?", after)
    found = [line_from(each) for each in await rows(select(where, "m.id DESC", size + 1), *where.params)]
    return part_of(found, lambda each: each.meeting.id, size)


def told(context: Context, lines: Iterable[Line]) -> list[dict[str, Any]]:
    """By ``MEETING``'s names, the same in every language."""
    site = context.settings.site_url.rstrip("/")
    return [dict(zip(MEETING, _values(site, each), strict=True)) for each in lines]


def _values(site: str, line: Line) -> tuple[Any, ...]:
    found = line.meeting
    hours = (found.starts_at, found.ends_at, found.announced_at, found.finished_at, found.cancelled_at)
    said = [each.isoformat(timespec="seconds") if each else None for each in hours]
    return (
        found.ref, found.title_kk, found.title_ru, found.kind.value, found.mode.value, found.state.value, line.agency.key,
        found.place_code, found.topic, *said, found.attendance, f"{site}{url('meeting.show', meeting=found.ref)}",
    )  # fmt: skip
