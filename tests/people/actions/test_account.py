"""A member of staff changes her password, and moves her one-time codes to another telephone."""

from dataclasses import replace
from datetime import timedelta

import pytest

from hearing_state.actions import Context
from hearing_state.agencies import demo as bodies
from hearing_state.errors import Invalid
from hearing_state.people import demo, queries, totp
from hearing_state.people.actions.change_password import ChangePassword, change_password
from hearing_state.people.actions.enrol_totp import EnrolTotp, enrol_totp
from hearing_state.people.actions.sign_in_staff import SignInStaff, sign_in_staff
from hearing_state.people.sealing import seal
from tests.agencies.country import mapped
from tests.people.signing_in import staff_signed_in
from tests.support.contexts import AsRole

NEW = "jaqsy uzaq qupiia soz"


@pytest.fixture
async def clerk(db: object, as_: AsRole) -> Context:
    await mapped(as_("system"))
    await bodies.load(as_("system"))
    await demo.load(as_("system"))
    signed = await staff_signed_in(as_(), "clerk")
    actor = await queries.identify(signed.secret, as_().now)
    assert actor is not None
    return replace(as_(), actor=actor)


async def test_a_new_password_ends_the_other_sessions(clerk: Context, as_: AsRole) -> None:
    elsewhere = await staff_signed_in(as_(at=clerk.now + timedelta(seconds=60)), "clerk")
    await change_password(clerk, ChangePassword(password=demo.PASSWORD, new_password=NEW))
    assert await queries.identify(elsewhere.secret, clerk.now) is None
    own = await queries.account(clerk)
    assert [each.id for each in own.sessions] == [clerk.actor.session_id]


@pytest.mark.parametrize("weak", ["short", "aaaaaaaaaaaaaaaa", "the clerk of the house", "121212121212"])
async def test_a_password_that_is_guessed_first_is_refused(clerk: Context, weak: str) -> None:
    with pytest.raises(Invalid) as refusal:
        await change_password(clerk, ChangePassword(password=demo.PASSWORD, new_password=weak))
    assert refusal.value.reason == "people.password_weak"


async def test_the_present_password_is_asked_for(clerk: Context) -> None:
    with pytest.raises(Invalid) as refusal:
        await change_password(clerk, ChangePassword(password="wrong", new_password=NEW))
    assert refusal.value.reason == "people.password_wrong"


async def test_codes_of_the_new_telephone_count_and_the_old_ones_no_more(clerk: Context, as_: AsRole) -> None:
    secret, own = totp.new_secret(), str(clerk.actor.person_id)
    offered = seal(clerk.settings.secret_bytes, "people.totp_offer", own, secret).hex()
    code = totp.code_for(secret, totp.counter_at(clerk.now))
    await enrol_totp(clerk, EnrolTotp(offered=offered, password=demo.PASSWORD, code=code))
    later = as_(at=clerk.now + timedelta(minutes=2))
    with pytest.raises(Invalid):
        await staff_signed_in(later, "clerk")
    wish = SignInStaff(
        user_name="clerk", password=demo.PASSWORD, code=totp.code_for(secret, totp.counter_at(later.now))
    )
    assert (await sign_in_staff(later, wish)).person_id == clerk.actor.person_id


async def test_a_telephone_that_shows_another_code_is_not_enrolled(clerk: Context) -> None:
    offered = seal(
        clerk.settings.secret_bytes, "people.totp_offer", str(clerk.actor.person_id), totp.new_secret()
    ).hex()
    with pytest.raises(Invalid) as refusal:
        await enrol_totp(clerk, EnrolTotp(offered=offered, password=demo.PASSWORD, code="000000"))
    assert refusal.value.reason == "people.code_wrong"
