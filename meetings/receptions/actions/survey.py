"""What the visitor said by telephone afterwards is written down."""

from __future__ import annotations

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.errors import Conflict
from hearing_state.permissions import Subject
from meetings.receptions import held, queries
from meetings.receptions.booking import State, Survey


class SurveyAnswer(Wish):
    booking: str = Field(max_length=20)
    answer: Survey


async def about(context: Context, wish: SurveyAnswer) -> Subject:
    return await queries.subject(context, wish.booking)


@action("reception.survey", entry="reception.surveyed", about=about)
async def survey(context: Context, wish: SurveyAnswer) -> None:
    row = await held.hold(wish.booking)
    if row.state not in (State.HELD, State.HANDED_OVER):
        raise Conflict("reception.not_in_this_state", state=row.state, verb="survey")
    row.survey = wish.answer.value
    await row.save()
    await held.happened(context, row, "surveyed")
