"""A step for many petitions is taken back within some minutes, by whoever made it. What somebody changed since then stays."""

from __future__ import annotations

from uuid import UUID

from hearing_state.actions import Context, Wish, action
from hearing_state.db import execute, value
from hearing_state.errors import Conflict, NotFound
from petitions.checking.desk import bounds
from petitions.checking.models import BatchRow

_HELD = "SELECT id FROM checking_batch WHERE id = $1 AND made_by = $2 FOR UPDATE"
# Whose it was before; only where it is still as this step left it.
_BACK = """
UPDATE checking_assignment SET person_id = $2, assigned_at = $4 WHERE petition_id = ANY ($1::uuid[]) AND batch_id = $3
"""
_OUT = "DELETE FROM checking_assignment WHERE petition_id = ANY ($1::uuid[]) AND batch_id = $2"
_IN_AGAIN = """
INSERT INTO checking_assignment (petition_id, person_id, batch_id, assigned_at)
SELECT p.id, $2, $3, $4 FROM drafting_petition p WHERE p.id = ANY ($1::uuid[]) AND p.state = 'checking' ON CONFLICT (petition_id) DO NOTHING
"""


class UndoAssign(Wish):
    batch: UUID


@action("petition.undo_assign", entry="petition.checks_unassigned", public=False)
async def undo_assign(context: Context, wish: UndoAssign) -> int:
    """How many went back. Raises NotFound for another's step, Conflict once the minutes are over or it was taken back before."""
    if await value(_HELD, wish.batch, context.actor.person_id) is None:
        raise NotFound("petition.no_such_step")
    batch = await BatchRow.get(id=wish.batch)
    if batch.undone_at is not None or context.now > batch.made_at + bounds().undo:
        raise Conflict("petition.undo_over", minutes=int(bounds().undo.total_seconds() // 60))
    batch.undone_at = context.now
    await batch.save(update_fields=["undone_at"])
    back = 0
    for person, petitions in _by_person(batch.earlier).items():
        back += await _give_back(context, batch, person, petitions)
    context.record("petition.checks_unassigned", "petitions", petitions=back)
    return back


def _by_person(earlier: dict[str, str | None]) -> dict[str | None, list[UUID]]:
    found: dict[str | None, list[UUID]] = {}
    for petition, person in earlier.items():
        found.setdefault(person, []).append(UUID(petition))
    return found


async def _give_back(context: Context, batch: BatchRow, person: str | None, petitions: list[UUID]) -> int:
    if batch.to_id is None:  # it was put back: whoever had it has it again
        return await execute(_IN_AGAIN, petitions, UUID(person), batch.id, context.now) if person else 0
    if person is None:
        return await execute(_OUT, petitions, batch.id)
    return await execute(_BACK, petitions, UUID(person), batch.id, context.now)
