"""What happened is laid by for everybody who follows it: one row for a reader and an event, whatever of hers it concerns.

A constant number of statements, however many follow. Each source is read from an hour before the mark, which moves a few times a
day only: what was committed late is not missed, what was read twice is there once.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from hearing_state.actions import Context, Wish, action
from hearing_state.db import execute, value
from hearing_state.following.news import MARKS, NewsSource, sources

BACK = timedelta(hours=1)
MARK_MOVES = timedelta(hours=6)
_MARK = "SELECT read_until_at FROM following_mark WHERE source = $1"
_MOVE = """
INSERT INTO following_mark (source, read_until_at) VALUES ($1, $2)
ON CONFLICT (source) DO UPDATE SET read_until_at = greatest(following_mark.read_until_at, excluded.read_until_at)
"""
# What a reader is told of in a letter of her own is left out here: no two letters for one event.
_GATHER = """
INSERT INTO following_news (id, reader_id, event_id, source, happened_at)
SELECT gen_random_uuid(), r.id, e.event_id, $3, min(e.happened_at)
  FROM ({events}) e
 CROSS JOIN LATERAL {marks} AS mark
  JOIN following_follow f ON f.thing = mark AND f.stopped_at IS NULL AND f.followed_at < e.happened_at
  JOIN following_reader r ON r.id = f.reader_id AND r.stopped_at IS NULL
 WHERE NOT (r.person_id IS NOT NULL AND r.person_id = ANY (e.told))
   AND NOT EXISTS (SELECT 1 FROM people_contact c WHERE c.address_digest = r.address_digest AND c.person_id = ANY (e.told))
 GROUP BY r.id, e.event_id
ON CONFLICT (reader_id, event_id) DO NOTHING
"""


class Gather(Wish):
    pass


@action("following.gather", entry="following.gathered", public=False)
async def gather(context: Context, wish: Gather) -> int:
    """How much was laid by that was not there before."""
    del wish
    found = 0
    for each in sources():
        found += await _read(context, each)
    if not found:
        context.changed_nothing()
    return found


async def _read(context: Context, source: NewsSource) -> int:
    mark: datetime | None = await value(_MARK, source.name)
    since = (mark or context.now) - BACK
    found = await execute(_GATHER.format(events=source.sql, marks=MARKS), since, context.now, source.name)
    if mark is None or context.now - mark > MARK_MOVES:
        await execute(_MOVE, source.name, context.now)
    return int(found)
