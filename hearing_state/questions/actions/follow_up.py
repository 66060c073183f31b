"""The asker says once what is still missing; a short clock runs for those points."""

from __future__ import annotations

from pydantic import Field

from hearing_state.actions import Context, Wish, action, by_law
from hearing_state.deadlines.actions.open_clock import OpenClock, open_clock
from hearing_state.errors import Invalid
from hearing_state.permissions import Subject
from hearing_state.questions import held
from hearing_state.questions.actions.mark_unanswered import mark
from hearing_state.questions.outcome import Done, done
from hearing_state.questions.question import FOLLOW_UP_RULE, POINTS_MAX, PointState
from hearing_state.questions.sight import subject


class FollowUp(Wish):
    question: str
    text: str = Field(min_length=20, max_length=4_000)
    numbers: tuple[int, ...] = Field((), max_length=POINTS_MAX)


async def about(context: Context, wish: FollowUp) -> Subject:
    return await subject(context, wish.question)


@action("question.follow_up", entry="question.followed_up", about=about)
async def follow_up(context: Context, wish: FollowUp) -> Done:
    row = await held.hold(wish.question)
    held.step(row, "follow_up")
    await mark(row, wish.numbers)
    if not any(each.state is PointState.UNANSWERED for each in await held.points_of(row)):
        raise Invalid("question.not_followed_up_yet", field="numbers")
    opened = await by_law(
        context,
        open_clock,
        OpenClock(
            rule=FOLLOW_UP_RULE,
            about=row.ref,
            received_at=context.now,
            agency=row.agency_id,
            place=row.place_code,
            is_public=row.is_public,
            title=row.title if held.is_readable_by_all(row) else None,
            language=row.language,
        ),
    )
    row.clock_id, row.closed_at = opened.clock, None
    await row.save()
    numbers = sorted(set(wish.numbers))
    await held.happened(
        context, row, "followed_up", reason=wish.text, due_on=opened.due_on, numbers=numbers or None
    )
    return done(row)
