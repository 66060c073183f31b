"""What the nightly files hold of last days: all duties, as on the board, and each step of their clocks. Never what a thing says."""

from __future__ import annotations

from hearing_state.i18n import N_
from hearing_state.open_data.datasets import Dataset, columns

CLOCKS = Dataset(
    "deadlines",
    N_("Last days by law"),
    columns("about, rule, body, place, registered_on:date, due_on:date, settled_on:date, outcome"),
    """
SELECT c.id AS key, c.about, c.rule_id AS rule, a.slug AS body, c.place_code AS place, c.registered_on, c.due_on, c.settled_on, c.outcome
  FROM deadlines_clock c LEFT JOIN agencies_agency a ON a.id = c.agency_id
 WHERE c.kind = 'duty' AND c.created_at <= $2 AND c.id > $1 ORDER BY c.id LIMIT $3
""",
)
EVENTS = Dataset(
    "deadline-events",
    N_("How last days were set and moved"),
    columns("about, rule, number:integer, event, due_on:date, recorded_at:datetime"),
    """
SELECT e.id AS key, c.about, c.rule_id AS rule, e.number, e.kind AS event, e.due_on, e.created_at AS recorded_at
  FROM deadlines_event e JOIN deadlines_clock c ON c.id = e.clock_id
 WHERE c.kind = 'duty' AND e.created_at <= $2 AND e.id > $1 ORDER BY e.id LIMIT $3
""",
)
