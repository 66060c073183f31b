"""Which bodies changed since somebody looked: founded, renamed, dissolved, another head."""

from __future__ import annotations

from hearing_state.actions import Context
from hearing_state.db import rows
from hearing_state.db.marks import Changed, Mark

_CHANGED = """
SELECT slug, changed_in::text AS changed_in, id FROM agencies_agency
 WHERE (changed_in, id) > ($1::text::xid8, $2::uuid) AND changed_in < $3::text::xid8 ORDER BY changed_in, id LIMIT $4
"""


async def changed(context: Context, after: Mark, before: int, most: int) -> list[Changed]:
    """The first ``most`` after the mark, of transactions below ``before``."""
    del context
    found = await rows(_CHANGED, str(after.transaction), after.id, str(before), most)
    return [Changed(Mark(int(each["changed_in"]), each["id"]), each["slug"]) for each in found]
