"""A plan with everything that stands against it, read anew whenever somebody looks: nothing of it is stored."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.clock import ALMATY, day_of
from hearing_state.db import rows
from hearing_state.deadlines import queries as deadlines
from meetings.duties import queries as duties
from meetings.duties.duty import ONE_DAY, Duty, Period
from meetings.planning import kept
from meetings.planning.conflicts import Around, Trouble, troubles_of, troubles_of_whole
from meetings.planning.plan import Entry, Fulfilment, Owed, Plan, State, fulfilments, online_percent, owed_in
from meetings.schedule import queries as schedule
from meetings.schedule.meeting import Meeting
from meetings.schedule.meeting import State as MeetingState

_BUSY = f"""
SELECT {schedule.COLUMNS} FROM schedule_meeting m
 WHERE m.agency_id = ANY ($1::uuid[]) AND m.starts_at >= $2 AND m.starts_at < $3 AND m.state <> 'cancelled'
   AND ($4::uuid IS NULL OR m.plan_id IS DISTINCT FROM $4::uuid) ORDER BY m.starts_at, m.id
"""
# Live meetings of the whole country at each of these hours: those of the calendar, and those of all drafts.
_CROWD = """
SELECT wanted.id,
       (SELECT count(*) FROM schedule_meeting m WHERE m.mode <> 'hall' AND m.state <> 'cancelled'
           AND m.starts_at < wanted.ends_at AND m.starts_at > wanted.starts_at - interval '6 hours' AND m.ends_at > wanted.starts_at)
     + (SELECT count(*) FROM planning_entry e JOIN planning_plan p ON p.id = e.plan_id
         WHERE e.removed_at IS NULL AND e.meeting_id IS NULL AND e.mode <> 'hall' AND p.state IN ('drafted', 'submitted') AND e.id <> wanted.id
           AND e.starts_at < wanted.ends_at AND e.starts_at > wanted.starts_at - interval '6 hours'
           AND e.starts_at + make_interval(mins => e.minutes) > wanted.starts_at) + 1 AS number
  FROM unnest($1::uuid[], $2::timestamptz[], $3::timestamptz[]) AS wanted (id, starts_at, ends_at)
