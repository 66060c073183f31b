"""The house forgets a person everywhere, but for what the law wants kept for now; later the rest."""

from __future__ import annotations

from uuid import UUID

from hearing_state import ledger
from hearing_state.actions import Context, Wish, action
from hearing_state.db import rows, value
from hearing_state.errors import Conflict, NotFound
from hearing_state.privacy.emptying import erased, lingering, shapes
from hearing_state.privacy.models import ErasureRow
from hearing_state.retention import RETENTION

_ACTS = "SELECT id FROM actions_act WHERE person_id = $1 OR about = 'person:' || $1::uuid::text"
_FILES = "SELECT DISTINCT digest FROM files_attachment WHERE owner_id = $1"
_CAME_BACK = "SELECT 1 FROM people_session WHERE person_id = $1 LIMIT 1"
_TAKE = "SELECT 1 FROM privacy_erasure WHERE id = $1 AND undone_at IS NULL FOR UPDATE"


class Erase(Wish):
    erasure: UUID


@action("privacy.erase", entry="privacy.erased", public=False)
async def erase(context: Context, wish: Erase) -> int:
    """How many rows the law still keeps. Done again it takes what the law has let go since. Raises NotFound, and Conflict before its day."""
    taken = await value(_TAKE, wish.erasure)
    row = await ErasureRow.get_or_none(id=wish.erasure) if taken else None
    if row is None:
        raise NotFound("privacy.no_erasure")
    if context.now < row.due_at:
        raise Conflict("privacy.erasure_not_due")
    context.record("privacy.erased", f"erasure:{row.id}")
    if row.erased_at is not None and await value(_CAME_BACK, row.person_id):
        row.lingering = (
            0  # she signed in again by her IIN while it was kept: what is there now is of a new beginning
        )
        await row.save()
        return 0
    digests = [each["digest"] for each in await rows(_FILES, row.person_id)]
    await ledger.forget(row.person_id, [each["id"] for each in await rows(_ACTS, row.person_id)])
    await _empty(row.person_id)
    row.lingering = await _left(row.person_id)
    row.erased_at = row.erased_at or context.now
    await row.save()
    context.tell("privacy.erased", f"erasure:{row.id}", digests=digests)
    return row.lingering


async def _empty(person_id: UUID) -> None:
    tables = [each for each in RETENTION.tables if each.is_of_people]
    known = await shapes(tables)
    for table in tables:
        await erased(table, known, person_id)


async def _left(person_id: UUID) -> int:
    return sum([await lingering(each, person_id) for each in RETENTION.tables])
