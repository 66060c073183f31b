"""The demo's plans: this half-year approved in the district's and the okrug's office, next year's drafted in the district's.

This year's calendars were approved on paper in January, before the demo's offices worked here: in time, but for one okrug's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.agencies import queries as agencies
from hearing_state.agencies.agency import AKIMS, Agency
from hearing_state.agencies.demo import DISTRICT, OKRUG
from hearing_state.db import rows
from hearing_state.errors import Conflict, Invalid
from hearing_state.permissions import Actor, Grant, Role
from meetings.duties.duty import PeriodKind, period_of
from meetings.planning import kept
from meetings.planning.actions.approve import Approve, approve
from meetings.planning.actions.fix_entry import FixEntry, fix_entry
from meetings.planning.actions.propose import Propose, propose
from meetings.planning.actions.record_paper import RecordPaper, record_paper
from meetings.planning.actions.set_absence import SetAbsence, set_absence
from meetings.planning.actions.submit import Submit, submit
from meetings.planning.actions.withdraw import Withdraw, withdraw
from meetings.planning.plan import AbsenceReason

MASLIKHAT = "maslikhat.abai@example.kz"
IN_TIME, LATE_BY_A_LITTLE = date(2026, 1, 13), date(2026, 1, 20)
LATE_OKRUG = "103239000"  # Қасқабұлақ
PAPER = (
    "Әкімнің өкімі, әкімдіктің ресми сайтында жарияланған. Распоряжение акима, опубликовано на сайте акимата."
)
_AKIMS_OFFICES = "SELECT slug, place_code FROM agencies_agency WHERE kind = ANY ($1::text[]) AND dissolved_on IS NULL ORDER BY slug"


async def load(context: Context, people: Mapping[str, UUID]) -> None:
    """Nothing where no day of the half-year is left that could be announced."""
    district, okrug = await _office(context, DISTRICT), await _office(context, OKRUG)
    if district is None or okrug is None:
        return
    await _on_paper(_acting(context, people["administrator"], Role.ADMINISTRATOR, district))
    half = period_of(context.today, PeriodKind.HALF_YEAR).key
    clerk = _acting(context, people["clerk"], Role.CLERK, district)
    await _approved(clerk, _acting(context, people["head"], Role.HEAD, district), district, half, MASLIKHAT)
    official = _acting(context, people["official.okrug"], Role.OFFICIAL, okrug)
    await _approved(official, _acting(context, people["head.okrug"], Role.HEAD, okrug), okrug, half, "")
    await _drafted(clerk, district, context.today.year + 1)


async def _on_paper(administrator: Context) -> None:
    """Nothing in the first days of a year, when no day of approval lies behind yet."""
    year = administrator.today.year
    if administrator.today <= LATE_BY_A_LITTLE.replace(year=year):
        return
    for found in await rows(_AKIMS_OFFICES, sorted(AKIMS)):
        is_late = found["place_code"] == LATE_OKRUG
        on = (LATE_BY_A_LITTLE if is_late else IN_TIME).replace(year=year)
        wish = RecordPaper(
            agency=found["slug"], year=year, approved_on=on, number=f"{on.day}-р", source=PAPER
        )
        try:
            await record_paper(administrator, wish)
        except (Conflict, Invalid):
            continue  # told already, or an office of this year


async def _office(context: Context, place: str) -> Agency | None:
    return await agencies.office_at(context, place)


def _acting(context: Context, person_id: UUID, role: Role, body: Agency) -> Context:
    return replace(context, actor=Actor(person_id, frozenset({Grant(role, body.id)})))


async def _approved(clerk: Context, head: Context, body: Agency, part: str, contact: str) -> None:
    try:
        made = await propose(clerk, Propose(agency=body.slug, part=part))
    except Conflict:
        return
    plan = await kept.plan(clerk, made.ref)
    if not made.meetings:
        await withdraw(clerk, Withdraw(plan=plan.ref, version=plan.version))
        return
    await submit(clerk, Submit(plan=plan.ref, version=plan.version))
    plan = await kept.plan(clerk, made.ref)
    await approve(head, Approve(plan=plan.ref, version=plan.version, number="01-14/88", contact=contact))


async def _drafted(clerk: Context, body: Agency, year: int) -> None:
    """The head takes leave in July: the planner knew it. One meeting is held fast."""
    leave = SetAbsence(
        agency=body.slug,
        from_on=date(year, 7, 5),
        until_on=date(year, 7, 30),
        reason=AbsenceReason.LEAVE,
    )
    try:
        await set_absence(clerk, leave)
        made = await propose(clerk, Propose(agency=body.slug, part=str(year)))
    except Conflict:
        return
    plan = await kept.plan(clerk, made.ref)
    entries = await kept.entries(clerk, plan.id)
    if entries:
        await fix_entry(clerk, FixEntry(plan=plan.ref, entry=entries[0].id))
