"""Which petitions changed since somebody looked: those that everybody may see or might have seen, and the reader's own."""

from __future__ import annotations

from hearing_state.actions import Context
from hearing_state.db import rows
from hearing_state.db.marks import Changed, Mark
from petitions.drafting.held import is_open_to_all
from petitions.drafting.models import PetitionRow
from petitions.drafting.queries import may_see_hidden

# What never was public is nobody's business but its author's; of what was, everybody learns that it is gone.
_CHANGED = """
SELECT id, changed_in::text AS changed_in FROM drafting_petition
 WHERE (changed_in, id) > ($1::text::xid8, $2::uuid) AND changed_in < $3::text::xid8
   AND (published_at IS NOT NULL OR state = 'rejected' OR author_id = $5::uuid)
 ORDER BY changed_in, id LIMIT $4
"""


async def changed(context: Context, after: Mark, before: int, most: int) -> list[Changed]:
    """The first ``most`` after the mark, of transactions below ``before``."""
    person_id = context.actor.person_id
    marked = await rows(_CHANGED, str(after.transaction), after.id, str(before), most, person_id)
    known = {each.id: each for each in await PetitionRow.filter(id__in=[each["id"] for each in marked])}
    return [_seen(context, known[each["id"]], int(each["changed_in"])) for each in marked]


def _seen(context: Context, row: PetitionRow, transaction: int) -> Changed:
    is_seen = is_open_to_all(row) or may_see_hidden(context, row)
    return Changed(Mark(transaction, row.id), row.ref, is_gone=not is_seen)
