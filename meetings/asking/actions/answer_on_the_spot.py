"""What the akim said on the spot, in short: one answer to all who asked the same."""

from __future__ import annotations

from pydantic import AwareDatetime, Field

from hearing_state.actions import Context, Wish, action
from hearing_state.errors import Conflict, Fault, Invalid
from hearing_state.permissions import Subject
from meetings.asking import held, queries
from meetings.asking.ahead import ANSWER_MAX, ANSWER_MIN
from meetings.asking.outcome import Done, done
from meetings.schedule.meeting import State as Stage


class AnswerOnTheSpot(Wish):
    """In Kazakh, in Russian or in both; nobody translates for the akim. ``at``: for what is written down after the meeting."""

    question: str = Field(max_length=20)
    answer_kk: str = Field("", max_length=ANSWER_MAX)
    answer_ru: str = Field("", max_length=ANSWER_MAX)
    at: AwareDatetime | None = None


async def about(context: Context, wish: AnswerOnTheSpot) -> Subject:
    return await queries.subject(context, wish.question)


@action("asking.answer", entry="asking.answered", about=about)
async def answer_on_the_spot(context: Context, wish: AnswerOnTheSpot) -> Done:
    """May be put right until the results are published. Raises Invalid for no words at all."""
    if not any(len(each) >= ANSWER_MIN for each in (wish.answer_kk, wish.answer_ru)):
        raise Invalid.many(Fault(field, "ahead.say_the_answer") for field in ("answer_kk", "answer_ru"))
    found = await held.hold(wish.question)
    if found.meeting.state is Stage.RECORDED:
        raise Conflict("ahead.recorded")
    held.must_be_public(found.row)
    held.must_not_be_hers(context, found)
    moment = held.moment_of(context, found.meeting, wish.at, found.row.answered_at)
    for each in found.line:
        held.step(each, "answer")
        each.asked_moment_at = each.asked_moment_at or moment
        each.answered_at, each.answer_kk, each.answer_ru = moment, wish.answer_kk, wish.answer_ru
        await each.save()
    held.happened(context, "answered", found.lead, found.meeting, at=moment, questions=len(found.line))
    return done(found.row)
