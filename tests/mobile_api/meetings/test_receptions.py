"""Aigul asks by her telephone to be received; her request is hers and the office's alone."""

from datetime import date
from typing import Any

import pytest

from hearing_state.db import value
from meetings.receptions.actions.appoint import Appoint, appoint
from meetings.receptions.actions.cancel import Cancel, cancel
from meetings.receptions.actions.plan import Plan, plan
from meetings.receptions.actions.publish import Publish, publish
from meetings.receptions.actions.return_for_defects import ReturnForDefects, return_for_defects
from tests.agencies.country import ABAI_DISTRICT, ALMATY, QARAAUYL
from tests.meetings.world import World, hour

DAY = "2026-12-10"
ESSENCE = "Жер телімін рәсімдеу туралы бетпе-бет сөйлескім келеді."
WISH = {"essence": ESSENCE, "is_recording_known": True}
REASON = "Басшы шұғыл іссапарға шығады."


async def planned(here: World) -> str:
    return await plan(
        here.clerk,
        Plan(
            agency=here.okrug.slug,
            starts_at=hour(DAY, "15:00"),
            ends_at=hour(DAY, "16:00"),
            slot_minutes=20,
            room_kk="204-бөлме",
            room_ru="Кабинет 204",
        ),
    )


@pytest.fixture
async def hours(here: World) -> str:
    """The number of published hours with three slots."""
    ref = await planned(here)
    await publish(here.clerk, Publish(agency=here.okrug.slug, day=date.fromisoformat(DAY)))
    return ref


async def booked(phone: Any, hours: str, who: dict[str, str], key: str = "k1") -> Any:
    answer = await phone.post(f"/receptions/{hours}/bookings", WISH, who, key)
    assert answer.status_code == 201, answer.text
    return answer.json()


async def test_hours_are_found_by_place_and_by_body(phone, here, hours):
    for query in ({}, {"place": QARAAUYL}, {"body": here.okrug.slug}):
        (line,) = await phone.read("/receptions", **query)
        assert (line["ref"], line["free"], line["holder"]) == (hours, 3, "Бауыржан Омаров")
    for query in ({"place": ABAI_DISTRICT}, {"place": ALMATY}, {"body": here.district.slug}):
        assert await phone.read("/receptions", **query) == []
    assert (await phone.get("/receptions", place="999999999")).status_code == 404


async def test_one_shows_its_free_slots(phone, here, hours, aigul):
    slip = await booked(phone, hours, aigul)
    await appoint(here.clerk, Appoint(booking=slip["ref"], reception=hours, slot_at=hour(DAY, "15:20")))
    shown = await phone.read(f"/receptions/{hours}", {"accept-language": "ru"})
    assert len(shown["free_slots"]) == shown["reception"]["free"] == 2
    assert shown["reception"]["room"]["here"] == "Кабинет 204"
    assert ESSENCE not in str(shown)


async def test_hours_that_are_not_published_are_not_there(phone, here, aigul):
    ref = await planned(here)
    assert await phone.read("/receptions") == []
    await phone.refused(await phone.get(f"/receptions/{ref}"), 404, "reception.not_found")
    answer = await phone.post(f"/receptions/{ref}/bookings", WISH, aigul, "k")
    await phone.refused(answer, 404, "reception.not_found")


async def test_the_slip_comes_once_with_the_legal_day(phone, hours, aigul):
    slip = await booked(phone, hours, aigul)
    assert (slip["registered_on"], slip["due_on"]) == ("2026-11-23", "2026-12-14")
    assert await booked(phone, hours, aigul) == slip
    assert await value("SELECT count(*) FROM receptions_booking") == 1


async def test_what_cannot_be_booked_is_said_to_its_reader(phone, here, hours, aigul):
    path = f"/receptions/{hours}/bookings"
    said = set()
    for language in ("kk", "ru", "en"):
        who = {**aigul, "accept-language": language}
        answer = await phone.post(path, {"essence": ESSENCE}, who, f"k-{language}")
        said.add(await phone.refused(answer, 422, "reception.consent_needed"))
    assert len(said) == 3
    await phone.refused(await phone.post(path, WISH, None, "k"), 401, "sign_in_needed")
    await phone.refused(await phone.post(path, WISH, aigul), 422, "api.key_missing")


async def test_hours_that_were_cancelled_take_nobody(phone, here, hours, aigul):
    await cancel(here.clerk, Cancel(reception=hours, reason=REASON))
    assert await phone.read("/receptions") == []
    assert (await phone.read(f"/receptions/{hours}"))["reception"]["reason"] == REASON
    answer = await phone.post(f"/receptions/{hours}/bookings", WISH, aigul, "k")
    await phone.refused(answer, 409, "reception.is_cancelled")


async def test_her_request_is_hers_alone(phone, hours, aigul, daulet):
    slip = await booked(phone, hours, aigul)
    one = f"/me/receptions/{slip['ref']}"
    own = await phone.get(one, aigul)
    assert own.headers["cache-control"] == "no-store"
    assert own.json()["booking"]["essence"] == ESSENCE
    assert (own.json()["may_withdraw"], own.json()["may_cure"]) == (True, False)
    assert [each["kind"] for each in own.json()["happened"]] == ["booked"]
    assert [each["ref"] for each in await phone.read("/me/receptions", aigul)] == [slip["ref"]]
    assert await phone.read("/me/receptions", daulet) == []
    for answer in (await phone.get(one, daulet), await phone.post(f"{one}/withdraw", None, daulet)):
        await phone.refused(answer, 404, "reception.no_such_booking")
    await phone.refused(await phone.get(one), 401, "sign_in_needed")


async def test_day_and_hour_stand_on_it_once_the_office_gave_them(phone, here, hours, aigul):
    slip = await booked(phone, hours, aigul)
    await appoint(here.clerk, Appoint(booking=slip["ref"], reception=hours, slot_at=hour(DAY, "15:20")))
    booking = (await phone.read(f"/me/receptions/{slip['ref']}", aigul))["booking"]
    assert (booking["state"], booking["state_name"]) == ("appointed", "day and hour are set")
    assert booking["slot_at"] is not None
    assert booking["standing"]["state"] == "kept"


async def test_she_adds_what_was_missing_once(phone, here, hours, aigul):
    slip = await booked(phone, hours, aigul)
    await return_for_defects(here.clerk, ReturnForDefects(booking=slip["ref"], reason=REASON))
    one = f"/me/receptions/{slip['ref']}"
    assert (await phone.read(one, aigul))["may_cure"] is True
    more = {"text": "Кадастр нөмірі 23-252-034-118."}
    for _twice in range(2):
        assert (await phone.post(f"{one}/cure", more, aigul, "c")).status_code == 204
    booking = (await phone.read(one, aigul))["booking"]
    assert booking["state"] == "registered"
    assert booking["essence"].count(more["text"]) == 1


async def test_she_withdraws_it(phone, hours, aigul):
    slip = await booked(phone, hours, aigul)
    one = f"/me/receptions/{slip['ref']}"
    assert (await phone.post(f"{one}/withdraw", None, aigul)).status_code == 204
    assert (await phone.read(one, aigul))["booking"]["state"] == "withdrawn"
    again = await phone.post(f"{one}/withdraw", None, aigul)
    await phone.refused(again, 409, "reception.not_in_this_state")
