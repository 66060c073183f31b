"""What a digest tells: made when the letter is intended, and anew where its reader let go of some of it, or some of it was hidden, before
it left.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.db import rows, value
from hearing_state.following import news
from hearing_state.following.following import NEWS_IN_A_LETTER
from hearing_state.following.news import MARKS, Item
from hearing_state.i18n import speaking
from hearing_state.notifications.queries import Intention, off_kinds
from hearing_state.notifications.wanted import register_wanted

_JUST_BEFORE = timedelta(microseconds=1)
DIGEST = "following/digest"
_READER = "SELECT id, person_id FROM following_reader WHERE id = $1 AND stopped_at IS NULL"
_TOLD = "SELECT event_id, source, happened_at FROM following_news WHERE reader_id = $1 AND letter_id = $2"
# Most readers let go of nothing between an event and its letter: for theirs nobody looks by what else they follow it. A stop is
# forgotten after a month, so of a letter older than a week that is always asked.
_NOTHING_LET_GO = """
SELECT $3::timestamptz > $4::timestamptz - interval '7 days'
   AND NOT EXISTS (SELECT 1 FROM following_follow WHERE reader_id = $1 AND stopped_at >= $2)
"""
_STILL_FOLLOWED = """
SELECT DISTINCT e.event_id FROM ({events}) e CROSS JOIN LATERAL {marks} AS mark
  JOIN following_follow f ON f.thing = mark AND f.reader_id = $3 AND f.stopped_at IS NULL
 WHERE e.event_id = ANY ($4::uuid[])
"""
Told = Sequence[Mapping[str, Any]]
"""Rows of news: ``event_id`` and ``source``."""


async def items(context: Context, told: Told) -> list[Item]:
    """The newest first; what was hidden meanwhile is left out. In the language that is spoken now."""
    found: list[Item] = []
    for name, ids in _by_source(told).items():
        source = news.source(name)
        found += (await source.items(context, ids)).values() if source else ()
    return sorted(found, key=lambda each: each.happened_at, reverse=True)


def values(reader: UUID, found: Sequence[Item]) -> dict[str, Any]:
    shown = [{"said": each.said, "title": each.title, "path": each.path} for each in found[:NEWS_IN_A_LETTER]]
    return {"reader": str(reader), "news": shown, "count": len(found), "more": len(found) - len(shown)}


async def still(context: Context, intention: Intention) -> Mapping[str, Any] | None:
    """Of a digest that leaves now what its reader still follows and anybody may read still; None where that is nothing, or she stopped
    all letters.
    """
    if "reader" not in intention.values:
        return intention.values  # its words were forgotten, and its address with them: it cannot be sent
    found = await rows(_READER, UUID(str(intention.values["reader"])))
    if not found or await _is_off(found[0]["person_id"]):
        return None
    reader: UUID = found[0]["id"]
    told = await rows(_TOLD, reader, UUID(intention.event))
    if not told:
        return intention.values
    since = min(each["happened_at"] for each in told)
    has_kept_all = await value(_NOTHING_LET_GO, reader, since, intention.queued_at, context.now)
    followed = told if has_kept_all else await _still_followed(context, reader, told)
    with speaking(intention.locale):
        left = await items(context, followed)
    if len(left) == intention.values["count"]:
        return intention.values
    return values(reader, left) if left else None


async def _is_off(person_id: UUID | None) -> bool:
    return person_id is not None and "following" in await off_kinds(person_id)


async def _still_followed(context: Context, reader: UUID, told: Told) -> list[Mapping[str, Any]]:
    kept: set[UUID] = set()
    since = (
        min(each["happened_at"] for each in told) - _JUST_BEFORE
    )  # sources tell what happened after a moment
    for name, ids in _by_source(told).items():
        source = news.source(name)
        if source is not None:
            sql = _STILL_FOLLOWED.format(events=source.sql, marks=MARKS)
            kept |= {each["event_id"] for each in await rows(sql, since, context.now, reader, ids)}
    return [each for each in told if each["event_id"] in kept]


def _by_source(told: Told) -> dict[str, list[UUID]]:
    names = {each["source"] for each in told}
    return {name: [each["event_id"] for each in told if each["source"] == name] for name in names}


def register() -> None:
    register_wanted(DIGEST, still)
