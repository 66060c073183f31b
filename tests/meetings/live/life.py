"""Somebody gets a ticket into the hall, comes in with it, and old tickets are forgotten: every action of the live hall once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hearing_state.agencies import queries as agencies
from hearing_state.agencies.demo import DISTRICT, OKRUG
from hearing_state.permissions import SYSTEM
from tests.support.whole_life import Life


async def live(life: Life) -> None:
    ref = await _near(life)
    issued = await life.call(life.as_("aigul"), "live.issue_ticket", meeting=ref, agrees=True)
    system = replace(life._context, actor=SYSTEM)
    await life.call(system, "live.admit", secret=issued.ticket, kind="entry", origin="")
    await life.call(system, "live.sweep")


async def _near(life: Life) -> str:
    """A meeting that begins in some minutes: its hall is open."""
    body = await agencies.office_at(life._context, DISTRICT)
    assert body is not None
    made = await life.call(
        life.official, "meeting.schedule", agency=body.slug, place=OKRUG, kind="extra", mode="online", minutes=60,
        starts_at=life._context.now + timedelta(minutes=15), title_kk="Онлайн кездесу", title_ru="Встреча онлайн",
        is_deputy=True, host_name="Ерлан Қасымов", reason="Тұрғындардың өтініші бойынша.",
    )  # fmt: skip
    await life.call(life.official, "meeting.announce", meeting=made.ref, late_reason="Су тасқыны қаупі.")
    return str(made.ref)
