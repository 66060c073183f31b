"""The district's clerk puts meetings into the calendar, moves one, cancels one, holds one: every action of this room once."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from hearing_state.agencies import queries as agencies
from hearing_state.agencies.demo import DISTRICT, OKRUG
from hearing_state.clock import ALMATY
from hearing_state.permissions import SYSTEM, Role
from tests.support.whole_life import Life

TITLES = {"title_kk": "Округ тұрғындарымен кездесу", "title_ru": "Встреча с жителями округа"}
REASON = "Тұрғындардың өтініші бойынша."


async def live(life: Life) -> None:
    clerk = life.as_("clerk", Role.CLERK, DISTRICT)
    moved = await _scheduled(life, 60)
    details = {"mode": "online", "languages": ("kk",), "join_kk": "8 800 080 12 12", "reason": REASON}
    await life.call(clerk, "meeting.change", meeting=moved, **TITLES, **details)
    await life.call(clerk, "meeting.announce", meeting=moved)
    away = {"starts_at": _hour(life, 64), "minutes": 60, "reason": REASON}
    await life.call(clerk, "meeting.move", meeting=moved, **away)
    await life.call(clerk, "meeting.cancel", meeting=moved, reason=REASON)
    held = await _scheduled(life, 70)
    await life.call(clerk, "meeting.announce", meeting=held)
    starts_at = _hour(life, 70)
    await life.call(replace(clerk, now=starts_at), "meeting.start", meeting=held)
    over = starts_at + timedelta(hours=1)
    await life.call(replace(clerk, now=over), "meeting.finish", meeting=held, attendance=31)
    await life.call(replace(clerk, actor=SYSTEM, now=over), "meeting.record", meeting=held)


async def _scheduled(life: Life, days: int) -> str:
    district = await agencies.office_at(life.official, DISTRICT)
    clerk = life.as_("clerk", Role.CLERK, DISTRICT)
    given = {
        "agency": district.slug,
        "place": OKRUG,
        "mode": "online",
        "starts_at": _hour(life, days),
        "minutes": 60,
    }
    made = await life.call(clerk, "meeting.schedule", reason=REASON, **given, **TITLES)
    return str(made.ref)


def _hour(life: Life, days: int) -> datetime:
    """Early in the morning: nobody else's part of the life stands there."""
    on = life.official.today + timedelta(days=days)
    return datetime(on.year, on.month, on.day, 8, 0, tzinfo=ALMATY)
