"""What the nightly files hold of bodies: all that ever were, with their successors."""

from __future__ import annotations

from hearing_state.i18n import N_
from hearing_state.open_data.datasets import Dataset, columns

BODIES = Dataset(
    "bodies",
    N_("Bodies"),
    columns("body, kind, name_kk, name_ru, name_en, place, founded_on:date, dissolved_on:date, successor"),
    """
SELECT a.id AS key, a.slug AS body, a.kind, a.name_kk, a.name_ru, a.name_en, a.place_code AS place, a.founded_on, a.dissolved_on,
       heir.slug AS successor
  FROM agencies_agency a LEFT JOIN agencies_agency heir ON heir.id = a.successor_id
 WHERE $2::timestamptz IS NOT NULL AND a.id > $1 ORDER BY a.id LIMIT $3
""",
)
