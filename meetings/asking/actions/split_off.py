"""The asker says «this does not answer mine»: she leaves the bundle, and her question has its own place, or its own answer in writing."""

from __future__ import annotations

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.errors import Conflict
from hearing_state.permissions import Subject
from meetings.asking import held, queries, taking
from meetings.asking.ahead import SPLIT_WITHIN, State, is_over
from meetings.asking.models import SplitRow
from meetings.asking.outcome import Done, done


class SplitOff(Wish):
    """``secret``: of the browser at which a guest asked."""

    question: str = Field(max_length=20)
    secret: str | None = Field(None, max_length=100)


async def about(context: Context, wish: SplitOff) -> Subject:
    return await queries.subject(context, wish.question)


@action("asking.split_off", entry="asking.split_off", about=about)
async def split_off(context: Context, wish: SplitOff) -> Done:
    """Before the meeting: a line of its own. After it: not reached, so that it may be taken away. Where the bundle is
    answered in writing: a question of its own at once, under its own number. It is not bundled again.
    """
    found = await held.hold(wish.question)
    row = found.row
    held.must_own(context, row, wish.secret)
    said_at = row.answered_at or row.taken_at
    is_its_own = row.taken_ref == row.ref
    if row.bundle_id is None or is_its_own or (said_at and context.now > said_at + SPLIT_WITHIN):
        raise Conflict("ahead.not_bundled")
    left = await held.leave_bundle(row)
    await SplitRow.create(question_id=row.id, bundle_id=left or row.id, split_at=context.now)
    state = held.step(row, "split_off")
    if state is State.TAKEN_AWAY:
        row.state = State.NOT_REACHED.value
        row.taken_at = row.taken_ref = None
        body = await taking.office_of(context, found.meeting)
        await taking.carry(context, found.meeting, [row], body=body, received_at=context.now)
    else:
        row.answered_at, row.answer_kk, row.answer_ru = None, "", ""
        if state is State.ASKED and is_over(found.meeting):
            held.step(row, "mark_not_reached")
        await row.save()
    held.happened(context, "split_off", row, found.meeting)
    return done(row)
