"""People take up posts and leave them, by days that are never rewritten."""

from datetime import date, timedelta

import pytest
from tortoise.exceptions import IntegrityError

from hearing_state.agencies import competence, queries
from hearing_state.agencies.actions.appoint import Appoint, appoint
from hearing_state.agencies.actions.end_appointment import EndAppointment, end_appointment
from hearing_state.agencies.actions.set_remit import SetRemit, set_remit
from hearing_state.agencies.actions.set_second_person import SetSecondPerson, set_second_person
from hearing_state.agencies.agency import Post, Tier
from hearing_state.db import execute, transaction, value
from hearing_state.errors import Conflict, Invalid
from hearing_state.ids import new_id
from tests.agencies.country import ABAI_DISTRICT, QARAAUYL, mapped, office
from tests.support.contexts import NOON, AsRole

POST = {"post_kk": "Әкім", "post_ru": "Аким", "post_en": "Akim"}
MONDAY = date(2026, 11, 23)


def head(agency: str, name: str, from_on: date, until_on: date | None = None) -> Appoint:
    return Appoint(
        agency=agency, role=Post.HEAD, holder_name=name, from_on=from_on, until_on=until_on, **POST
    )


@pytest.fixture
async def district(db: object, as_: AsRole) -> str:
    await mapped(as_("system"))
    return (await office(as_(), ABAI_DISTRICT)).slug


async def heads(as_: AsRole, agency: str, day: date) -> list[str]:
    at = NOON + (day - MONDAY)
    body = await queries.by_slug(as_(), agency)
    return [each.holder_name for each in await queries.staff(as_(at=at), body.id)]


async def test_in_office_from_the_first_day_to_the_last(district: str, as_: AsRole) -> None:
    made = await appoint(as_("administrator"), head(district, "Асан Үсенов", MONDAY))
    last = MONDAY + timedelta(days=7)
    await end_appointment(
        as_("administrator"), EndAppointment(appointment=made.appointment_id, until_on=last)
    )
    await appoint(as_("administrator"), head(district, "Үсен Асанов", last + timedelta(days=1)))
    assert await heads(as_, district, MONDAY - timedelta(days=1)) == []
    assert await heads(as_, district, MONDAY) == ["Асан Үсенов"]
    assert await heads(as_, district, last) == ["Асан Үсенов"]
    assert await heads(as_, district, last + timedelta(days=1)) == ["Үсен Асанов"]


async def test_a_last_day_is_written_once(district: str, as_: AsRole) -> None:
    made = await appoint(as_("administrator"), head(district, "Асан Үсенов", MONDAY))
    await end_appointment(
        as_("administrator"), EndAppointment(appointment=made.appointment_id, until_on=MONDAY)
    )
    with pytest.raises(Conflict) as refusal:
        await end_appointment(
            as_("administrator"), EndAppointment(appointment=made.appointment_id, until_on=MONDAY)
        )
    assert refusal.value.reason == "agency.appointment_has_an_end"
    for change in ("until_on = '2027-01-01'", "from_on = '2020-01-01'", "role = 'clerk'", "until_on = NULL"):
        with pytest.raises(IntegrityError):
            async with transaction():
                await execute(f"UPDATE agencies_appointment SET {change} WHERE id = $1", made.appointment_id)


async def test_what_was_done_in_office_stays_done(district: str, as_: AsRole) -> None:
    made = await appoint(as_("administrator"), head(district, "Асан Үсенов", MONDAY - timedelta(days=30)))
    long_past = EndAppointment(appointment=made.appointment_id, until_on=MONDAY - timedelta(days=2))
    with pytest.raises(Invalid) as refusal:
        await end_appointment(as_("administrator"), long_past)
    assert refusal.value.reason == "agency.ends_too_early"
    yesterday = EndAppointment(appointment=made.appointment_id, until_on=MONDAY - timedelta(days=1))
    await end_appointment(as_("administrator"), yesterday)
    assert await heads(as_, district, MONDAY) == []


async def test_a_body_has_one_head_a_day(district: str, as_: AsRole) -> None:
    await appoint(as_("administrator"), head(district, "Асан Үсенов", MONDAY, MONDAY + timedelta(days=7)))
    with pytest.raises(Conflict) as refusal:
        await appoint(as_("administrator"), head(district, "Үсен Асанов", MONDAY + timedelta(days=7)))
    assert refusal.value.reason == "agency.has_a_head"
    await appoint(as_("administrator"), head(district, "Үсен Асанов", MONDAY + timedelta(days=8)))


async def test_only_a_head_may_be_known_by_name_alone(district: str, as_: AsRole) -> None:
    clerk = Appoint(agency=district, role=Post.CLERK, holder_name="Айнұр Тілеуова", from_on=MONDAY, **POST)
    with pytest.raises(Invalid) as refusal:
        await appoint(as_("administrator"), clerk)
    assert refusal.value.reason == "agency.person_needed"
    person = new_id()
    await appoint(as_("administrator"), clerk.model_copy(update={"person_id": person}))
    assert [each.role for each in await queries.appointments_of(as_(), person)] == [Post.CLERK]
    with pytest.raises(Conflict):
        await appoint(as_("administrator"), clerk.model_copy(update={"person_id": person}))


async def test_a_remit_is_corrected_by_a_new_row(district: str, as_: AsRole) -> None:
    wish = SetRemit(
        topic="roads",
        tier=Tier.OBLAST,
        ministry="ministry-of-transport",
        source="Law on motor roads, art. 13",
    )
    await set_remit(as_("administrator"), wish)
    assert (await competence.competent(as_(), QARAAUYL, "roads")).agency.place_code == "100000000"
    yesterday = as_(at=NOON - timedelta(days=1))
    assert (await competence.competent(yesterday, QARAAUYL, "roads")).agency.place_code == ABAI_DISTRICT
    await set_remit(as_("administrator"), wish.model_copy(update={"tier": Tier.OKRUG}))
    assert (await competence.competent(as_(), QARAAUYL, "roads")).agency.place_code == "103230000"
    assert await value("SELECT count(*) FROM agencies_remit WHERE topic_key = 'roads'") == 3
    with pytest.raises(Invalid):
        await set_remit(
            as_("administrator"), SetRemit(topic="roads", tier=Tier.CENTRAL, source="Law on motor roads")
        )


async def test_a_body_may_want_a_second_pair_of_eyes(district: str, as_: AsRole) -> None:
    await set_second_person(as_("administrator"), SetSecondPerson(agency=district, needed=True))
    assert (await queries.by_slug(as_(), district)).needs_second_person
