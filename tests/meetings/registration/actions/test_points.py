"""A listening point: registered, looked at by the organiser, shown where its holder agreed."""

from __future__ import annotations

import pytest

from hearing_state.errors import Conflict, Forbidden, Invalid, SignInNeeded
from meetings.registration import queries
from meetings.registration.actions.change_entry import ChangeEntry, change_entry
from meetings.registration.actions.decide_point import DecidePoint, decide_point
from meetings.registration.actions.unregister import Unregister, unregister
from meetings.registration.entry import State
from tests.meetings.registration.hall import Hall, letters, posted, resident
from tests.questions.world import person


async def listed(hall: Hall, meeting) -> list[str]:
    return [each.name for each in await queries.listed_points(hall.world.visitor, meeting.id)]


async def test_a_resident_registers_the_school_and_the_organiser_confirms_it(hall: Hall):
    meeting = await hall.meeting()
    who = hall.who(await resident())
    made = await hall.point(meeting, who)
    assert made.state is State.ASKED
    assert (await queries.counts(hall.world.visitor, meeting)).points_asked == 1
    assert await listed(hall, meeting) == []
    await decide_point(hall.world.clerk, DecidePoint(entry=made.entry, is_confirmed=True))
    counts = await queries.counts(hall.world.visitor, meeting)
    assert (counts.points, counts.point_people, counts.people) == (1, 40, 40)
    assert await listed(hall, meeting) == ["Мектеп залы"]
    await posted(hall.house())
    assert [each["person_id"] for each in await letters("point")] == [who.actor.person_id]
    assert len(await letters("registered")) == 1


async def test_whose_holder_did_not_agree_stands_in_no_list(hall: Hall):
    meeting = await hall.meeting()
    await hall.point(meeting, hall.world.clerk, is_listed=False)
    assert await listed(hall, meeting) == []
    assert (await queries.counts(hall.world.visitor, meeting)).points == 1


async def test_the_own_office_confirms_by_registering_and_another_does_not(hall: Hall):
    meeting = await hall.meeting()
    made = await hall.point(meeting, hall.world.clerk)
    assert made.state is State.SEATED
    other = hall.world.as_("clerk", hall.world.district.id, person_id=await person("Мұрат", "Әбенов"))
    foreign = await hall.point(meeting, other, name="Кітапхана")
    assert foreign.state is State.ASKED
    with pytest.raises(Forbidden):
        await decide_point(other, DecidePoint(entry=foreign.entry, is_confirmed=True))


async def test_a_refusal_has_a_reason_that_the_holder_reads(hall: Hall):
    meeting = await hall.meeting()
    made = await hall.point(meeting, hall.who(await resident()))
    with pytest.raises(Invalid):
        await decide_point(hall.world.clerk, DecidePoint(entry=made.entry, is_confirmed=False))
    reason = "Бұл мекенжайда ғимарат жөнделіп жатыр."
    await decide_point(hall.world.clerk, DecidePoint(entry=made.entry, is_confirmed=False, reason=reason))
    await posted(hall.house())
    (told,) = await letters("point")
    assert reason in told["text"]
    with pytest.raises(Conflict):
        await decide_point(hall.world.clerk, DecidePoint(entry=made.entry, is_confirmed=True))
    assert (await hall.point(meeting, hall.world.neighbour)).state is State.ASKED


async def test_the_same_point_is_registered_once(hall: Hall):
    meeting = await hall.meeting()
    await hall.point(meeting, hall.world.resident)
    with pytest.raises(Invalid) as refused:
        await hall.point(meeting, hall.world.neighbour, name="мектеп ЗАЛЫ")
    assert refused.value.reason == "registration.point_already"
    await hall.point(meeting, hall.world.resident, name="Кітапхана")


async def test_a_point_needs_a_line_and_a_place_that_exists(hall: Hall):
    in_the_hall = await hall.meeting("2026-12-16", mode="hall")
    with pytest.raises(Conflict):
        await hall.point(in_the_hall, hall.world.resident)
    meeting = await hall.meeting()
    with pytest.raises(Invalid) as refused:
        await hall.point(meeting, hall.world.resident, place="999999999")
    assert refused.value.reason == "registration.place_unknown"
    with pytest.raises(SignInNeeded):
        await hall.point(meeting, hall.world.visitor)


async def test_its_holder_changes_the_headcount_and_withdraws(hall: Hall):
    meeting = await hall.meeting()
    made = await hall.point(meeting, hall.world.clerk)
    await change_entry(hall.world.clerk, ChangeEntry(entry=made.entry, headcount=75))
    assert (await queries.counts(hall.world.visitor, meeting)).point_people == 75
    with pytest.raises(Forbidden):
        await unregister(hall.world.resident, Unregister(entry=made.entry))
    await unregister(hall.world.clerk, Unregister(entry=made.entry))
    assert (await queries.counts(hall.world.visitor, meeting)).points == 0


async def test_a_person_is_no_point(hall: Hall):
    meeting = await hall.meeting()
    made = await hall.register(meeting, hall.world.aigul)
    with pytest.raises(Conflict):
        await decide_point(hall.world.clerk, DecidePoint(entry=made.entry, is_confirmed=True))
