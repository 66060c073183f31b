"""What follows: letters to the owner before and after the day, and to those who asked or follow when something moves."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from hearing_state.actions import Context, by_law
from hearing_state.agencies import queries as agencies
from hearing_state.agencies.agency import Post
from hearing_state.db import rows, value
from hearing_state.errors import NotFound
from hearing_state.jobs.listeners import Listener, Told, every, job
from hearing_state.notifications.actions.notify import Notify, notify
from meetings.commitments import asked, queries, reminders
from meetings.commitments.actions.hand_over import HandOver, hand_over
from meetings.commitments.actions.miss import Miss, miss
from meetings.commitments.actions.remind import Remind, remind
from meetings.commitments.commitment import Commitment
from meetings.commitments.following import LETTERS, NEWS

ROUNDS_MAX = 200
# Event -> the letter to those who had asked, and to those who follow. What is annulled was never promised: they are told too.
_NEWS = ("made", *NEWS)
_ANSWERED = """
SELECT person_id FROM commitments_contest c JOIN commitments_commitment p ON p.id = c.commitment_id WHERE p.ref = $1 AND c.answered_at = $2
"""


def _news_of(word: str) -> Listener:
    async def run(context: Context, told: Told) -> None:
        found = await _found(context, told)
        if found is not None:
            followers = await queries.followers_of(found.id) if word != "made" else []
            readers = [*await asked.askers_of(found.question_ref), *followers]
            await _say(context, told, f"{LETTERS}{word}", readers, await _values(context, found, told))

    return job(f"commitment.{word}", name=f"commitments.tell_the_askers_{word}")(run)


@job("commitment.made")
async def tell_the_owner(context: Context, told: Told) -> None:
    """Whoever promised learns that it was written down, and by which day it is judged."""
    await _tell_owner(context, told, "owner_made")


@job("commitment.near")
async def tell_of_a_near_day(context: Context, told: Told) -> None:
    await _tell_owner(context, told, "owner_near")


@job("commitment.missed")
async def tell_of_a_missed_day(context: Context, told: Told) -> None:
    await _tell_owner(context, told, "owner_missed")


@job("commitment.contested")
async def tell_of_a_contest(context: Context, told: Told) -> None:
    await _tell_owner(context, told, "owner_contested")


@job("commitment.defended")
async def tell_the_answer(context: Context, told: Told) -> None:
    """To those who said that it was not done."""
    found = await _found(context, told)
    if found is not None:
        readers = [each["person_id"] for each in await rows(_ANSWERED, found.ref, told.at)]
        await _say(context, told, f"{LETTERS}defended", readers, await _values(context, found, told))


@job("agency.succeeded")
async def hand_over_promises(context: Context, told: Told) -> None:
    """No promise is orphaned when a body ends."""
    old, heir = UUID(told.payload["agency_id"]), UUID(told.payload["successor_id"])
    owes = "SELECT 1 FROM commitments_commitment WHERE agency_id = $1 AND state = 'promised' LIMIT 1"
    if await value(owes, old):
        await by_law(context, hand_over, HandOver(from_agency=old, to_agency=heir))


async def tell_of_days(context: Context, _slot: datetime) -> None:
    """A week before, the eve, the day, the miss: each once, however long nobody came by."""
    for _round in range(ROUNDS_MAX):
        if await reminders.are_missed(context):
            await by_law(context, miss, Miss())
        elif await reminders.are_near(context):
            await by_law(context, remind, Remind())
        else:
            return


async def _tell_owner(context: Context, told: Told, letter: str) -> None:
    found = await _found(context, told)
    if found is not None:
        values = await _values(context, found, told) | {"path": f"/console/commitments/{found.ref}"}
        await _say(context, told, f"{LETTERS}{letter}", await _owner_of(context, found), values)


async def _owner_of(context: Context, found: Commitment) -> list[UUID]:
    """Whoever promised, while in office there, and the head; where the office has no head, whoever works in it."""
    staff = [each for each in await agencies.staff(context, found.agency_id) if each.person_id is not None]
    sql = "SELECT owner_person_id FROM commitments_commitment WHERE id = $1"
    promised = await value(sql, found.id)
    told = [each for each in staff if each.person_id == promised or each.role is Post.HEAD]
    workers = [each for each in staff if each.role in (Post.CLERK, Post.OFFICIAL)]
    return [each.person_id for each in (told or workers) if each.person_id is not None]


async def _found(context: Context, told: Told) -> Commitment | None:
    try:
        return await queries.commitment(context, told.about)
    except NotFound:
        return None


async def _values(context: Context, found: Commitment, told: Told) -> dict[str, Any]:
    """What a letter may say; the rest is read on the page. What the office wrote is public."""
    body = await agencies.agency(context, found.agency_id)
    values: dict[str, Any] = {
        "ref": found.ref,
        "quote": found.quote,
        "due_on": found.due_on,
        "before_on": told.payload.get("before_on") or "",
        "host": found.owner_name,
        "path": f"/commitments/{found.ref}",
        "body_kk": body.name_kk,
        "body_ru": body.name_ru,
        "body_en": body.name_en,
    }
    number = told.payload.get("number")
    return values | ({"outcome": await queries.words_of(found.id, int(number))} if number else {})


async def _say(
    context: Context, told: Told, template: str, readers: Iterable[UUID], values: dict[str, Any]
) -> None:
    for person_id in dict.fromkeys(readers):
        wish = Notify(person_id=person_id, template=template, about=told.about, event=str(told.id), values=values)  # fmt: skip
        await by_law(context, notify, wish)


LISTENERS: tuple[Listener, ...] = (
    *(_news_of(word) for word in _NEWS),
    tell_the_owner,
    tell_of_a_near_day,
    tell_of_a_missed_day,
    tell_of_a_contest,
    tell_the_answer,
    hand_over_promises,
)
TIMETABLE = (every("commitments.remind", minutes=15, run=tell_of_days, catch_up="latest"),)
