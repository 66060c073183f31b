"""An invalidation held for a change: its row locked, one step of its life, its public lines."""

from __future__ import annotations

from typing import Any

from hearing_state.actions import Context
from hearing_state.db import value
from hearing_state.errors import Conflict, NotFound
from petitions.drafting import held as petitions
from petitions.drafting.models import PetitionRow
from petitions.drafting.petition import SIGNATURE_HELD
from petitions.fraud.invalidation import IN_MOTION, LIFECYCLE, State
from petitions.fraud.models import InvalidationRow

IS_IN_MOTION = f"""EXISTS (
  SELECT 1 FROM fraud_invalidation i WHERE i.petition_id = p.id AND i.state IN ({", ".join(f"'{each}'" for each in IN_MOTION)})
)"""
"""Of a petition ``p``: what its total will be is being changed, or may be within a day."""
_HELD = """
SELECT i.id FROM fraud_invalidation i JOIN drafting_petition p ON p.id = i.petition_id WHERE p.ref = $1 AND i.number = $2 FOR UPDATE OF i
"""


async def hold(ref: str, number: int) -> tuple[PetitionRow, InvalidationRow]:
    """With its petition, and after it: everybody takes them in this order. Raises NotFound."""
    petition = await petitions.hold(ref)
    found = await value(_HELD, ref, number)
    if found is None:
        raise NotFound("petition.no_such_invalidation")
    return petition, await InvalidationRow.get(id=found)


def step(row: InvalidationRow, verb: str) -> State:
    """Raises Conflict where its life has no such step."""
    row.state = LIFECYCLE.after(row.state, verb)
    return State(row.state)


async def is_in_motion(row: PetitionRow) -> bool:
    return bool(await value(f"SELECT {IS_IN_MOTION} FROM drafting_petition p WHERE p.id = $1", row.id))


def must_be_held(row: PetitionRow) -> None:
    """Once the body has the petition, its signatures are what they were. Raises Conflict."""
    if row.state not in SIGNATURE_HELD:
        raise Conflict("petition.sent_already")


async def happened(
    context: Context, petition: PetitionRow, row: InvalidationRow, kind: str, **facts: Any
) -> None:
    """A line of the petition's timeline and of the public log."""
    await petitions.happened(context, petition, kind, number=row.number, **facts)


def go_on(context: Context, petition: PetitionRow, row: InvalidationRow) -> None:
    """The next step is due. Said twice, it is taken once: the number of the step tells."""
    context.tell(
        "petition.invalidation_goes_on",
        petition.ref,
        once=f"{row.id}:{row.state}:{row.steps}",
        number=row.number,
    )


async def begin(context: Context, petition: PetitionRow, row: InvalidationRow) -> None:
    """In public before the first signature goes: the total never falls without a reason."""
    row.begun_at = context.now
    await row.save(update_fields=["state", "begun_at", "confirmed_by", "signatures"])
    await happened(context, petition, row, "invalidation_begun", signatures=row.signatures, text=row.reason)
    go_on(context, petition, row)
