"""What the nightly files hold of meetings: the calendar, and every change of it. No host's name."""

from __future__ import annotations

from hearing_state.i18n import N_
from hearing_state.open_data.datasets import Dataset, columns

MEETINGS = Dataset(
    "meetings",
    N_("Meetings"),
    columns(
        "meeting, title_kk, title_ru, kind, mode, state, body, place, topic, starts_at:datetime, ends_at:datetime, announced_at:datetime,"
        " started_at:datetime, finished_at:datetime, cancelled_at:datetime, attendance:integer"
    ),
    """
SELECT m.id AS key, m.ref AS meeting, m.title_kk, m.title_ru, m.kind, m.mode, m.state, a.slug AS body, m.place_code AS place, m.topic,
       m.starts_at, m.ends_at, m.announced_at, m.started_at, m.finished_at, m.cancelled_at, m.attendance
  FROM schedule_meeting m JOIN agencies_agency a ON a.id = m.agency_id
 WHERE $2::timestamptz IS NOT NULL AND m.id > $1 ORDER BY m.id LIMIT $3
""",
)
CHANGES = Dataset(
    "meeting-changes",
    N_("What changed in the calendar of meetings"),
    columns("meeting, change, made_at:datetime, before_at:datetime, after_at:datetime"),
    """
SELECT c.id AS key, m.ref AS meeting, c.kind AS change, c.made_at, c.before_at, c.after_at
  FROM schedule_change c JOIN schedule_meeting m ON m.id = c.meeting_id
 WHERE c.made_at <= $2 AND c.id > $1 ORDER BY c.id LIMIT $3
""",
)
