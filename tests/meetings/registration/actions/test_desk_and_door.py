"""At the service centre somebody is registered; at the door of the hall it is marked who came; later it is forgotten."""

from __future__ import annotations

import pytest

from hearing_state.actions import by_law
from hearing_state.db import row, value
from hearing_state.errors import Conflict, Forbidden, Invalid, NotFound
from hearing_state.people.actions.register_visitor import RegisterVisitor as WriteDown
from hearing_state.people.actions.register_visitor import register_visitor as write_down
from meetings.registration import queries
from meetings.registration.actions.check_in import CheckIn, check_in
from meetings.registration.actions.forget import Forget, forget
from meetings.registration.actions.register_visitor import RegisterVisitor, register_visitor
from meetings.registration.actions.unregister import Unregister, unregister
from meetings.registration.entry import Need, State
from tests.meetings.registration.hall import Hall, letters, posted
from tests.meetings.world import at_moment, later
from tests.questions.world import person


async def operator_with_a_visitor(hall: Hall, contact: str | None = "+77011234567"):
    operator = hall.world.as_(
        "operator", hall.world.district.id, person_id=await person("Ботагөз", "Смағұлова")
    )
    made = await write_down(operator, WriteDown(given_name="Күләш", family_name="Бекова", contact=contact))
    return operator, made.person_id


async def test_an_operator_registers_whoever_stands_at_the_desk(hall: Hall):
    meeting = await hall.meeting(seats=1)
    operator, visitor = await operator_with_a_visitor(hall)
    made = await register_visitor(
        operator,
        RegisterVisitor(meeting=meeting.ref, person=visitor, mode="hall", wishes=(Need.HEARING_LOOP,)),
    )
    assert made.state is State.SEATED
    own = await queries.of_person(operator, meeting.id, visitor)
    assert own is not None
    assert own.registered_by == operator.actor.person_id
    await posted(hall.house())
    (told,) = await letters("visitor")
    assert (told["person_id"], told["channel"]) == (visitor, "phone")


async def test_only_for_whom_the_operator_wrote_down_today(hall: Hall):
    meeting = await hall.meeting()
    operator, visitor = await operator_with_a_visitor(hall)
    for who, person_id in ((operator, hall.world.aigul), (later(operator, days=2), visitor)):
        with pytest.raises(NotFound):
            await register_visitor(who, RegisterVisitor(meeting=meeting.ref, person=person_id, mode="hall"))
    with pytest.raises(Forbidden):
        await register_visitor(
            hall.world.clerk, RegisterVisitor(meeting=meeting.ref, person=visitor, mode="hall")
        )


async def test_without_a_telephone_the_confirmation_stays_paper(hall: Hall):
    meeting = await hall.meeting()
    operator, visitor = await operator_with_a_visitor(hall, contact=None)
    await register_visitor(operator, RegisterVisitor(meeting=meeting.ref, person=visitor, mode="online"))
    await posted(hall.house())
    assert (
        await value("SELECT channel FROM notifications_notification WHERE person_id = $1", visitor) == "paper"
    )


async def test_at_the_desk_a_visitor_may_also_withdraw(hall: Hall):
    meeting = await hall.meeting()
    operator, visitor = await operator_with_a_visitor(hall)
    made = await register_visitor(operator, RegisterVisitor(meeting=meeting.ref, person=visitor, mode="hall"))
    stranger = hall.world.as_("operator", hall.world.district.id)
    with pytest.raises(NotFound):
        await unregister(stranger, Unregister(entry=made.entry))
    await unregister(operator, Unregister(entry=made.entry))
    assert await queries.of_person(operator, meeting.id, visitor) is None


async def test_who_came_is_marked_at_the_door(hall: Hall):
    meeting = await hall.meeting(seats=2)
    people = await hall.people(3)
    made = [await hall.register(meeting, each) for each in people]
    point = await hall.point(meeting, hall.world.clerk)
    with pytest.raises(Conflict) as refused:
        await check_in(hall.world.clerk, CheckIn(entry=made[0].entry, came=1))
    assert refused.value.reason == "registration.door_closed"
    clerk = at_moment(hall.world.clerk, meeting.starts_at)
    for each, came in ((made[0], 1), (made[1], 0), (made[2], 1), (point, 34)):
        await check_in(clerk, CheckIn(entry=each.entry, came=came))
    with pytest.raises(Invalid):
        await check_in(clerk, CheckIn(entry=made[0].entry, came=2))
    counts = await queries.counts(hall.world.visitor, meeting)
    assert (counts.came_hall, counts.came_points) == (2, 34)
    await check_in(clerk, CheckIn(entry=made[0].entry, came=0))
    assert (await queries.counts(hall.world.visitor, meeting)).came_hall == 1
    with pytest.raises(Forbidden):
        await check_in(
            later(hall.world.as_("clerk", hall.world.district.id), days=22),
            CheckIn(entry=made[0].entry, came=1),
        )


async def test_what_is_personal_is_forgotten_and_numbers_stay(hall: Hall):
    meeting = await hall.meeting(seats=5)
    made = await hall.register(
        meeting, hall.world.aigul, wishes=(Need.STEP_FREE,), note="Екі балдақпен жүремін."
    )
    await hall.point(meeting, hall.world.clerk)
    for days, note, owner in (
        (60, "Екі балдақпен жүремін.", hall.world.aigul),
        (120, "", hall.world.aigul),
        (400, "", None),
    ):
        await by_law(later(hall.world.system, days=days), forget, Forget())
        found = await row(
            "SELECT note, cardinality(wishes) AS wishes, person_id FROM registration_entry WHERE id = $1",
            made.entry,
        )
        assert found == {"note": note, "wishes": 1 if note else 0, "person_id": owner}
    assert not await value(
        "SELECT count(*)::int FROM registration_entry WHERE point_name <> '' OR point_address <> ''"
    )
    counts = await queries.counts(hall.world.visitor, meeting)
    assert (counts.hall, counts.points, counts.point_people) == (1, 1, 40)
