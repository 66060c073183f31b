"""Meetings of a draft by hand: what is changed, what is put back, and how two people who edit at once fare."""

from __future__ import annotations

from datetime import timedelta

import pytest

from hearing_state.errors import Conflict, Forbidden, Invalid, NotFound
from hearing_state.ids import new_id
from meetings.planning.actions.add_entry import AddEntry, add_entry
from meetings.planning.actions.change_entry import ChangeEntry, change_entry
from meetings.planning.actions.end_absence import EndAbsence, end_absence
from meetings.planning.actions.fix_entry import FixEntry, fix_entry
from meetings.planning.actions.move_entry import MoveEntry, move_entry
from meetings.planning.actions.remove_entry import RemoveEntry, remove_entry
from meetings.planning.actions.restore_entry import RestoreEntry, restore_entry
from meetings.planning.actions.set_absence import SetAbsence, set_absence
from meetings.planning.conflicts import Kind
from meetings.planning.plan import AbsenceReason
from meetings.schedule.meeting import Mode
from tests.agencies.country import ALMATY
from tests.meetings.planning.office import PlanningOffice
from tests.meetings.world import hour


async def _first(office: PlanningOffice):
    plan = await office.proposed()
    return plan, (await office.entries(plan))[0]


async def test_two_clerks_who_move_the_same_meeting_undo_nothing_unseen(office: PlanningOffice):
    plan, entry = await _first(office)
    about = {"plan": plan.ref, "entry": entry.id, "version": entry.version, "minutes": 90}
    await move_entry(office.clerk, MoveEntry(**about, starts_at=hour("2027-03-02", "17:00")))
    with pytest.raises(Conflict) as refused:
        await move_entry(office.other_clerk, MoveEntry(**about, starts_at=hour("2027-03-03", "17:00")))
    assert refused.value.reason == "plan.changed_meanwhile"
    moved = next(each for each in await office.entries(plan) if each.id == entry.id)
    assert (moved.starts_at, moved.previous_at) == (hour("2027-03-02", "17:00"), entry.starts_at)


async def test_two_clerks_who_move_different_meetings_both_succeed(office: PlanningOffice):
    plan, _first_entry = await _first(office)
    one, other = (await office.entries(plan))[:2]
    for who, each, day in ((office.clerk, one, "2027-03-02"), (office.other_clerk, other, "2027-03-03")):
        wish = MoveEntry(
            plan=plan.ref, entry=each.id, version=each.version, starts_at=hour(day, "17:00"), minutes=60
        )
        await move_entry(who, wish)
    assert [each.minutes for each in await office.entries(plan)].count(60) == 2


async def test_what_is_taken_out_can_be_put_back(office: PlanningOffice):
    plan, entry = await _first(office)
    await remove_entry(office.clerk, RemoveEntry(plan=plan.ref, entry=entry.id, version=entry.version))
    checked = await office.checked(plan)
    assert checked.missing == 1
    assert Kind.MISSING in {each.kind for each in checked.whole}
    for _twice in range(2):
        await restore_entry(office.clerk, RestoreEntry(plan=plan.ref, entry=entry.id))
    checked = await office.checked(plan)
    assert checked.missing == 0
    assert checked.entries[0].starts_at == entry.starts_at


async def test_a_meeting_is_added_by_hand_within_the_plan_and_the_territory(office: PlanningOffice):
    plan, entry = await _first(office)
    more = {"plan": plan.ref, "mode": Mode.ONLINE}
    with pytest.raises(Invalid) as refused:
        await add_entry(office.clerk, AddEntry(**more, place=entry.place_code, starts_at=hour("2027-08-02")))
    assert refused.value.reason == "plan.day_outside"
    with pytest.raises(Invalid) as refused:
        await add_entry(office.clerk, AddEntry(**more, place=ALMATY, starts_at=hour("2027-03-02")))
    assert refused.value.reason == "meeting.place_of_another"
    with pytest.raises(Invalid) as refused:
        await add_entry(office.clerk, AddEntry(**more, starts_at=hour("2027-03-02")))
    assert refused.value.reason == "meeting.place_needed"
    made = await add_entry(
        office.clerk, AddEntry(**more, place=entry.place_code, starts_at=hour("2027-03-02"))
    )
    added = next(each for each in await office.entries(plan) if each.id == made)
    assert (added.rule_key, added.period_key) == ("akim.district", "2027-H1")


async def test_another_office_edits_nothing_and_no_such_meeting_is_not_found(office: PlanningOffice):
    plan, entry = await _first(office)
    wish = FixEntry(plan=plan.ref, entry=entry.id)
    with pytest.raises(Forbidden):
        await fix_entry(office.here.clerk, wish)
    with pytest.raises(NotFound):
        await fix_entry(office.clerk, FixEntry(plan=plan.ref, entry=new_id()))


async def test_once_submitted_nobody_edits(office: PlanningOffice):
    plan = await office.submitted()
    entry = (await office.entries(plan))[0]
    wish = ChangeEntry(plan=plan.ref, entry=entry.id, version=entry.version, mode=Mode.HALL)
    with pytest.raises(Conflict) as refused:
        await change_entry(office.clerk, wish)
    assert refused.value.reason == "plan.not_in_this_state"


async def test_an_absence_marks_the_meetings_of_those_days_until_it_is_taken_back(office: PlanningOffice):
    plan, entry = await _first(office)
    with pytest.raises(Invalid):
        await set_absence(
            office.clerk,
            SetAbsence(agency=office.slug, from_on=entry.on, until_on=entry.on - timedelta(days=1)),
        )
    wish = SetAbsence(agency=office.slug, from_on=entry.on, until_on=entry.on, reason=AbsenceReason.TRIP)
    absence = await set_absence(office.clerk, wish)
    checked = await office.checked(plan)
    assert [each.kind for each in checked.troubles[entry.id]] == [Kind.ABSENT]
    assert entry.id in checked.impossible
    await change_entry(
        office.clerk,
        ChangeEntry(plan=plan.ref, entry=entry.id, version=entry.version, mode=entry.mode, is_deputy=True),
    )
    checked = await office.checked(plan)
    assert [each.kind for each in checked.troubles[entry.id]] == [Kind.NO_DEPUTY]
    assert checked.missing == 1  # the rule lets no deputy stand in: it does not count
    await end_absence(office.clerk, EndAbsence(absence=absence))
    with pytest.raises(Forbidden):
        await end_absence(office.here.clerk, EndAbsence(absence=absence))
