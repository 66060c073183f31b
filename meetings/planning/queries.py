"""Reading plans: one before its office, the public one after approval. Lists of offices are in listing.py."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from hearing_state.actions import Context, permitted, require
from hearing_state.agencies import queries as agencies
from hearing_state.agencies.agency import AKIMS, Agency, AgencyKind
from hearing_state.db import rows, value
from hearing_state.deadlines import queries as deadlines
from hearing_state.errors import NotFound
from hearing_state.permissions import Subject
from hearing_state.territories import queries as territories
from hearing_state.territories.place import Place
from meetings.duties import queries as duties
from meetings.duties.duty import Period
from meetings.planning import checking, kept, sight
from meetings.planning.checking import Checked
from meetings.planning.drafts import Draft, drafts
from meetings.planning.plan import (
    LIFECYCLE,
    Absence,
    Dispatch,
    Entry,
    Owed,
    Paper,
    Plan,
    Recipient,
    State,
    halves_of,
    stretch_of,
)
from meetings.planning.yearly import Duty, LegalDay, approved_on, day_in, legal_days, settled_on
from meetings.schedule import queries as schedule
from meetings.schedule.meeting import Meeting

VERBS = {
    "edit": "plan.change_entry",
    "replan": "plan.replan",
    "submit": "plan.submit",
    "send_back": "plan.send_back",
    "approve": "plan.approve",
    "withdraw": "plan.withdraw",
    "dispatch": "plan.dispatch",
}
_KNOWN_FROM = "SELECT min(counted_from) FROM duties_duty WHERE agency_id = $1"
_CHANGES = """
SELECT c.meeting_id, c.kind, c.made_at, c.reason, c.before_at, c.after_at FROM schedule_change c
  JOIN schedule_meeting m ON m.id = c.meeting_id
 WHERE m.plan_id = $1 AND c.made_at > $2 AND c.kind IN ('moved', 'cancelled', 'changed') ORDER BY c.made_at, c.id
"""
_OF_PLAN = (
    f"SELECT {schedule.COLUMNS} FROM schedule_meeting m WHERE m.plan_id = $1 ORDER BY m.starts_at, m.id"
)
_ADDED = f"""
SELECT {schedule.COLUMNS} FROM schedule_meeting m
 WHERE m.agency_id = $1 AND m.plan_id IS DISTINCT FROM $2::uuid AND m.starts_at >= $3 AND m.starts_at < $4
   AND m.created_at > $5 AND m.state <> 'cancelled' ORDER BY m.starts_at, m.id
"""


@dataclass(frozen=True, slots=True)
class PlanShown:
    """A year or half-year of an office before its organisers; ``plan`` is empty where none was proposed yet."""

    agency: Agency
    stretch: Period
    plan: Plan | None
    checked: Checked | None
    owed: Sequence[Owed]
    overlapping: Sequence[Plan]
    removed: Sequence[Entry]
    absences: Sequence[Absence]
    sent: Mapping[Recipient, Dispatch]
    legal: Sequence[LegalDay]
    paper: Paper | None
    may_record_paper: bool
    drafts: Sequence[Draft]
    known_from: date | None
    meetings: Mapping[UUID, Meeting]
    places: Mapping[str, Place]
    is_own: bool
    may: frozenset[str]

    def entry(self, entry_id: UUID) -> Entry:
        """Of those that stand in the plan. Raises NotFound."""
        for each in self.checked.entries if self.checked else ():
            if each.id == entry_id:
                return each
        raise NotFound("plan.no_such_entry")


@dataclass(frozen=True, slots=True)
class Away:
    """When an office's head is away, today and later."""

    agency: Agency
    absences: Sequence[Absence]


@dataclass(frozen=True, slots=True)
class SinceApproval:
    """One change of a published meeting with the reason that everybody reads."""

    meeting_id: UUID
    kind: str
    made_at: datetime
    reason: str
    before_at: datetime | None
    after_at: datetime | None


@dataclass(frozen=True, slots=True)
class PublicPlan:
    """An approved calendar as it was approved and as it stands."""

    agency: Agency
    plan: Plan
    meetings: Sequence[Meeting]
    changes: Mapping[UUID, Sequence[SinceApproval]]
    added: Sequence[Meeting]
    places: Mapping[str, Place]


async def shown(context: Context, slug: str, part: str) -> PlanShown:
    """For the office, those above it, auditors, administrators. For everybody else, and for no such year: NotFound."""
    agency = await agencies.by_slug(context, slug)
    await sight.must_see(context, agency)
    stretch = stretch_of(part)
    if stretch is None:
        raise NotFound("plan.not_found")
    plan = await kept.living_at(context, agency.id, part)
    is_own = agency.id in sight.own_agencies(context)
    checked = await checking.checked(context, plan) if plan else None
    if checked and not is_own:
        checked = checking.without_notes(checked)
    removed = await kept.entries(context, plan.id, removed=True) if plan else []
    owed = await _owed(context, agency, stretch, checked)
    sent = await kept.dispatches(context, plan.id) if plan else {}
    known_from = await known_since(agency.id)
    paper = (await kept.papers(context, [agency.id], stretch.from_on.year)).get(agency.id)
    legal = await legal_of(context, agency, stretch.from_on.year, sent, known_from, paper)
    return PlanShown(
        agency=agency,
        stretch=stretch,
        plan=plan,
        checked=checked,
        owed=owed,
        overlapping=await _overlapping(context, agency, stretch, plan),
        removed=removed,
        absences=await _absences(context, agency, stretch),
        sent=sent,
        legal=legal,
        paper=paper,
        may_record_paper=_may_record_paper(context, agency, legal, paper),
        drafts=(await drafts(context, [agency], halves_of(stretch.from_on.year))).get(agency.id, []),
        known_from=known_from,
        meetings=await _published(context, checked),
        places=await _places(context, owed, [*(checked.entries if checked else ()), *removed]),
        is_own=is_own,
        may=_may(context, agency, plan),
    )


