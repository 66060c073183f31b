"""The drafts of ministers' half-years, owed to the Government by 15 December and 15 June (resolution No. 12). Reckoned when asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.agencies.agency import Agency, AgencyKind
from hearing_state.db import rows
from hearing_state.deadlines import queries as deadlines
from hearing_state.deadlines.standing import Standing, standing_of
from meetings.duties import queries as duties
from meetings.duties.duty import Period, PeriodKind, period_of
from meetings.planning.yearly import day_in

_KNOWN_FROM = """
SELECT agency_id, min(counted_from) AS known_from FROM duties_duty WHERE agency_id = ANY ($1::uuid[]) GROUP BY agency_id
"""
_SENT = """
SELECT p.agency_id, p.from_on, p.until_on, d.sent_on FROM planning_plan p
  JOIN planning_dispatch d ON d.plan_id = p.id AND d.recipient = 'government'
 WHERE p.agency_id = ANY ($1::uuid[]) AND p.state <> 'withdrawn' ORDER BY d.sent_on
"""


class Rule(StrEnum):
    """The numbers in the register of duties: month and day."""

    FIRST_HALF = "ministers_first_half_draft_by"
    SECOND_HALF = "ministers_second_half_draft_by"


@dataclass(frozen=True, slots=True)
class Draft:
    """Of one half-year of one ministry. It is settled when a plan that holds the half-year was sent to the Government."""

    half: Period
    due_on: date
    standing: Standing


def due_on(half: Period, numbers: Mapping[str, int]) -> date:
    """The first half's draft is owed in the year before.

    >>> due_on(period_of(date(2027, 1, 1), PeriodKind.HALF_YEAR), {"ministers_first_half_draft_by": 1215}).isoformat()
    '2026-12-15'
    """
    if half.number == 1:
        return day_in(half.from_on.year - 1, numbers[Rule.FIRST_HALF])
    return day_in(half.from_on.year, numbers[Rule.SECOND_HALF])


def halves_at_hand(today: date) -> tuple[Period, Period]:
    """The present half-year and the next one."""
    present = period_of(today, PeriodKind.HALF_YEAR)
    return present, present.after


async def drafts(
    context: Context, offices: Iterable[Agency], halves: Sequence[Period]
) -> dict[UUID, list[Draft]]:
    """Of the ministries among these offices, in the order of the half-years; nothing for others, for ministries without a duty to
    meet, nor of a day before the house's record or beyond the working calendar.
    """
    ids = [each.id for each in offices if each.kind is AgencyKind.MINISTRY and not each.is_dissolved]
    if not ids:
        return {}
    known = {each["agency_id"]: each["known_from"] for each in await rows(_KNOWN_FROM, ids)}
    sent = await rows(_SENT, ids)
    numbers = await duties.norms_in_force(context, Rule)
    calendar = await deadlines.working_calendar(context)
    made: dict[UUID, list[Draft]] = {}
    for ministry, since in known.items():
        for half in halves:
            last = due_on(half, numbers)
            if not since <= last <= calendar.until_on:
                continue
            settled = next((each["sent_on"] for each in sent if _holds(each, ministry, half)), None)
            standing = standing_of(last, settled, None, context.today, calendar)
            made.setdefault(ministry, []).append(Draft(half, last, standing))
    return made


def _holds(sent: Mapping[str, Any], ministry: UUID, half: Period) -> bool:
    return bool(
        sent["agency_id"] == ministry
        and sent["from_on"] <= half.from_on
        and sent["until_on"] >= half.until_on
    )
