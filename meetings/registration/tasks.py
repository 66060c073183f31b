"""What follows when somebody comes or goes, when a meeting changes, and when its day is near: letters."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from hearing_state.actions import Context, by_law
from hearing_state.db import row
from hearing_state.errors import NotFound
from hearing_state.jobs.listeners import Told, every, job
from meetings.registration import queries
from meetings.registration.actions.adapt import Adapt, adapt
from meetings.registration.actions.forget import Forget, forget
from meetings.registration.actions.remind import Remind, remind
from meetings.registration.actions.spread import News, Spread, spread
from meetings.registration.entry import Entry, State, wants_reminder
from meetings.registration.telling import say
from meetings.schedule import queries as schedule
from meetings.schedule.meeting import Meeting

WORTH_A_LETTER = frozenset(
    {"mode", "title_kk", "title_ru", "address_kk", "address_ru", "join_kk", "join_ru", "languages", "host_is_deputy"}
)  # fmt: skip
"""What somebody who registered must know; more or fewer seats she hears of when it is her own."""
_CHANGE = """
SELECT reason, before_at, after_at FROM schedule_change WHERE meeting_id = $1 AND kind = $2 AND made_at = $3 ORDER BY id DESC LIMIT 1
"""


async def _standing(context: Context, told: Told) -> tuple[Entry, Meeting] | None:
    """The registration with its meeting, while it stands; who withdrew meanwhile is told nothing more."""
    try:
        entry = await queries.entry(context, UUID(told.payload["entry"]))
    except NotFound:
        return None
    meeting = (await schedule.meetings(context, [entry.meeting_id]))[entry.meeting_id]
    return (entry, meeting) if entry.is_live else None


@job("registration.made")
async def confirm(context: Context, told: Told) -> None:
    """What she read on the page, in writing; a visitor of a service centre gets a letter of her own."""
    found = await _standing(context, told)
    if found:
        entry, meeting = found
        letter = "visitor" if entry.registered_by else "registered"
        await say(context, letter, entry, meeting, event=str(told.id), wait_place=told.payload["place"])


@job("registration.seated")
async def tell_of_the_seat(context: Context, told: Told) -> None:
    found = await _standing(context, told)
    if found and found[0].state is State.SEATED:
        await say(context, "seated", *found, event=str(told.id))


@job("registration.unseated")
async def tell_of_the_lost_seat(context: Context, told: Told) -> None:
    found = await _standing(context, told)
    if found and found[0].place:
        await say(context, "unseated", *found, event=str(told.id))


@job("registration.point_decided")
async def tell_the_point(context: Context, told: Told) -> None:
    """Also one that was refused, which is live no more."""
    entry = await queries.entry(context, UUID(told.payload["entry"]))
    meeting = (await schedule.meetings(context, [entry.meeting_id]))[entry.meeting_id]
    said = {
        "is_confirmed": told.payload["is_confirmed"],
        "hall_only": told.payload.get("hall_only", False),
        "reason": entry.decision_reason,
    }
    await say(context, "point", entry, meeting, event=str(told.id), **said)


@job("registration.reminded")
async def send_the_reminder(context: Context, told: Told) -> None:
    """Looks once more: the meeting may have been moved or cancelled, or have begun, since it was put down."""
    found = await _standing(context, told)
    if not found:
        return
    entry, meeting = found
    hour = told.payload["starts_at"]
    if meeting.starts_at == datetime.fromisoformat(hour) and wants_reminder(entry, meeting, context.now):
        await say(context, "reminder", entry, meeting, event=hour)


@job("registration.news")
async def tell_the_news(context: Context, told: Told) -> None:
    found = await _standing(context, told)
    if not found:
        return
    entry, meeting = found
    news, made_at = told.payload["news"], told.payload["made_at"]
    change = await row(_CHANGE, meeting.id, news, datetime.fromisoformat(made_at)) or {}
    said = {"reason": change.get("reason", ""), "before_at": change.get("before_at") or meeting.starts_at}
    if change.get("after_at"):
        said["starts_at"] = change["after_at"]
    await say(context, news, entry, meeting, event=made_at, **said)


@job("meeting.moved")
async def spread_the_move(context: Context, told: Told) -> None:
    await _spread(context, told, "moved")


@job("meeting.cancelled")
async def spread_the_cancellation(context: Context, told: Told) -> None:
    await _spread(context, told, "cancelled")


@job("meeting.changed")
async def spread_the_change(context: Context, told: Told) -> None:
    """First everybody finds a place in what the meeting is now, then the letter says which."""
    meeting_id = UUID(told.payload["meeting"])
    if await queries.anybody(context, meeting_id):
        await by_law(context, adapt, Adapt(meeting=meeting_id))
    if WORTH_A_LETTER & set(told.payload.get("changed", ())):
        await _spread(context, told, "changed")


async def _spread(context: Context, told: Told, news: News) -> None:
    meeting_id = UUID(told.payload["meeting"])
    if await queries.anybody(context, meeting_id):
        await by_law(context, spread, Spread(meeting=meeting_id, news=news, made_at=told.at))


@job("registration.spread_on")
async def spread_on(context: Context, told: Told) -> None:
    await by_law(context, spread, Spread.model_validate(told.payload))


@job("registration.remind_on")
async def remind_on(context: Context, _told: Told) -> None:
    await by_law(context, remind, Remind())


async def remind_all(context: Context, _slot: datetime) -> None:
    """By the present moment, not by the slot: after a standstill nobody is reminded of what is over."""
    await by_law(context, remind, Remind())


async def forget_old(context: Context, _slot: datetime) -> None:
    await by_law(context, forget, Forget())


LISTENERS = (
    confirm,
    tell_of_the_seat,
    tell_of_the_lost_seat,
    tell_the_point,
    send_the_reminder,
    tell_the_news,
    spread_the_move,
    spread_the_cancellation,
    spread_the_change,
    spread_on,
    remind_on,
)
TIMETABLE = (
    every("registration.remind", minutes=15, run=remind_all, catch_up="latest"),
    every("registration.forget", at="03:40", run=forget_old, catch_up="latest"),
)
