"""A promise held for a change: its row locked, its state moved by the lifecycle, what happened added to its history."""

from __future__ import annotations

from datetime import date
from typing import Any

from hearing_state.actions import Context
from hearing_state.clock import local
from hearing_state.db import value
from hearing_state.errors import NotFound
from hearing_state.ids import reference
from meetings.commitments.commitment import LETTER, LIFECYCLE, EventKind, State
from meetings.commitments.models import CommitmentRow, EventRow


async def hold(ref: str) -> CommitmentRow:
    """The row, locked until the transaction ends. Raises NotFound."""
    row = await CommitmentRow.select_for_update().get_or_none(ref=ref)
    if row is None:
        raise NotFound("commitment.not_found")
    return row


def step(row: CommitmentRow, verb: str) -> State:
    """Move the state as the lifecycle has it. Raises Conflict where it has no such step."""
    row.state = LIFECYCLE.after(row.state, verb)
    return State(row.state)


async def next_reference(context: Context) -> str:
    number = await value("SELECT nextval('commitments_number')")
    return reference(LETTER, local(context.now).year, number)


async def happened(
    context: Context,
    row: CommitmentRow,
    kind: EventKind,
    *,
    text: str = "",
    before_on: date | None = None,
    after_on: date | None = None,
    **facts: object,
) -> EventRow:
    """Write down what happened: in the history with its words, in the public log and the outbox without them."""
    last = await value("SELECT max(number) FROM commitments_event WHERE commitment_id = $1", row.id)
    event = await EventRow.create(
        commitment_id=row.id,
        number=(last or 0) + 1,
        kind=kind.value,
        happened_at=context.now,
        made_by=None if kind is EventKind.CONTESTED else context.actor.person_id,
        agency_id=row.agency_id,
        text=text,
        before_on=before_on,
        after_on=after_on,
    )
    told: dict[str, Any] = {
        "agency": row.agency_id,
        "place": row.place_code,
        "due_on": row.due_on,
        "first_due_on": row.first_due_on,
        **({"before_on": before_on, "after_on": after_on} if before_on or after_on else {}),
        **facts,
    }
    context.record(f"commitment.{kind.value}", row.ref, **told)
    context.tell(f"commitment.{kind.value}", row.ref, meeting=row.meeting_id, number=event.number, **told)
    return event
