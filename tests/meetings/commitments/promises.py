"""Short ways to promises: made in a meeting of the okrug's akim, and what the worker does about them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.clock import ALMATY
from hearing_state.db import execute, rows, value
from hearing_state.ids import new_id
from hearing_state.jobs import outbox
from hearing_state.jobs.listeners import LISTENERS
from meetings.commitments import queries, tasks
from meetings.commitments.actions.make import Make, make
from meetings.commitments.commitment import Commitment
from meetings.schedule.meeting import Meeting
from tests.meetings.world import World, at_moment

QUOTE = "Абай көшесінің шамдарын жаңа жылға дейін жағамыз, бұл менің жауапкершілігім."
REASON = "Шамдар зауыттан он күн кешігіп келді, шарт бойынша айыппұл салынды."
DONE = "Жиырма екі шам орнатылып, түнде тексерілді."
MET_ON = "2026-12-15"
DUE = date(2026, 12, 29)


def on(context: Context, day: str, time: str = "12:00") -> Context:
    """The same person on another day."""
    return replace(context, now=datetime.fromisoformat(f"{day}T{time}").replace(tzinfo=ALMATY))


async def promised(
    here: World, meeting: Meeting | None = None, context: Context | None = None, **more: Any
) -> Commitment:
    """Written down by the secretary at the end of the meeting, for 29 December."""
    held = meeting or await here.held(MET_ON)
    given = {
        "meeting": held.ref, "agency": here.okrug.slug, "quote": QUOTE, "language": "kk", "offset_seconds": 2470, "due_on": DUE, **more,
    }  # fmt: skip
    made = await make(context or at_moment(here.clerk, held.ends_at), Make(**given))
    return await queries.commitment(here.visitor, made.ref)


async def asked_ahead(meeting: Meeting, person: UUID, bundle: UUID | None = None) -> str:
    """A question asked ahead of the meeting, as the room of questions keeps it; its number."""
    if not await value("SELECT to_regclass('asking_question') IS NOT NULL"):
        await execute(
            "CREATE TABLE asking_question (id uuid, ref text, meeting_id uuid, asker_id uuid, bundle_id uuid, state text DEFAULT 'answered',"
            " text text DEFAULT '', language text DEFAULT 'kk', screening text DEFAULT 'published')"
        )
    number = await value("SELECT count(*)::int FROM asking_question")
    ref = f"A-2026-{number + 1:06d}"
    await execute(
        "INSERT INTO asking_question (id, ref, meeting_id, asker_id, bundle_id) VALUES ($1, $2, $3, $4, $5)",
        new_id(), ref, meeting.id, person, bundle,
    )  # fmt: skip
    return ref


async def work(context: Context) -> None:
    """The worker does what lies in the outbox, but sends nothing out of the house."""
    while claims := await outbox.claim(100, context.now, 60):
        for claim in claims:
            listener = LISTENERS.named(claim.listener)
            assert listener is not None
            if not listener.outward:
                await listener(context.as_system(), claim.told)
            await outbox.settle(claim, context.now)


async def beat(context: Context) -> None:
    """The timetable comes by."""
    await tasks.tell_of_days(context.as_system(), context.now)
    await work(context)


async def letters(about: str) -> list[tuple[UUID, str]]:
    """Who was written what: (person, name of the letter), in order."""
    sql = "SELECT person_id, template FROM notifications_notification WHERE about = $1 ORDER BY queued_at, template, id"
    return [(each["person_id"], each["template"].rpartition("/")[2]) for each in await rows(sql, about)]


async def entries(about: str) -> list[str]:
    found = await rows(
        "SELECT kind FROM ledger_entry WHERE about = $1 AND is_public ORDER BY made_at, id", about
    )
    return [each["kind"] for each in found]
