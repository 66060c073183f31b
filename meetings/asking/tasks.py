"""What follows: letters to whoever asked and whoever supported; questions whose turn did not come; what moderators decided elsewhere."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from hearing_state.actions import Context, by_law
from hearing_state.db import rows
from hearing_state.ids import is_reference
from hearing_state.jobs.listeners import Told, every, job
from meetings.asking.actions.forget import Forget, forget
from meetings.asking.actions.mark_not_reached import MarkNotReached, mark_not_reached
from meetings.asking.actions.screen import Screen, screen
from meetings.asking.actions.spread import News, Spread, spread
from meetings.asking.actions.take_rest_away import TakeRestAway, take_rest_away
from meetings.asking.ahead import Screening, State
from meetings.asking.models import AheadRow, SupportRow
from meetings.asking.telling import say

CLOSED_AFTER = timedelta(hours=24)
"""So long after the meeting the office may write down what came of each question, before the rest counts as not reached."""
_LEFT_OPEN = """
SELECT DISTINCT m.ref FROM schedule_meeting m JOIN asking_question q ON q.meeting_id = m.id
 WHERE q.state = 'asked' AND m.state IN ('held', 'recorded') AND m.finished_at < $1 ORDER BY m.ref LIMIT 200
"""


@job("asking.asked")
async def confirm(context: Context, told: Told) -> None:
    """The receipt in writing. Who has taken it back meanwhile needs none."""
    row = await AheadRow.get(id=UUID(told.payload["question"]))
    if row.state != State.WITHDRAWN:
        await say(context, "received", row, row.asker_id, event=str(told.id))


@job("asking.answered")
async def tell_the_answer(context: Context, told: Told) -> None:
    await _spread(context, told, "answered")


@job("asking.taken_away")
async def tell_of_the_writing(context: Context, told: Told) -> None:
    await _spread(context, told, "taken_away")


@job("question.answered")
async def tell_the_written_answer(context: Context, told: Told) -> None:
    """Of a question that came from a meeting; its own asker has the letter of every answer."""
    row = await AheadRow.get_or_none(ref=told.about, state=State.TAKEN_AWAY.value)
    if row is not None and row.taken_ref == told.about:
        await _spread(context, told, "written")


async def _spread(context: Context, told: Told, news: News) -> None:
    await by_law(context, spread, Spread(question=told.about, news=news, made_at=told.at))


@job("asking.spread_on")
async def spread_on(context: Context, told: Told) -> None:
    await by_law(context, spread, Spread.model_validate(told.payload))


@job("asking.news")
async def tell_the_news(context: Context, told: Told) -> None:
    """Askers read it as theirs, supporters as what they stood behind."""
    found = await SupportRow.get_or_none(id=UUID(told.payload["support"]))
    if found is None:
        return
    row, news, event = await AheadRow.get(id=found.question_id), told.payload["news"], told.payload["made_at"]
    if not found.is_own:
        await say(context, "supported", row, found.person_id, event=f"{news}:{event}", news=news)
    elif news == "answered" or row.taken_ref != row.ref:  # else the letter of its own question says it
        letter = {"answered": "answered", "taken_away": "taken", "written": "written"}[news]
        await say(context, letter, row, found.person_id, event=f"{news}:{event}")


@job("asking.not_reached")
async def tell_that_its_turn_did_not_come(context: Context, told: Told) -> None:
    """Unless the office has taken it away, or answered it, in the meantime."""
    row = await AheadRow.get(id=UUID(told.payload["question"]))
    if row.state == State.NOT_REACHED:
        await say(context, "not_reached", row, row.asker_id, event=str(row.id))


@job("asking.rest_goes_on")
async def take_the_rest(context: Context, told: Told) -> None:
    await by_law(context, take_rest_away, TakeRestAway(meeting=told.payload["meeting"]))


@job("meeting.cancelled")
async def leave_them_open_to_writing(context: Context, told: Told) -> None:
    await by_law(context, mark_not_reached, MarkNotReached(meeting=told.about))


@job("moderation.decided")
async def hide_what_was_decided(context: Context, told: Told) -> None:
    """A report was upheld, or the question hidden after it had been taken away."""
    row = await _ahead(told)
    if row and told.payload["hides"] and row.screening != Screening.HIDDEN:
        await by_law(context, screen, Screen(question=row.ref, verdict="hide", reason=told.payload["reason"]))


@job("moderation.appeal_decided")
async def show_again_on_appeal(context: Context, told: Told) -> None:
    """The decision that hid it does not stand."""
    row = await _ahead(told)
    if row and told.payload["outcome"] == "granted" and row.screening == Screening.HIDDEN:
        await by_law(context, screen, Screen(question=row.ref, verdict="publish"))


@job("question.screened")
async def show_what_was_read_later(context: Context, told: Told) -> None:
    """Taken away before a moderator had read it: read there, it is read here."""
    row = await _ahead(told)
    if row and row.screening == Screening.WAITING:
        await by_law(context, screen, Screen(question=row.ref, verdict="publish"))


async def _ahead(told: Told) -> AheadRow | None:
    """The question ahead under this number, unless it was taken back."""
    row = await AheadRow.get_or_none(ref=told.about) if is_reference(told.about, "Q") else None
    return row if row and row.state != State.WITHDRAWN else None


async def close_lists(context: Context, _slot: datetime) -> None:
    """By the present moment, not by the slot: whatever is due is done, however long nobody came by."""
    for each in await rows(_LEFT_OPEN, context.now - CLOSED_AFTER):
        await by_law(context, mark_not_reached, MarkNotReached(meeting=each["ref"]))


async def forget_old(context: Context, _slot: datetime) -> None:
    await by_law(context, forget, Forget())


LISTENERS = (
    confirm,
    tell_the_answer,
    tell_of_the_writing,
    tell_the_written_answer,
    spread_on,
    tell_the_news,
    tell_that_its_turn_did_not_come,
    take_the_rest,
    leave_them_open_to_writing,
    hide_what_was_decided,
    show_again_on_appeal,
    show_what_was_read_later,
)
TIMETABLE = (
    every("asking.close", minutes=30, run=close_lists, catch_up="latest"),
    every("asking.forget", at="03:50", run=forget_old, catch_up="latest"),
)
