"""A telephone's tokens are short-lived and made anew; a stolen one ends the device; its owner sees and ends her devices."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from typing import Any

import pytest

from hearing_state.db import rows, value
from hearing_state.main import packages
from hearing_state.people import queries
from hearing_state.people.actions.refresh import Refresh, refresh
from hearing_state.people.person import RESIDENT_IDLE, TOKEN_LASTS, Step
from hearing_state.people.sessions import open_app_session, open_session
from tests.conftest import connected_here
from tests.mobile_api.test_people import newest_code
from tests.people.signing_in import AIGUL
from tests.questions.world import person
from tests.support import database
from tests.support.contexts import NOON, make_as, settings_for_tests

AT_ONCE = 12


@pytest.fixture
async def sign_in(api, country) -> Any:
    async def signed_in(name: str = "Айгүлдің телефоны") -> dict[str, str]:
        ticket = (await api.post("/api/v1/codes", json={"contact": AIGUL})).json()["ticket"]
        said = {"ticket": ticket, "code": await newest_code(country), "browser": name}
        answer = await api.post("/api/v1/codes/confirm", json=said)
        assert answer.status_code == 201, answer.text
        return answer.json()

    return signed_in


@pytest.fixture
def renew(api) -> Any:
    async def renewed(tokens: dict[str, str]) -> Any:
        return await api.post("/api/v1/session/renew", json={"refresh_token": tokens["refresh_token"]})

    return renewed


def bearing(tokens: dict[str, str]) -> dict[str, str]:
    return {"authorization": f"Bearer {tokens['token']}"}


async def is_good(api, tokens: dict[str, str]) -> bool:
    return (await api.get("/api/v1/me", headers=bearing(tokens))).status_code == 200


async def test_a_token_lasts_a_quarter_of_an_hour_and_is_made_anew(api, sign_in, renew):
    first = await sign_in()
    assert datetime.fromisoformat(first["token_until"]) == NOON + TOKEN_LASTS
    api.clock.put(NOON + TOKEN_LASTS - timedelta(seconds=1))
    assert await is_good(api, first)
    api.clock.put(NOON + TOKEN_LASTS)
    assert not await is_good(api, first)
    second = (await renew(first)).json()
    assert second.keys() == {"token", "token_until", "refresh_token"}
    assert await is_good(api, second)
    assert len({first["token"], first["refresh_token"], second["token"], second["refresh_token"]}) == 4
    assert await value("SELECT count(*) FROM people_session WHERE ended_at IS NULL") == 1


async def test_the_token_of_before_is_good_no_more(api, sign_in, renew):
    first = await sign_in()
    second = (await renew(first)).json()
    assert (await is_good(api, first), await is_good(api, second)) == (False, True)


async def test_a_refresh_token_shown_again_ends_the_whole_device(api, sign_in, renew):
    first = await sign_in()
    second = (await renew(first)).json()
    third = (await renew(second)).json()
    stolen = await renew(first)
    assert (stolen.status_code, stolen.json()["reason"]) == (401, "sign_in_needed")
    assert not await is_good(api, third)
    assert (await renew(third)).status_code == 401
    kinds = [
        each["kind"]
        for each in await rows("SELECT kind FROM ledger_entry WHERE kind LIKE 'people.token%' ORDER BY id")
    ]
    assert kinds == ["people.token_refreshed", "people.token_refreshed", "people.token_reused"]
    assert await value("SELECT count(*) FROM ledger_entry WHERE kind LIKE 'people.%' AND is_public") == 0


async def test_once_its_successor_signed_a_request_it_is_not_taken_again(api, sign_in, renew):
    first = await sign_in()
    second = (await renew(first)).json()
    api.clock.put(NOON + timedelta(minutes=2))
    assert await is_good(api, second)
    assert (await renew(first)).status_code == 401
    assert not await is_good(api, second)


async def test_a_first_use_within_the_minute_of_the_renewal_counts_for_ever(api, sign_in, renew):
    first = await sign_in()
    api.clock.put(NOON + timedelta(minutes=10))
    second = (await renew(first)).json()
    api.clock.put(NOON + timedelta(minutes=10, seconds=5))
    assert await is_good(api, second)
    api.clock.put(NOON + timedelta(days=3))
    assert (await renew(first)).status_code == 401
    assert (await renew(second)).status_code == 401


async def test_a_socket_that_stays_open_uses_no_token(api, sign_in, renew):
    """The answer was lost while she sits in a hall: its socket is looked at meanwhile, and she is not taken for a thief."""
    first = await sign_in()
    actor = await queries.identify(first["token"], NOON)
    assert actor is not None
    assert actor.session_id is not None
    await renew(first)  # lost on the way
    later = NOON + timedelta(minutes=3)
    assert actor.session_id in await queries.still_signed_in([actor.session_id], later)
    api.clock.put(later)
    again = await renew(first)
    assert again.status_code == 200
    api.clock.put(later + timedelta(seconds=1))
    assert await is_good(api, again.json())
    await queries.still_signed_in([actor.session_id], later + timedelta(minutes=2))
    assert await value("SELECT seen_at FROM people_session") == later + timedelta(minutes=2)


async def test_a_lost_answer_is_given_again_but_not_to_two(api, sign_in, renew):
    first = await sign_in()
    lost = (await renew(first)).json()
    again = await renew(first)
    assert again.status_code == 200
    assert (await is_good(api, lost), await is_good(api, again.json())) == (False, True)
    assert (await renew(lost)).status_code == 401  # so somebody has it who should not
    assert not await is_good(api, again.json())


async def test_a_device_sleeps_for_thirty_days_at_most(api, sign_in, renew):
    first = await sign_in()
    api.clock.put(NOON + RESIDENT_IDLE - timedelta(minutes=1))
    second = await renew(first)
    assert second.status_code == 200
    api.clock.put(NOON + RESIDENT_IDLE * 2)
    assert (await renew(second.json())).status_code == 401


async def test_she_sees_her_devices_and_ends_the_other(api, sign_in, renew):
    old, new = await sign_in("Ескі телефон"), await sign_in("Жаңа телефон")
    devices = (await api.get("/api/v1/me/devices", headers=bearing(new))).json()
    assert {each["name"]: (each["is_app"], each["is_this"]) for each in devices} == {
        "Ескі телефон": (True, False),
        "Жаңа телефон": (True, True),
    }
    other = next(each["id"] for each in devices if not each["is_this"])
    assert (await api.delete(f"/api/v1/me/devices/{other}")).status_code == 401
    assert (await api.delete(f"/api/v1/me/devices/{other}", headers=bearing(new))).status_code == 204
    assert (await is_good(api, old), (await renew(old)).status_code) == (False, 401)
    again = await api.delete(f"/api/v1/me/devices/{other}", headers=bearing(new))
    assert (again.status_code, again.json()["reason"]) == (404, "people.no_such_device")
    assert await is_good(api, new)


async def test_nobody_ends_the_device_of_another(api, sign_in, as_):
    own = await sign_in()
    device = (await api.get("/api/v1/me/devices", headers=bearing(own))).json()[0]["id"]
    stranger = await open_app_session(as_("visitor"), await person("Дәулет", "Жүнісов"), Step.CODE, "")
    headers = {"authorization": f"Bearer {stranger.token}"}
    assert (await api.delete(f"/api/v1/me/devices/{device}", headers=headers)).status_code == 404
    assert await is_good(api, own)


async def test_the_account_page_of_the_site_lists_and_ends_the_device(api, sign_in, as_, renew):
    tokens = await sign_in("Айгүлдің телефоны")
    site = await queries.identify(tokens["token"], NOON)
    assert site is not None
    api.cookies.set("hs_session", await open_session(as_("visitor"), site.person_id, Step.CODE, "Firefox"))
    page = (await api.get("/en/me")).text
    assert "Айгүлдің телефоны" in page
    assert "app on a telephone" in page
    assert page.index("this browser") < page.index("Айгүлдің телефоны")
    button = page.partition("End this session")[2].partition("</button>")[0]
    assert "Айгүлдің телефоны" in button  # which one, also where only the buttons are read out
    assert 'href="/en/my/petitions"' in page
    assert "sign out everywhere: here too" in page
    api.headers["origin"] = "http://house.test"
    done = await api.post("/en/me/sessions", data={"session": str(site.session_id)})
    assert done.status_code == 303
    assert (await is_good(api, tokens), (await renew(tokens)).status_code) == (False, 401)


async def test_she_names_herself_and_chooses_the_language_of_letters(api, sign_in):
    headers = bearing(await sign_in())
    said = {"given_name": "Айгүл", "family_name": "Сәтбаева"}
    assert (await api.post("/api/v1/me/name", json=said, headers=headers)).status_code == 204
    assert (
        await api.post("/api/v1/me/language", json={"language": "ru"}, headers=headers)
    ).status_code == 204
    account = (await api.get("/api/v1/me", headers=headers)).json()
    assert account == {
        **said,
        "language": "ru",
        "contacts": [{"channel": "email", "address": AIGUL, "is_confirmed": True}],
    }


@pytest.mark.parametrize("token", ["x" * 43, "x" * 20, "Я" * 30])
async def test_an_invented_refresh_token_opens_nothing(api, country, token):
    answer = await api.post("/api/v1/session/renew", json={"refresh_token": token})
    assert (answer.status_code, answer.json()["reason"]) == (401, "sign_in_needed")


async def test_of_many_renewals_at_once_one_is_good(tmp_path):
    packages.install()
    async with database.cloned() as url, connected_here(url):
        as_ = make_as(settings_for_tests(tmp_path, database_url=url))
        first = await open_app_session(as_("visitor"), await person("Айгүл", "Сәтбаева"), Step.CODE, "")
        wish = Refresh(refresh_token=first.refresh_token)
        made = await asyncio.gather(*(refresh(as_("visitor"), wish) for _ in range(AT_ONCE)))
        tokens = [each.token for each in made if each is not None]
        good = await queries.identify_all(tokens, NOON)
        assert (len(tokens), len(good)) == (AT_ONCE, 1)
        assert await value("SELECT count(*) FROM people_refresh_token WHERE ended_at IS NULL") == 1
        assert await value("SELECT count(*) FROM people_refresh_token") == AT_ONCE + 1
