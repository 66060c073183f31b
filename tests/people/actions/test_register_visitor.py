"""An operator acts for somebody who came to the service centre; people look after their own data."""

from dataclasses import replace
from datetime import timedelta

import pytest

from hearing_state.db import rows, value
from hearing_state.errors import Forbidden, Invalid, NotFound
from hearing_state.ids import new_id
from hearing_state.people import queries
from hearing_state.people.actions.end_sessions import EndSessions, end_sessions
from hearing_state.people.actions.engage_staff import EngageStaff, engage_staff
from hearing_state.people.actions.register_visitor import RegisterVisitor, register_visitor
from hearing_state.people.actions.set_locale import SetLocale, set_locale
from hearing_state.people.actions.set_name import SetName, set_name
from hearing_state.people.actions.sweep import Sweep, sweep
from tests.people.signing_in import asked, signed_in
from tests.support.contexts import AsRole

IIN = "991300000009"
DAULET = RegisterVisitor(given_name="Дәулет", family_name="Жүнісов", iin=IIN)


async def test_the_same_iin_is_the_same_person_and_the_number_is_not_kept(db: object, as_: AsRole) -> None:
    operator = as_("operator", person_id=(await staff(as_)))
    first = await register_visitor(operator, DAULET)
    again = await register_visitor(operator, DAULET.model_copy(update={"contact": "87011234567"}))
    assert first == again
    assert not any(IIN in each["line"] for each in await rows("SELECT p::text AS line FROM people_person p"))
    assert await value("SELECT count(*) FROM people_visit") == 2


async def staff(as_: AsRole) -> object:
    wish = EngageStaff(user_name="operator.one", given_name="Ботагөз", family_name="Смағұлова")
    return (await engage_staff(as_("administrator"), wish)).person_id


async def test_a_wrong_iin_is_told_at_once(db: object, as_: AsRole) -> None:
    with pytest.raises(Invalid) as refusal:
        await register_visitor(as_("system"), DAULET.model_copy(update={"iin": "991300000000"}))
    assert refusal.value.reason == "people.iin_wrong"
    assert refusal.value.values == {}


async def test_a_family_telephone_stays_with_whom_it_belonged(db: object, as_: AsRole) -> None:
    aigul = await signed_in(as_(), "87011234567")
    son = await register_visitor(as_("system"), DAULET.model_copy(update={"contact": "8 701 123 45 67"}))
    assert son.person_id != aigul.person_id
    assert (await queries.contact_of(as_("system"), aigul.person_id)).address == "+77011234567"
    with pytest.raises(NotFound):
        await queries.contact_of(as_("system"), son.person_id)


async def test_who_knows_her_iin_at_a_desk_gets_no_way_into_her_account(db: object, as_: AsRole) -> None:
    hers = await register_visitor(as_("system"), DAULET.model_copy(update={"contact": "87011234567"}))
    again = await register_visitor(as_("system"), DAULET.model_copy(update={"contact": "thief@example.kz"}))
    assert again.person_id == hers.person_id
    thief = await signed_in(as_(), "thief@example.kz")
    assert thief.person_id != hers.person_id


async def test_a_visitor_who_signs_in_later_is_the_person_whom_the_operator_wrote_down(
    db: object, as_: AsRole
) -> None:
    visitor = await register_visitor(as_("system"), DAULET.model_copy(update={"contact": "87011234567"}))
    signed = await signed_in(as_(), "+7 701 123 45 67")
    assert signed.person_id == visitor.person_id
    assert await queries.public_name(as_(), visitor.person_id) == "Дәулет Ж."
    assert await queries.name_of(as_(), visitor.person_id) == "Дәулет Жүнісов"


async def test_nobody_but_an_operator_registers_visitors(db: object, as_: AsRole) -> None:
    for role in ("resident", "official", "administrator"):
        with pytest.raises(Forbidden):
            await register_visitor(as_(role), DAULET)


async def test_contacts_are_for_the_house_itself_alone(db: object, as_: AsRole) -> None:
    aigul = await signed_in(as_())
    for role in ("resident", "official", "administrator"):
        with pytest.raises(Forbidden):
            await queries.contact_of(as_(role), aigul.person_id)


async def test_sessions_end_at_once_for_oneself_and_by_an_administrator(db: object, as_: AsRole) -> None:
    first, second = await signed_in(as_()), await signed_in(as_())
    me = await queries.identify(first.secret, as_().now)
    assert me is not None
    assert (await end_sessions(replace(as_(), actor=me), EndSessions())).sessions == 2
    assert await queries.identify(second.secret, as_().now) is None
    third = await signed_in(as_())
    with pytest.raises(Forbidden):
        await end_sessions(as_("resident"), EndSessions(person=third.person_id))
    await end_sessions(as_("administrator"), EndSessions(person=third.person_id))
    assert await queries.identify(third.secret, as_().now) is None


async def test_a_resident_is_signed_in_until_thirty_days_of_silence(db: object, as_: AsRole) -> None:
    signed = await signed_in(as_())
    assert await queries.identify(signed.secret, as_().now + timedelta(days=29))
    assert await queries.identify(signed.secret, as_().now + timedelta(days=58))
    assert await queries.identify(signed.secret, as_().now + timedelta(days=89)) is None


async def test_somebody_writes_her_own_name_and_language(db: object, as_: AsRole) -> None:
    signed = await signed_in(as_())
    me = as_("resident", person_id=signed.person_id)
    await set_name(me, SetName(given_name="Айгүл", family_name="Сәрсенова"))
    await set_locale(me, SetLocale(language="ru"))
    person = (await queries.me(me)).person
    assert (person.full_name, person.public_name, person.locale) == ("Айгүл Сәрсенова", "Айгүл С.", "ru")


async def test_a_user_name_is_given_once_and_secrets_are_not_brought_along(db: object, as_: AsRole) -> None:
    wish = EngageStaff(user_name="clerk.one", given_name="Айнұр", family_name="Тілеуова")
    await engage_staff(as_("administrator"), wish)
    with pytest.raises(Invalid) as refusal:
        await engage_staff(as_("administrator"), wish)
    assert refusal.value.reason == "people.user_name_taken"
    brought = {"user_name": "clerk.two", "totp_secret": "A" * 32}
    with pytest.raises(Forbidden):
        await engage_staff(as_("administrator"), wish.model_copy(update=brought))


async def test_old_codes_and_sessions_are_forgotten(db: object, as_: AsRole) -> None:
    await asked(as_())
    signed = await signed_in(as_())
    assert (await sweep(as_("system"), Sweep())).model_dump() == {"codes": 0, "sessions": 0}
    later = as_("system", at=as_().now + timedelta(days=91))
    assert (await sweep(later, Sweep())).model_dump() == {"codes": 2, "sessions": 1}
    assert await queries.identify(signed.secret, as_().now) is None
    assert await queries.person(as_(), signed.person_id)


async def test_an_unknown_person_is_not_found(db: object, as_: AsRole) -> None:
    with pytest.raises(NotFound):
        await end_sessions(as_("administrator"), EndSessions(person=new_id()))
