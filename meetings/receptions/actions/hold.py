"""The visitor was received: the protocol with decision, instruction and term is signed, and is owed to the visitor in three working days."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from hearing_state.actions import Context, Wish, action, by_law
from hearing_state.deadlines.actions.open_clock import OpenClock, open_clock
from hearing_state.errors import Conflict, Invalid
from hearing_state.permissions import Subject
from meetings.receptions import held, queries


class Hold(Wish):
    """``recording_note``: where the recording that the law wants is kept, or why there is none."""

    booking: str = Field(max_length=20)
    decision: str = Field(min_length=10, max_length=4_000)
    instruction: str = Field("", max_length=2_000)
    instruction_until_on: date | None = None
    recording_note: str = Field(min_length=5, max_length=500)


async def about(context: Context, wish: Hold) -> Subject:
    return await queries.subject(context, wish.booking)


@action("reception.hold", entry="reception.held", about=about)
async def hold(context: Context, wish: Hold) -> None:
    row = await held.hold(wish.booking)
    held.step(row, "hold")
    if row.slot_at is not None and context.now < row.slot_at:
        raise Conflict("reception.too_early")
    if wish.instruction_until_on is not None and wish.instruction_until_on < context.today:
        raise Invalid("reception.term_wrong", field="instruction_until_on")
    opened = await by_law(
        context,
        open_clock,
        OpenClock(
            rule="reception.protocol",
            about=row.ref,
            received_at=context.now,
            agency=row.agency_id,
            is_public=False,
            is_event=True,
        ),
    )
    row.decision, row.instruction = wish.decision, wish.instruction
    row.instruction_until_on, row.recording_note = wish.instruction_until_on, wish.recording_note
    row.signed_on, row.protocol_clock_id = context.today, opened.clock
    await row.save()
    await held.happened(context, row, "held", due_on=opened.due_on)
