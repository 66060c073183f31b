"""Members of staff sign in with password and one-time code."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from hearing_state.agencies import queries as agencies
from hearing_state.agencies.actions.end_appointment import EndAppointment, end_appointment
from hearing_state.agencies.agency import Post
from hearing_state.agencies.demo import DISTRICT
from hearing_state.errors import Forbidden, Invalid, TooMany
from hearing_state.people import demo, queries
from hearing_state.people.actions.sign_in_staff import SignInStaff, sign_in_staff
from hearing_state.people.actions.sign_out import SignOut, sign_out
from hearing_state.people.person import STAFF_IDLE, STAFF_WHOLE
from hearing_state.permissions import Grant, Role
from tests.agencies.country import mapped, office
from tests.people.signing_in import demo_staff, signed_in, staff_signed_in
from tests.support.contexts import AsRole


@pytest.fixture
async def peopled(db: object, as_: AsRole) -> AsRole:
    await mapped(as_("system"))
    await demo.load(as_("system"))
    return as_


async def test_an_official_gets_the_roles_of_todays_posts(peopled: AsRole) -> None:
    signed = await staff_signed_in(peopled(), "official")
    actor = await queries.identify(signed.secret, peopled().now)
    district = await office(peopled(), DISTRICT)
    assert actor is not None
    assert actor.grants == frozenset({Grant(Role.OFFICIAL, district.id)})
    assert actor.name == "Ержан Қ."


async def test_wrong_user_password_or_code_are_refused_in_the_same_words(peopled: AsRole) -> None:
    code = demo.fresh_code(demo_staff("clerk"), peopled().now)
    wishes = (
        SignInStaff(user_name="nobody", password=demo.PASSWORD, code=code),
        SignInStaff(user_name="clerk", password="wrong password", code=code),
        SignInStaff(user_name="clerk", password=demo.PASSWORD, code="000000"),
    )
    refusals = set()
    for wish in wishes:
        with pytest.raises(Invalid) as refusal:
            await sign_in_staff(peopled(), wish)
        refusals.add((refusal.value.reason, tuple(fault.field for fault in refusal.value.faults)))
    assert refusals == {("people.sign_in_refused", ("",))}


async def test_a_one_time_code_is_taken_once(peopled: AsRole) -> None:
    code = demo.fresh_code(demo_staff("clerk"), peopled().now)
    await staff_signed_in(peopled(), "clerk", code=code)
    with pytest.raises(Invalid) as refusal:
        await staff_signed_in(peopled(), "clerk", code=code)
    assert refusal.value.reason == "people.sign_in_refused"


async def test_an_older_code_is_refused_after_a_newer_one(peopled: AsRole) -> None:
    clerk, now = demo_staff("clerk"), peopled().now
    await staff_signed_in(peopled(), "clerk", code=demo.fresh_code(clerk, now + timedelta(seconds=30)))
    with pytest.raises(Invalid):
        await staff_signed_in(peopled(), "clerk", code=demo.fresh_code(clerk, now))


async def test_five_tries_for_one_user_name_and_no_sixth(peopled: AsRole) -> None:
    for spelling in ("auditor", "AUDITOR", "Auditor", "auditor ", "auditor"):
        with pytest.raises(Invalid):
            await sign_in_staff(
                peopled(), SignInStaff(user_name=spelling, password="wrong password", code="000000")
            )
    with pytest.raises(TooMany):
        await staff_signed_in(peopled(), "auditor")


async def test_a_staff_session_ends_after_half_an_hour_of_silence(peopled: AsRole) -> None:
    signed = await staff_signed_in(peopled(), "official")
    almost = peopled().now + STAFF_IDLE - timedelta(seconds=1)
    assert await queries.identify(signed.secret, almost)
    assert await queries.identify(signed.secret, almost + STAFF_IDLE - timedelta(seconds=1))
    assert await queries.identify(signed.secret, almost + 2 * STAFF_IDLE) is None


async def test_a_staff_session_ends_after_twelve_hours_however_busy(peopled: AsRole) -> None:
    signed = await staff_signed_in(peopled(), "official")
    now = peopled().now
    while now < peopled().now + STAFF_WHOLE - timedelta(minutes=20):
        now += timedelta(minutes=20)
        assert (await queries.identify(signed.secret, now) is not None) == (now < peopled().now + STAFF_WHOLE)
    assert await queries.identify(signed.secret, peopled().now + STAFF_WHOLE) is None


async def test_signing_out_ends_the_session_at_once(peopled: AsRole) -> None:
    signed = await staff_signed_in(peopled(), "official")
    actor = await queries.identify(signed.secret, peopled().now)
    assert actor is not None
    await sign_out(replace(peopled(), actor=actor), SignOut())
    assert await queries.identify(signed.secret, peopled().now) is None


async def test_an_appointment_that_ended_yesterday_gives_no_role_and_no_sign_in(peopled: AsRole) -> None:
    signed = await staff_signed_in(peopled(), "official")
    district = await office(peopled(), DISTRICT)
    held = next(each for each in await agencies.staff(peopled(), district.id) if each.role is Post.OFFICIAL)
    yesterday = peopled().today - timedelta(days=1)
    await end_appointment(peopled("administrator"), EndAppointment(appointment=held.id, until_on=yesterday))
    actor = await queries.identify(signed.secret, peopled().now)
    assert actor is not None
    assert actor.grants == frozenset()
    later = demo.fresh_code(demo_staff("official"), peopled().now + timedelta(seconds=30))
    with pytest.raises(Forbidden) as refusal:
        await staff_signed_in(peopled(), "official", code=later)
    assert refusal.value.reason == "people.no_post"


async def test_an_appointment_gives_its_role_on_its_last_day_and_not_after(peopled: AsRole) -> None:
    signed = await staff_signed_in(peopled(), "official")
    district = await office(peopled(), DISTRICT)
    held = next(each for each in await agencies.staff(peopled(), district.id) if each.role is Post.OFFICIAL)
    await end_appointment(
        peopled("administrator"), EndAppointment(appointment=held.id, until_on=peopled().today)
    )
    actor = await queries.identify(signed.secret, peopled().now)
    assert actor is not None
    assert actor.roles == {Role.OFFICIAL}
    assert not held.is_running_on(date(2024, 12, 31))


async def test_a_code_to_an_officials_address_gives_no_staff_role(peopled: AsRole) -> None:
    signed = await signed_in(peopled(), "official@example.kz")
    actor = await queries.identify(signed.secret, peopled().now)
    assert actor is not None
    assert actor.grants == frozenset({Grant(Role.RESIDENT)})


async def test_demo_people_are_loaded_once(peopled: AsRole) -> None:
    first = await demo.load(peopled("system"))
    assert await demo.load(peopled("system")) == first
    assert {"aigul", "daulet", "administrator"} <= set(first)
