"""Short ways to promises: made in a meeting of the okrug's akim, and what the worker does about them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.clock import ALMATY
from hearing_state.db import execute, rows, value
from hearing_state.ids import new_id, reference
from hearing_state.jobs import outbox
from hearing_state.jobs.listeners import LISTENERS
from meetings.commitments import queries, tasks
from meetings.commitments.actions.make import Make, make
from meetings.commitments.commitment import Commitment
from meetings.schedule.meeting import Meeting
from tests.meetings.world import World, at_moment

QUOTE = "Абай көшесінің шамдарын жаңа жылға дейін жағамыз, бұл менің жауапкершілігім."
REASON = "Шамдар зауыттан он күн кешігіп келді, шарт бойынша айыппұл салынды."
ASKED = "Абай көшесінің шамдары қашан жанады?"
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


_QUESTION = """
INSERT INTO asking_question (id, ref, meeting_id, text, folded, language, topic, place_code, asker_id, is_guest, turn, channel, is_named,
  is_first_time, screening, state, bundle_id, asked_at)
SELECT $1, $2, $3, $4, $4, 'kk', t.key, $5, $6, false,
  (SELECT 1 + count(*) FROM asking_question q WHERE q.meeting_id = $3 AND q.asker_id = $6), 'web', false, true, 'published', 'asked', $7, $8
  FROM agencies_topic t ORDER BY t.position LIMIT 1
"""
_BUNDLE = """
INSERT INTO asking_bundle (id, meeting_id, lead_id, origin, made_at) VALUES ($1, $2, $3, 'human', $4) ON CONFLICT DO NOTHING
"""


async def asked_ahead(meeting: Meeting, person: UUID, bundle: UUID | None = None) -> str:
    """A public question asked ahead of the meeting, as the room of questions keeps it; its number."""
    number, question = await value("SELECT nextval('questions_slip_number')"), new_id()
    ref, asked_at = reference("Q", 2026, number), meeting.starts_at - timedelta(days=3)
    await execute(_QUESTION, question, ref, meeting.id, ASKED, meeting.place_code, person, None, asked_at)
    if bundle is not None:
        await execute(_BUNDLE, bundle, meeting.id, question, asked_at)
        await execute("UPDATE asking_question SET bundle_id = $2 WHERE id = $1", question, bundle)
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
