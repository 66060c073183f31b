"""Signing in through the pages, as a browser without scripts does it."""

import re
from uuid import UUID

import pytest

from hearing_state.agencies import demo as bodies
from hearing_state.agencies.demo import DISTRICT
from hearing_state.agencies.queries import appointments_in
from hearing_state.db import value
from hearing_state.people import demo, queries
from hearing_state.people.way_back import own_path
from tests.agencies.country import mapped, office
from tests.people.signing_in import demo_staff, wrong
from tests.support.app import HouseClient
from tests.support.contexts import NOON, AsRole


@pytest.fixture
async def house(client: HouseClient, as_: AsRole) -> HouseClient:
    await mapped(as_("system"))
    await bodies.load(as_("system"))
    await demo.load(as_("system"))
    return client


async def last_code(as_: AsRole) -> str:
    code_id = UUID(str(await value("SELECT id FROM people_login_code ORDER BY id DESC LIMIT 1")))
    return (await queries.code_letter(as_("system"), code_id)).code


async def staff_in(house: HouseClient, user_name: str) -> None:
    sent = {
        "user_name": user_name,
        "password": demo.PASSWORD,
        "code": demo.fresh_code(demo_staff(user_name), NOON),
    }
    answer = await house.post("/kk/console/sign-in", data=sent)
    assert answer.status_code == 303


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found
    return found.group(1)


async def test_aigul_signs_in_with_a_code_and_comes_back_to_where_she_was(
    house: HouseClient, as_: AsRole
) -> None:
    asked = await house.post("/kk/sign-in", data={"contact": "aigul@example.kz", "next": "/kk/bodies"})
    assert asked.headers["location"] == "/kk/sign-in/code?next=%2Fkk%2Fbodies"
    page = await house.get(asked.headers["location"])
    assert "ai•••@example.kz" in page.text
    refused = await house.post(
        "/kk/sign-in/code", data={"code": wrong(await last_code(as_)), "next": "/kk/bodies"}
    )
    assert refused.status_code == 422
    signed = await house.post("/kk/sign-in/code", data={"code": await last_code(as_), "next": "/kk/bodies"})
    assert (signed.status_code, signed.headers["location"]) == (303, "/kk/bodies")
    me = await house.get("/kk/me")
    assert me.status_code == 200
    assert "Сәрсенова" in me.text
    assert me.headers["cache-control"] == "no-store"


async def test_after_five_tries_the_page_asks_for_a_new_code(house: HouseClient, as_: AsRole) -> None:
    await house.post("/en/sign-in", data={"contact": "aigul@example.kz"})
    code = await last_code(as_)
    for _try in range(5):
        assert (await house.post("/en/sign-in/code", data={"code": wrong(code)})).status_code == 422
    answer = await house.post("/en/sign-in/code", data={"code": code})
    assert answer.status_code == 429
    assert "Ask for a new one" in answer.text


async def test_without_a_code_on_its_way_the_code_page_leads_to_the_beginning(house: HouseClient) -> None:
    answer = await house.get("/ru/sign-in/code")
    assert (answer.status_code, answer.headers["location"]) == (303, "/ru/sign-in")


async def test_a_wrong_address_is_told_beside_the_field(house: HouseClient) -> None:
    answer = await house.post("/en/sign-in", data={"contact": "aigul"})
    assert answer.status_code == 422
    assert 'value="aigul"' in answer.text
    assert "Enter an e-mail address, or a telephone number" in answer.text


async def test_whoever_is_not_signed_in_is_led_to_the_right_door(house: HouseClient) -> None:
    assert (await house.get("/kk/me")).headers["location"] == "/kk/sign-in?next=%2Fkk%2Fme"
    door = (await house.get("/kk/console/bodies")).headers["location"]
    assert door == "/kk/console/sign-in?next=%2Fkk%2Fconsole%2Fbodies"


@pytest.mark.parametrize(
    "path",
    [
        "//evil.kz",
        "https://evil.kz",
        "/\\evil.kz",
        "/kk/../..//evil.kz",
        "javascript:alert(1)",
        "/kk/\n/evil",
        "kk/me",
        "/xx/me",
    ],
)
def test_the_way_back_leads_nowhere_else(path: str) -> None:
    assert own_path(path) == ""


async def test_somebody_changes_name_language_and_ends_the_other_session(
    house: HouseClient, as_: AsRole
) -> None:
    for _browser in range(2):
        await house.post("/kk/sign-in", data={"contact": "new@example.kz"})
        house.cookies.delete("hs_session")
        await house.post("/kk/sign-in/code", data={"code": await last_code(as_)})
    assert (await house.post("/kk/me/name", data={"given_name": "", "family_name": "С"})).status_code == 422
    await house.post("/kk/me/name", data={"given_name": "Жания", "family_name": "Сейіт"})
    await house.post("/kk/me/language", data={"language": "ru"})
    page = (await house.get("/ru/me")).text
    assert "Жания" in page
    other = hidden(page, "session")
    await house.post("/ru/me/sessions", data={"session": other})
    assert 'name="session"' not in (await house.get("/ru/me")).text
    out = await house.post("/ru/sign-out")
    assert out.headers["location"] == "/ru/sign-in?out=yes"
    assert (await house.get("/ru/me")).status_code == 303


async def test_an_official_signs_in_and_sees_her_account(house: HouseClient) -> None:
    await staff_in(house, "clerk")
    page = await house.get("/kk/console/account")
    assert page.status_code == 200
    assert "data:image/svg+xml" in page.text
    sent = {"password": demo.PASSWORD, "new_password": "short"}
    assert (await house.post("/kk/console/account/password", data=sent)).status_code == 422
    assert (await house.get("/kk/console/bodies")).status_code == 403


async def test_the_demo_page_shows_codes_only_in_the_demo(house: HouseClient) -> None:
    assert demo.PASSWORD not in (await house.get("/en/console/sign-in")).text


async def test_an_administrator_opens_an_account_and_appoints(house: HouseClient, as_: AsRole) -> None:
    await staff_in(house, "administrator")
    opened = await house.post(
        "/en/console/staff",
        data={"given_name": "Алма", "family_name": "Есенова", "user_name": "alma.e", "email": ""},
    )
    assert "they are shown only now" in opened.text
    district = await office(as_(), DISTRICT)
    path = f"/en/console/bodies/{district.slug}/appoint"
    form = await house.get(path)
    person = re.search(r'<option value="([0-9a-f-]{36})">Алма Есенова', form.text)
    assert person
    posts = {"post_kk": "Маман", "post_ru": "Специалист", "post_en": "Specialist"}
    sent = {
        "role": "official",
        "person_id": person.group(1),
        "holder_name": "Алма Есенова",
        "from_on": "2026-11-23",
        **posts,
    }
    assert (await house.post(path, data=sent)).status_code == 303
    assert "Алма Есенова" in [each.holder_name for each in await appointments_in(as_(), district.id)]
    assert (await house.post(path, data=sent)).status_code == 409
    ended = await house.post(f"/en/console/staff/{person.group(1)}/end-sessions")
    assert ended.status_code == 303
