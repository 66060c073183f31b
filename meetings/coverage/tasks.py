"""Who owes a meeting at social tension is told: at once, before the last day, on it, and when it was missed."""

from __future__ import annotations

from datetime import datetime

from hearing_state.actions import Context, by_law
from hearing_state.agencies import queries as agencies
from hearing_state.agencies.agency import Post
from hearing_state.i18n import LOCALES
from hearing_state.jobs.listeners import Told, every, job
from hearing_state.notifications.actions.notify import Notify, notify
from meetings.coverage import reminders, tension
from meetings.coverage.actions.miss import Miss, miss
from meetings.coverage.actions.remind import Remind, remind
from meetings.coverage.reminders import Kind

ROUNDS_MAX = 200


@job("tension.declared")
async def tell_the_office(context: Context, told: Told) -> None:
    """To its head and to those who organise. The grounds are read on the page, by those who may."""
    await _say(context, told, "tension_declared")


@job("tension.near")
async def tell_of_a_near_day(context: Context, told: Told) -> None:
    await _say(context, told, "tension_near")


@job("tension.missed")
async def tell_of_a_missed_day(context: Context, told: Told) -> None:
    await _say(context, told, "tension_missed")


async def tell_of_days(context: Context, _slot: datetime) -> None:
    """By the present moment, not by the slot; each once, however long nobody came by."""
    for _round in range(ROUNDS_MAX):
        if await reminders.are_waiting(context, Kind.MISSED):
            await by_law(context, miss, Miss())
        elif await reminders.are_waiting(context, Kind.NEAR, Kind.TODAY):
            await by_law(context, remind, Remind())
        else:
            return


async def _say(context: Context, told: Told, letter: str) -> None:
    """Looks once more: the meeting may have been held, or the tension ended, since it was put down."""
    declared = await tension.tension(context, str(told.payload["declaration"]))
    if not declared.is_open:
        return
    body, place = declared.agency, declared.place
    values = {
        **{f"body_{language}": getattr(body, f"name_{language}") for language in LOCALES},
        "place_kk": place.name_kk,
        "place_ru": place.name_ru,
        "due_on": declared.due_on.isoformat(),
        "path": f"/console/tension/{declared.id}",
    }
    for person_id in await agencies.holders(context, body.id, Post.HEAD, Post.OFFICIAL, Post.CLERK):
        wish = Notify(
            person_id=person_id,
            template=f"meetings/coverage/{letter}",
            about=told.about,
            event=str(told.id),
            values=values,
        )
        await by_law(context, notify, wish)


LISTENERS = (tell_the_office, tell_of_a_near_day, tell_of_a_missed_day)
TIMETABLE = (every("coverage.remind", minutes=15, run=tell_of_days, catch_up="latest"),)
