"""A draft is planned anew: as little as possible moves, fixed meetings stay, and only what was shown is taken."""

from __future__ import annotations

import pytest

from hearing_state.errors import Conflict
from meetings.planning import comparing
from meetings.planning.actions.fix_entry import FixEntry, fix_entry
from meetings.planning.actions.remove_entry import RemoveEntry, remove_entry
from meetings.planning.actions.replan import Replan, replan
from meetings.planning.actions.set_absence import SetAbsence, set_absence
from meetings.planning.comparing import Compared
from meetings.planning.plan import Plan
from tests.meetings.planning.office import PlanningOffice


async def _shown(office: PlanningOffice, plan: Plan) -> Compared:
    return await comparing.compared(office.clerk, plan, plan.wanted)


async def _take(office: PlanningOffice, plan: Plan, shown: Compared) -> None:
    await replan(office.clerk, Replan(plan=plan.ref, version=plan.version, digest=shown.digest))


async def test_where_nothing_changed_nothing_would_move(office: PlanningOffice):
    plan = await office.proposed()
    shown = await _shown(office, plan)
    assert shown.is_empty
    assert shown.total == len(await office.entries(plan))


async def test_an_absence_moves_the_meetings_of_those_days_and_no_others(office: PlanningOffice):
    plan = await office.proposed()
    before = await office.entries(plan)
    away = before[0]
    await set_absence(office.clerk, SetAbsence(agency=office.slug, from_on=away.on, until_on=away.on))
    shown = await _shown(office, plan)
    on_that_day = [each.id for each in before if each.on == away.on]
    assert [each.id for each, _after in shown.moved] == on_that_day
    assert (shown.added, list(shown.removed), shown.missing) == ([], [], 0)
    await _take(office, plan, shown)
    checked = await office.checked(plan)
    assert not checked.troubles
    moved = next(each for each in checked.entries if each.id == away.id)
    assert (moved.previous_at, moved.version) == (away.starts_at, away.version + 1)
    assert moved.on != away.on


async def test_a_fixed_meeting_stays_even_where_it_clashes(office: PlanningOffice):
    plan = await office.proposed()
    away = (await office.entries(plan))[0]
    await fix_entry(office.clerk, FixEntry(plan=plan.ref, entry=away.id))
    await set_absence(office.clerk, SetAbsence(agency=office.slug, from_on=away.on, until_on=away.on))
    plan = await office.fresh(plan)
    shown = await _shown(office, plan)
    assert away.id not in {each.id for each, _after in shown.moved}
    assert away.id not in {each.id for each in shown.removed}
    if not shown.is_empty:
        await _take(office, plan, shown)
    assert next(each for each in await office.entries(plan) if each.id == away.id).starts_at == away.starts_at


async def test_what_is_missing_is_added(office: PlanningOffice):
    plan = await office.proposed()
    gone = (await office.entries(plan))[0]
    await remove_entry(office.clerk, RemoveEntry(plan=plan.ref, entry=gone.id, version=gone.version))
    plan = await office.fresh(plan)
    shown = await _shown(office, plan)
    assert [each.place_code for each in shown.added] == [gone.place_code]
    await _take(office, plan, shown)
    assert (await office.checked(plan)).missing == 0


async def test_only_what_was_shown_is_taken(office: PlanningOffice):
    plan = await office.proposed()
    away = (await office.entries(plan))[0]
    shown = await _shown(office, plan)
    await set_absence(office.clerk, SetAbsence(agency=office.slug, from_on=away.on, until_on=away.on))
    with pytest.raises(Conflict) as refused:
        await _take(office, plan, shown)
    assert refused.value.reason == "plan.came_out_otherwise"
    await fix_entry(office.clerk, FixEntry(plan=plan.ref, entry=away.id))
    with pytest.raises(Conflict) as refused:
        await _take(office, plan, shown)
    assert refused.value.reason == "plan.changed_meanwhile"
