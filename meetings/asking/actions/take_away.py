"""What could not be answered in the room is answered in writing: under the same number, by its legal day, counted from the meeting."""

from __future__ import annotations

from uuid import UUID

from pydantic import AwareDatetime, Field

from hearing_state.actions import Context, Wish, action
from hearing_state.errors import Conflict
from hearing_state.permissions import Subject
from meetings.asking import held, queries, taking
from meetings.asking.ahead import State
from meetings.asking.held import Held
from meetings.asking.outcome import Done, done
from meetings.asking.receiving import receiver_of
from meetings.schedule.meeting import State as Stage


class TakeAway(Wish):
    """``agency``: the meeting's office unless another competent body is said. ``at``: the moment of the meeting."""

    question: str = Field(max_length=20)
    agency: UUID | None = None
    topic: str = Field("", max_length=40)
    at: AwareDatetime | None = None


async def about(context: Context, wish: TakeAway) -> Subject:
    return await queries.subject(context, wish.question)


@action("asking.take_away", entry="asking.taken_away", about=about)
async def take_away(context: Context, wish: TakeAway) -> Done:
    """The office at the meeting or after it; the asker herself once her turn did not come."""
    found = await held.hold(wish.question)
    if held.is_own(context, found.row, None):
        return await _by_the_asker(context, found)
    held.must_not_be_hers(context, found)
    body = await taking.body_for(context, found.meeting, found.lead, wish.agency, wish.topic)
    if found.meeting.state is Stage.CANCELLED:
        moment = context.now
    else:
        moment = held.moment_of(context, found.meeting, wish.at, found.row.asked_moment_at)
    receiver = await receiver_of(context, found.lead.language)
    await taking.carry(
        context,
        found.meeting,
        found.line,
        body=body,
        received_at=moment,
        topic=wish.topic,
        receiver=receiver,
    )
    return done(found.row)


async def _by_the_asker(context: Context, found: Held) -> Done:
    """Her own question alone, to the office that she had asked; the clock runs from now. Raises Conflict before its time."""
    row = found.row
    if row.state != State.NOT_REACHED:
        raise Conflict("ahead.not_in_this_state")
    await held.leave_bundle(row)
    body = await taking.office_of(context, found.meeting)
    await taking.carry(context, found.meeting, [row], body=body, received_at=context.now)
    return done(row)
