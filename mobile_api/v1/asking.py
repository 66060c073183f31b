"""Questions ahead of a meeting: the published order, asking, supporting, taking back. A guest needs no account."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from hearing_state.actions import Context
from hearing_state.errors import NotFound
from meetings.asking import nearness, queries
from meetings.asking.actions.ask_ahead import AskAhead, ask_ahead
from meetings.asking.actions.split_off import SplitOff, split_off
from meetings.asking.actions.support import Support, support
from meetings.asking.actions.take_away import TakeAway, take_away
from meetings.asking.actions.unsupport import Unsupport, unsupport
from meetings.asking.actions.withdraw import Withdraw, withdraw
from meetings.schedule import queries as schedule
from mobile_api.cursor import page_of, to_page
from mobile_api.endpoint import Endpoint, endpoint
from mobile_api.reading import Asked
from mobile_api.v1 import asking_shapes as shapes
from mobile_api.v1.meeting_shapes import AskingAhead
from mobile_api.v1.meetings import ByMeeting, Cursor
from mobile_api.v1.registrations import Further


class ByAhead(ByMeeting):
    ahead: Annotated[str, Field(pattern=r"^Q-[0-9]{4}-[0-9]{6,9}$", description="The slip's number")]


class OnTheList(Asked):
    tab: Annotated[queries.Tab, Field(description="`answered`: what became of those that were taken")] = (
        "order"
    )
    cursor: Cursor = None


async def list_questions_ahead(context: Context, path: ByMeeting, query: OnTheList) -> shapes.AheadList:
    """The list of a meeting in the order in which the akim takes the questions, with the rule of that order."""
    number = page_of(query.cursor)
    meeting = await schedule.meeting(context, path.meeting)
    counts = await queries.counts(context, meeting.id)
    found = await queries.listed(context, meeting, query.tab, number)
    return shapes.AheadList(
        rule=shapes.AheadList.rule_said(),
        counts=AskingAhead.of(meeting, counts, context.now),
        lines=[shapes.AheadLine.of(each) for each in found.items],
        total=found.total,
        next=to_page(number + 1) if number < found.pages else None,
    )


async def show_question_ahead(context: Context, path: ByAhead) -> shapes.AheadShown:
    """One question: where it stands in the order, and what became of it."""
    return shapes.AheadShown.of(await queries.shown_at(context, path.meeting, path.ahead), context)


async def find_near_ahead(
    context: Context, path: ByMeeting, body: shapes.AheadWording
) -> list[shapes.AheadNear]:
    """What is on the list already and asks the same, to support instead of asking again."""
    meeting = await schedule.meeting(context, path.meeting)
    found = await nearness.near(context, meeting, body.text, body.language, body.topic)
    return [shapes.AheadNear.of(each) for each in found]


async def ask_question_ahead(
    context: Context, path: ByMeeting, body: shapes.AheadQuestion
) -> shapes.AheadSlip:
    """Ask ahead. A moderator reads it before the public does; a guest may ask one question, a resident three."""
    given = body.model_dump(exclude={"guest", "place"})
    wish = AskAhead(meeting=path.meeting, place=body.place or "", secret=_secret(context, body), **given)
    return shapes.AheadSlip.of(await ask_ahead(context, wish))


async def support_question(context: Context, path: ByAhead, body: shapes.AsGuest) -> shapes.AheadSupport:
    """Stand behind a question. A resident's support counts in the order, a guest's is shown apart."""
    await queries.shown_at(context, path.meeting, path.ahead)
    wish = Support(question=path.ahead, secret=_secret(context, body))
    return shapes.AheadSupport.of(await support(context, wish))


async def unsupport_question(context: Context, path: ByAhead, body: shapes.AsGuest) -> shapes.AheadSupport:
    """Stand behind a question no more."""
    await queries.shown_at(context, path.meeting, path.ahead)
    wish = Unsupport(question=path.ahead, secret=_secret(context, body))
    return shapes.AheadSupport.of(await unsupport(context, wish))


async def withdraw_question(context: Context, path: ByAhead, body: shapes.AsGuest) -> shapes.AheadState:
    """Take one's own question back; its words are deleted at once."""
    secret = await _secret_of_owner(context, path, body)
    wish = Withdraw(question=path.ahead, secret=secret)
    return shapes.AheadState.of(await withdraw(context, wish))


async def split_question_off(context: Context, path: ByAhead, body: shapes.AsGuest) -> shapes.AheadState:
    """Say that one's question is another one than those it was put together with."""
    secret = await _secret_of_owner(context, path, body)
    wish = SplitOff(question=path.ahead, secret=secret)
    return shapes.AheadState.of(await split_off(context, wish))


async def demand_answer_in_writing(context: Context, path: ByAhead) -> shapes.AheadState:
    """Have one's own question answered in writing by its legal day, once its turn did not come."""
    await _secret_of_owner(context, path, shapes.AsGuest())
    return shapes.AheadState.of(await take_away(context, TakeAway(question=path.ahead)))


async def list_my_questions_ahead(context: Context, query: Further) -> shapes.MyAheadQuestions:
    """What one asked ahead of meetings, the newest first."""
    number = page_of(query.cursor)
    found = await queries.mine(context, number)
    return shapes.MyAheadQuestions(
        questions=[shapes.MyAheadQuestion.of(each, context) for each in found.items],
        next=to_page(number + 1) if number < found.pages else None,
    )


def _secret(context: Context, body: shapes.AsGuest) -> str | None:
    """Somebody who is signed in is no guest."""
    return None if context.actor.is_signed_in else body.guest


async def _secret_of_owner(context: Context, path: ByAhead, body: shapes.AsGuest) -> str | None:
    """Raises NotFound for anybody else's question."""
    secret = _secret(context, body)
    found = await queries.shown_at(context, path.meeting, path.ahead, secret)
    if not found.question.is_own:
        raise NotFound("ahead.not_found")
    return secret


_ALL = "/meetings/{meeting}/questions"
_ONE = f"{_ALL}/{{ahead}}"
ENDPOINTS: tuple[Endpoint, ...] = (
    endpoint("GET", _ALL, list_questions_ahead, reads=queries.listed, fresh_seconds=10),
    endpoint("POST", _ALL, ask_question_ahead, acts=ask_ahead, status=201, is_keyed=True),
    endpoint("POST", "/meetings/{meeting}/near", find_near_ahead, reads=nearness.near),
    endpoint("GET", _ONE, show_question_ahead, reads=queries.shown_at, fresh_seconds=10),
    endpoint("POST", f"{_ONE}/support", support_question, acts=support),
    endpoint("POST", f"{_ONE}/unsupport", unsupport_question, acts=unsupport),
    endpoint("POST", f"{_ONE}/withdraw", withdraw_question, acts=withdraw),
    endpoint("POST", f"{_ONE}/not-mine", split_question_off, acts=split_off),
    endpoint("POST", f"{_ONE}/in-writing", demand_answer_in_writing, acts=take_away, needs_sign_in=True),
    endpoint("GET", "/me/meeting-questions", list_my_questions_ahead, reads=queries.mine, needs_sign_in=True),
)
