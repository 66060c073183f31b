"""Halt: what was done stays done, the rest stays untouched, until somebody goes on or gives all back."""

from __future__ import annotations

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.permissions import Subject
from petitions.fraud import held, queries
from petitions.fraud.invalidation import State


class StopInvalidation(Wish):
    petition: str = Field(max_length=20)
    number: int = Field(ge=1)


async def about(context: Context, wish: StopInvalidation) -> Subject:
    return await queries.subject(context, wish.petition, wish.number)


@action("petition.stop_invalidation", entry="petition.invalidation_stopped", about=about)
async def stop_invalidation(context: Context, wish: StopInvalidation) -> None:
    """Raises Conflict where nothing is under way."""
    petition, row = await held.hold(wish.petition, wish.number)
    is_halfway_back = held.step(row, "stop") == State.HALTED
    await row.save(update_fields=["state"])
    kind = "restoration_stopped" if is_halfway_back else "invalidation_stopped"
    done = row.given_back if is_halfway_back else row.invalid
    await held.happened(context, petition, row, kind, signatures=done)
