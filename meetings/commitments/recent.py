"""What happened lately to promises, for feeds: one entry for each thing that happened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from hearing_state.actions import Context
from hearing_state.db import rows
from meetings.commitments.commitment import Commitment, EventKind
from meetings.commitments.listing import COLUMNS, FROM, Filters, commitment_from, where_of

FEED_MAX = 50


@dataclass(frozen=True, slots=True)
class News:
    commitment: Commitment
    number: int
    kind: EventKind
    happened_at: datetime
    text: str


async def recent(context: Context, filters: Filters, limit: int = FEED_MAX) -> list[News]:
    """The newest first."""
    where = where_of(context, filters)
    sql = (
        f"SELECT {COLUMNS}, e.number AS event_number, e.kind AS event_kind, e.happened_at AS event_at, e.text AS event_text"
        f" {FROM} JOIN commitments_event e ON e.commitment_id = c.id WHERE {where}"
        f" ORDER BY e.happened_at DESC, e.id DESC LIMIT {int(limit)}"
    )
    return [_news(each) for each in await rows(sql, *where.params)]


def _news(each: dict[str, object]) -> News:
    found = {name: value for name, value in each.items() if not name.startswith("event_")}
    number, kind, at, text = (each[f"event_{name}"] for name in ("number", "kind", "at", "text"))
    return News(commitment_from(found), int(str(number)), EventKind(str(kind)), at, str(text))  # type: ignore[arg-type]