"""


@dataclass(frozen=True, slots=True)
class Checked:
    """A plan as it stands: entries in order, what stands against each, what it owes."""

    entries: Sequence[Entry]
    troubles: Mapping[UUID, Sequence[Trouble]]
    whole: Sequence[Trouble]
    fulfilments: Sequence[Fulfilment]
    online_percent: int | None

    @property
    def impossible(self) -> list[UUID]:
        return [key for key, found in self.troubles.items() if any(each.is_impossible for each in found)]

    @property
    def missing(self) -> int:
        return sum(each.missing for each in self.fulfilments)

    @property
    def required(self) -> int:
        return sum(each.owed.times for each in self.fulfilments)


async def checked(context: Context, plan: Plan) -> Checked:
    """Drafts with their conflicts. Of an approved plan the meetings stand as the calendar has them now."""
    entries = await kept.entries(context, plan.id)
    if plan.state is State.APPROVED:
        entries = await _as_published(context, entries)
    owed = await owed_by(context, plan.agency_id, plan.stretch, but=plan.id)
    done = fulfilments(owed, entries)
    troubles: dict[UUID, Sequence[Trouble]] = {}
    if plan.state is not State.APPROVED:
        around = await around_of(context, plan, entries)
        found = {each.id: troubles_of(each, entries, around) for each in entries}
        troubles = {key: each for key, each in found.items() if each}
    whole = troubles_of_whole(entries, done, plan.wanted)
    return Checked(entries, troubles, whole, done, online_percent(entries))


def without_notes(found: Checked) -> Checked:
    """For whoever is not of the office: what its people write to one another is theirs."""
    return replace(found, entries=[replace(each, note="") for each in found.entries])


async def checked_with(context: Context, plan: Plan, candidate: Entry) -> Sequence[Trouble]:
    """What would stand against an entry if it were so: nothing is kept."""
    others = [each for each in await kept.entries(context, plan.id) if each.id != candidate.id]
    around = await around_of(context, plan, [candidate])
    return troubles_of(candidate, others, around)


async def owed_by(
    context: Context, agency_id: UUID, stretch: Period, *, but: UUID | None = None
) -> list[Owed]:
    """What an office owes in a stretch, by the rules of its first day; meetings outside the plan are taken off."""
    found = await duties_on(context, [agency_id], stretch)
    busy = await busy_of(context, [agency_id], midnight(year_begin(stretch)), end_of(stretch), but=but)
    return owed_of(found, stretch, busy)


def owed_of(found: Iterable[Duty], stretch: Period, busy: Sequence[Meeting]) -> list[Owed]:
    return [replace(each, already=_counted(each, busy)) for each in owed_in(found, stretch)]


def year_begin(stretch: Period) -> date:
    """No period of a duty that ends within the stretch begins earlier."""
    return stretch.from_on.replace(month=1, day=1)


def _counted(owed: Owed, busy: Iterable[Meeting]) -> int:
    return sum(
        each.place_code == owed.duty.place_code
        and day_of(each.starts_at) in owed.period
        and (owed.duty.may_deputise or not each.host_is_deputy)
        for each in busy
    )


async def duties_on(context: Context, agency_ids: Sequence[UUID], stretch: Period) -> list[Duty]:
    """By the rules that are in force on the first day of the stretch, or today where that is later."""
    then = replace(context, now=max(context.now, midnight(stretch.from_on)))
    return await duties.duties_of(then, list(agency_ids))


async def busy_of(
    context: Context,
    agency_ids: Sequence[UUID],
    from_at: datetime,
    until_at: datetime,
    *,
    but: UUID | None = None,
) -> list[Meeting]:
    """Meetings of the calendar that do not come from this plan."""
    del context
    found = await rows(_BUSY, list(agency_ids), from_at, until_at, but)
    return [schedule.meeting_from(each) for each in found]


async def around_of(context: Context, plan: Plan, entries: Sequence[Entry]) -> Around:
    """Everything that the entries of a draft have to respect."""
    stretch = plan.stretch
    hours = (
        [each.id for each in entries],
        [each.starts_at for each in entries],
        [each.ends_at for each in entries],
    )
    return Around(
        now=context.now,
        calendar=await deadlines.working_calendar(context),
        duties=await duties_on(context, [plan.agency_id], stretch),
        absences=await kept.absences(context, [plan.agency_id], plan.from_on, plan.until_on),
        busy=await busy_of(context, [plan.agency_id], midnight(plan.from_on), end_of(stretch), but=plan.id),
        crowd={each["id"]: int(each["number"]) for each in await rows(_CROWD, *hours)},
        wanted=plan.wanted,
    )


async def _as_published(context: Context, entries: Sequence[Entry]) -> list[Entry]:
    """With the hours that the calendar has now, without what was cancelled."""
    meetings = await schedule.meetings(context, [each.meeting_id for each in entries if each.meeting_id])
    found = []
    for each in entries:
        meeting = meetings.get(each.meeting_id) if each.meeting_id else None
        if meeting is not None and meeting.state is not MeetingState.CANCELLED:
            found.append(
                replace(
                    each,
                    starts_at=meeting.starts_at,
                    minutes=meeting.minutes,
                    mode=meeting.mode,
                    is_deputy=meeting.host_is_deputy,
                )
            )
    return sorted(found, key=lambda each: (each.starts_at, each.id))


def midnight(on: date) -> datetime:
    """The first instant of a day in Kazakhstan."""
    return datetime.combine(on, time.min, ALMATY)


def end_of(stretch: Period) -> datetime:
    return midnight(stretch.until_on + ONE_DAY)
