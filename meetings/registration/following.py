"""What followers of places, bodies and topics are told of meetings: announced, moved, cancelled, held."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.db import rows
from hearing_state.following.news import Item, NewsSource, register_news
from hearing_state.i18n import local_name, moment
from meetings.registration import queries
from meetings.schedule import wording
from meetings.schedule.lines import BESIDE, NAMES, line_from
from meetings.schedule.meeting import ChangeKind
from meetings.schedule.queries import COLUMNS

# Who is registered for a meeting has letters of her own about it (actions/spread.py): not who withdrew, was refused, or came later.
_EVENTS = f"""
SELECT c.id AS event_id, c.made_at AS happened_at, NULL::text AS question, m.place_code AS place, a.slug AS body, m.topic,
       ARRAY(SELECT e.person_id FROM registration_entry e WHERE e.meeting_id = m.id AND e.person_id IS NOT NULL
                AND c.kind IN ('moved', 'cancelled') AND {queries.LIVE_SQL} AND e.registered_at <= c.made_at) AS told
  FROM schedule_change c JOIN schedule_meeting m ON m.id = c.meeting_id JOIN agencies_agency a ON a.id = m.agency_id
 WHERE c.kind IN ('announced', 'moved', 'cancelled', 'held') AND c.made_at > $1 AND c.made_at <= $2
"""
_ITEMS = f"""
SELECT {COLUMNS}, {NAMES}, c.id AS change_id, c.kind AS change_kind, c.made_at FROM schedule_change c
  JOIN schedule_meeting m ON m.id = c.meeting_id {BESIDE} WHERE c.id = ANY ($1::uuid[])
"""


async def items(context: Context, ids: Sequence[UUID]) -> Mapping[UUID, Item]:
    del context
    return {each["change_id"]: _item(each) for each in await rows(_ITEMS, list(ids))}


def _item(found: Mapping[str, object]) -> Item:
    line = line_from(found)
    said = wording.CHANGES[ChangeKind(str(found["change_kind"]))]
    return Item(
        said=f"{said}: {wording.place_of(line)}, {moment(line.meeting.starts_at)}",
        title=f"{line.meeting.ref} {local_name(line.meeting)}",
        path=f"/meetings/{line.meeting.ref}",
        happened_at=found["made_at"],  # type: ignore[arg-type]
    )


def register() -> None:
    register_news(NewsSource("meetings", _EVENTS, items))
