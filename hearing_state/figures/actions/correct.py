"""Figures of a month turned out wrong: a new version stands beside the old one, with the reason, for everybody at once."""

from __future__ import annotations

from datetime import date
from typing import Any

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.errors import Conflict, NotFound
from hearing_state.figures import editions
from hearing_state.figures.closing import close
from hearing_state.figures.month import Month


class Correct(Wish):
    month_on: date
    reason: str = Field(min_length=10, max_length=1000)


@action("figures.correct", entry="figures.corrected")
async def correct(context: Context, wish: Correct) -> int:
    """The number of the version. Raises NotFound, and Conflict where the month is not public yet or nothing is different."""
    month = Month.of(wish.month_on)
    before = await editions.latest(context, month)
    if before is None:
        raise NotFound("figures.not_found")
    if before.published_at is None:
        raise Conflict("figures.not_public_yet")
    edition = await close(context, month, before.version + 1, context.today, wish.reason)
    if edition.digest == before.digest:
        raise Conflict("figures.nothing_different")
    edition.published_at = context.now
    await edition.save()
    told: dict[str, Any] = {
        "month": month.written,
        "edition": edition.version,
        "digest": edition.digest,
        "before": before.digest,
    }
    context.record("figures.corrected", "", **told, reason=wish.reason)
    context.tell("figures.corrected", month.written, **told)
    return before.version + 1
