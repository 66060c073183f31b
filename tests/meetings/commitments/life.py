"""Every action of this room once, for the promises of the whole house."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from hearing_state.actions import Context
from hearing_state.agencies.demo import DISTRICT
from hearing_state.db import row
from hearing_state.permissions import Role
from meetings.schedule import queries as schedule
from tests.meetings.commitments.promises import QUOTE, REASON, asked_ahead

THINGS = {"commitment": "SELECT ref FROM commitments_commitment ORDER BY ref LIMIT 1"}
MISSING = {"commitment": "C-2026-999999"}
_HELD = """
SELECT m.ref, a.slug, a.id AS agency_id FROM schedule_meeting m JOIN agencies_agency a ON a.id = m.agency_id
 WHERE m.state IN ('held', 'recorded') AND a.place_code = $1 AND m.ends_at <= $2 ORDER BY m.starts_at DESC LIMIT 1
"""


async def live(life: Any) -> None:
    """In a meeting that the district's akim has held."""
    clerk = life.as_("clerk", Role.CLERK, DISTRICT)
    held = await row(_HELD, DISTRICT, clerk.now)
    assert held is not None
    meeting = await schedule.meeting(clerk, held["ref"])
    question = await asked_ahead(meeting, life._known["aigul"])

    async def promised(**more: Any) -> str:
        given = {"meeting": held["ref"], "agency": held["slug"], "quote": QUOTE, "language": "kk", "offset_seconds": 60}  # fmt: skip
        due_on = clerk.today + timedelta(days=5)
        made = await life.call(clerk, "commitment.make", **given, due_on=due_on, **more)
        return str(made.ref)

    ref = await promised(question=question)
    await _kept(life, clerk, ref)
    await _given_up(life, clerk, await promised())
    await life.call(life.head, "commitment.annul", commitment=await promised(), note=REASON)
    await _reminded(life, await promised())
    successor = life._bodies["culture"]
    system = life._context.as_system()
    await life.call(system, "commitment.hand_over", from_agency=held["agency_id"], to_agency=successor)


async def _kept(life: Any, clerk: Context, ref: str) -> None:
    file = await life.call(life.official, "file.store", name="акт.txt", content="Қабылдау актісі.".encode())
    await life.call(life.as_("daulet"), "commitment.follow", commitment=ref)
    await life.call(life.as_("daulet"), "commitment.unfollow", commitment=ref)
    later = clerk.today + timedelta(days=40)
    await life.call(life.official, "commitment.move_due", commitment=ref, due_on=later, reason=REASON)
    await life.call(life.official, "commitment.narrow", commitment=ref, text=REASON)
    await life.call(life.official, "commitment.report_progress", commitment=ref, text=REASON)
    await life.call(life.official, "commitment.keep", commitment=ref, text=REASON, files=(file.id,))
    await life.call(life.as_("aigul"), "commitment.contest", commitment=ref, text="Шам әлі жанбайды.")
    await life.call(life.official, "commitment.defend", commitment=ref, text=REASON)


async def _given_up(life: Any, clerk: Context, ref: str) -> None:
    del clerk
    await life.call(life.head, "commitment.give_up", commitment=ref, reason=REASON)


async def _reminded(life: Any, ref: str) -> None:
    del ref
    system = life._context.as_system()
    await life.call(system, "commitment.remind")
    await life.call(replace(system, now=system.now + timedelta(days=6)), "commitment.miss")
