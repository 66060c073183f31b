"""Who has a petition open for its check: one moderator at a time, told to the others, for as long as ``desk.toml`` says."""

from __future__ import annotations

from uuid import UUID

from hearing_state.actions import Context
from hearing_state.errors import Conflict
from petitions.checking.models import EditLockRow
from petitions.drafting.models import PetitionRow


async def lock_of(context: Context, petition_id: UUID) -> EditLockRow | None:
    """None where nobody has it open, or not any more."""
    return await EditLockRow.get_or_none(petition_id=petition_id, expires_at__gt=context.now)


async def require_free(context: Context, row: PetitionRow) -> None:
    """Raises Conflict while somebody else has it open. What the house itself does, an appeal say, waits for nobody."""
    lock = await lock_of(context, row.id)
    if lock is not None and context.actor.person_id not in (None, lock.person_id):
        raise Conflict("petition.being_checked", name=lock.name, since=lock.opened_at)


async def release(petition_id: UUID) -> None:
    await EditLockRow.filter(petition_id=petition_id).delete()
