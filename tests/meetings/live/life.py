"""Somebody gets a ticket into the hall, comes in with it, and old tickets are forgotten: every action of the live hall once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hearing_state.agencies import queries as agencies
from hearing_state.agencies.demo import DISTRICT, OKRUG
from hearing_state.permissions import SYSTEM
from tests.support.whole_life import Life

AHEAD = timedelta(days=47, hours=8)
"""In an evening in which nobody else of the lives meets anybody."""


async def live(life: Life) -> None:
    ref = await _announced(life)
    then = life._context.now + AHEAD - timedelta(minutes=10)
    aigul = replace(life.as_("aigul"), now=then)
    issued = await life.call(aigul, "live.issue_ticket", meeting=ref, agrees=True)
    system = replace(life._context, actor=SYSTEM, now=then)
    await life.call(system, "live.admit", secret=issued.ticket, kind="entry", origin="")
    await life.call(system, "live.sweep")


async def _announced(life: Life) -> str:
    body = await agencies.office_at(life._context, DISTRICT)
    assert body is not None
    made = await life.call(
        life.official, "meeting.schedule", agency=body.slug, place=OKRUG, kind="extra", mode="online", minutes=60,
        starts_at=life._context.now + AHEAD, title_kk="Онлайн кездесу", title_ru="Встреча онлайн",
        is_deputy=True, host_name="Ерлан Қасымов", reason="Тұрғындардың өтініші бойынша.",
    )  # fmt: skip
    await life.call(life.official, "meeting.announce", meeting=made.ref)
    return str(made.ref)
