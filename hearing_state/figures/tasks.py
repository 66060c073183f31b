"""Months are closed and published by the house itself, one after the other, however long nobody came by."""

from __future__ import annotations

from datetime import datetime

from hearing_state.actions import Context, by_law
from hearing_state.deadlines.past import first_due
from hearing_state.figures import editions
from hearing_state.figures.actions.prepare import Prepare, prepare
from hearing_state.figures.actions.publish import Publish, publish
from hearing_state.figures.gathering import QUESTIONS
from hearing_state.figures.month import Month
from hearing_state.jobs.listeners import every


async def publish_months(context: Context, _slot: datetime) -> None:
    """What has ended is closed; what has waited its days is published."""
    for month in await unclosed(context):
        await by_law(context, prepare, Prepare(month_on=month.first_on))
    for edition in await editions.waiting(context):
        if edition.publish_on <= context.today:
            await by_law(context, publish, Publish(edition=edition.id))


async def unclosed(context: Context) -> list[Month]:
    """Months that have ended and have no edition, from the first in which anything fell due; none is ever left out."""
    last = await editions.last_closed(context)
    first_on = await first_due(context, QUESTIONS) if last is None else None
    month = last.next if last else Month.of(first_on or context.today)
    found = []
    while month.is_closed_on(context.today):
        found.append(month)
        month = month.next
    return found


TIMETABLE = (every("figures.publish", hours=1, run=publish_months, catch_up="latest"),)
