"""A month has ended: its figures are closed, and each body sees its own before everybody does."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.errors import Conflict
from hearing_state.figures import editions
from hearing_state.figures.bounds import bounds
from hearing_state.figures.closing import close
from hearing_state.figures.month import Month


class Prepare(Wish):
    month_on: date = Field(description="The first day of the month.")


@action("figures.prepare", entry="figures.prepared")
async def prepare(context: Context, wish: Prepare) -> date:
    """The day on which everybody will see them. Raises Conflict for a month that runs, or was closed before."""
    month = Month.of(wish.month_on)
    if not month.is_closed_on(context.today):
        raise Conflict("figures.month_runs", until_on=month.last_on)
    if await editions.latest(context, month):
        raise Conflict("figures.closed_before")
    publish_on = context.today + timedelta(days=bounds().preview_days)
    edition = await close(context, month, version=1, publish_on=publish_on)
    told: dict[str, Any] = {"month": month.written, "publish_on": publish_on, "digest": edition.digest}
    context.record("figures.prepared", "", **told)
    context.tell("figures.prepared", month.written, **told)
    return publish_on