async def _owed(context: Context, agency: Agency, stretch: Period, checked: Checked | None) -> Sequence[Owed]:
    if checked:
        return [each.owed for each in checked.fulfilments]
    return await checking.owed_by(context, agency.id, stretch)


async def _overlapping(context: Context, agency: Agency, stretch: Period, plan: Plan | None) -> list[Plan]:
    found = await kept.living_between(context, [agency.id], stretch.from_on, stretch.until_on)
    return [each for each in found if plan is None or each.id != plan.id]


async def _absences(context: Context, agency: Agency, stretch: Period) -> list[Absence]:
    """When the head is away is the office's own business."""
    if agency.id not in sight.own_agencies(context):
        return []
    return await kept.absences(context, [agency.id], stretch.from_on, stretch.until_on)


async def absences_of(context: Context, slug: str) -> Away:
    """For the office's own people; for everybody else there is no such page: NotFound."""
    require(context, "plan.see_list")
    agency = await agencies.by_slug(context, slug)
    if agency.id not in sight.own_agencies(context):
        raise NotFound("agency.not_found")
    return Away(agency, await kept.absences(context, [agency.id], context.today, date.max))


async def _published(context: Context, checked: Checked | None) -> dict[UUID, Meeting]:
    ids = [each.meeting_id for each in checked.entries if each.meeting_id] if checked else []
    return await schedule.meetings(context, ids)


async def _places(context: Context, owed: Iterable[Owed], entries: Iterable[Entry]) -> dict[str, Place]:
    codes = {each.duty.place_code for each in owed} | {each.place_code for each in entries}
    return await territories.places(context, [each for each in codes if each])


def _may(context: Context, agency: Agency, plan: Plan | None) -> frozenset[str]:
    """The verbs that are open to this reader now."""
    office = Subject(about=agency.slug, agencies=frozenset({agency.id}))
    if plan is None:
        return frozenset({"propose"} if permitted(context, "plan.propose", office) else ())
    about = sight.subject_of(plan)
    may = {
        verb
        for verb, right in VERBS.items()
        if LIFECYCLE.allows(plan.state, verb) and permitted(context, right, about)
    }
    if plan.state is State.SUBMITTED and agency.kind is not AgencyKind.MINISTRY:
        may.discard("dispatch")  # an akim's calendar goes out when it is approved
    return frozenset(may)


async def known_since(agency_id: UUID) -> date | None:
    """From which day the house's record of this office's meetings is whole."""
    found: date | None = await value(_KNOWN_FROM, agency_id)
    return found


async def legal_of(
    context: Context,
    agency: Agency,
    year: int,
    sent: Mapping[Recipient, Dispatch],
    known_from: date | None,
    paper: Paper | None = None,
) -> list[LegalDay]:
    """The decree's days for this office's year. None for a ministry, of which it says nothing, nor for a year of which the
    house knew nothing when its day came, nor beyond the working calendar.
    """
    if agency.kind not in AKIMS or known_from is None:
        return []
    norms = await duties.norms_in_force(context, Duty)
    calendar = await deadlines.working_calendar(context)
    if not known_from <= day_in(year, norms[Duty.APPROVED]) <= calendar.until_on:
        return []
    plans = await kept.living_between(context, [agency.id], date(year, 1, 1), date(year, 12, 31))
    approved = paper.approved_on if paper else approved_on(plans, year, known_from)
    made = legal_days(norms, year, settled_on(approved, sent), context.today, calendar)
    return made[:1] if paper else made  # where a calendar on paper was sent is not in the house


def _may_record_paper(
    context: Context, agency: Agency, legal: Sequence[LegalDay], paper: Paper | None
) -> bool:
    """Of a year whose legal day lay before the office came into the house."""
    if paper is not None or not legal or legal[0].due_on >= agency.founded_on:
        return False
    return permitted(context, "plan.record_paper", Subject(agencies=frozenset({agency.id})))


async def public(context: Context, slug: str, part: str) -> PublicPlan:
    """An approved calendar, for everybody. Raises NotFound where none is approved."""
    agency = await agencies.by_slug(context, slug)
    plan = await kept.living_at(context, agency.id, part) if stretch_of(part) else None
    if plan is None or plan.state is not State.APPROVED or plan.approved_at is None:
        raise NotFound("plan.not_found")
    meetings = [schedule.meeting_from(each) for each in await rows(_OF_PLAN, plan.id)]
    hours = checking.midnight(plan.from_on), checking.end_of(plan.stretch)
    added = [
        schedule.meeting_from(each)
        for each in await rows(_ADDED, agency.id, plan.id, *hours, plan.approved_at)
    ]
    changes: dict[UUID, list[SinceApproval]] = {}
    for each in await rows(_CHANGES, plan.id, plan.approved_at):
        changes.setdefault(each["meeting_id"], []).append(SinceApproval(**each))
    codes = [each.place_code for each in (*meetings, *added) if each.place_code]
    return PublicPlan(agency, plan, meetings, changes, added, await territories.places(context, codes))
