"""What the nightly files hold of petitions: those that everybody may read, with their counts; neither who wrote nor who signed."""

from __future__ import annotations

from hearing_state.i18n import N_
from hearing_state.open_data.datasets import Dataset, columns
from petitions.drafting.petition import OPEN_TO_ALL

_STATES = ", ".join(f"'{each.value}'" for each in OPEN_TO_ALL)

PETITIONS = Dataset(
    "petitions",
    N_("Petitions"),
    columns(
        "petition, title, language, state, body, topic, place, signatures:integer, needed:integer, published_at:datetime, collect_until:date"
    ),
    f"""
SELECT p.id AS key, p.ref AS petition, p.title, p.language, p.state, a.slug AS body, p.topic, p.place_code AS place,
       coalesce(t.total, 0)::int AS signatures, p.needed, p.published_at, p.collect_until_on AS collect_until
  FROM drafting_petition p JOIN agencies_agency a ON a.id = p.agency_id LEFT JOIN signing_total t ON t.petition_id = p.id
 WHERE p.state IN ({_STATES}) AND NOT p.is_hidden AND p.published_at <= $2 AND p.id > $1 ORDER BY p.id LIMIT $3
""",
)
