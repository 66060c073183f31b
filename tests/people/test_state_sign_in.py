"""Signing in through the state's identity provider, against a real one: there, back, and only what it truly said."""

from __future__ import annotations

import base64
import hmac
import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet, RSAKey
from pydantic import SecretStr

from hearing_state.db import row, rows, value
from hearing_state.people import queries
from hearing_state.people.openid import provider
from hearing_state.people.openid.token import claims_in
from hearing_state.settings import Settings
from tests.people.test_pages import hidden, last_code
from tests.support.app import ORIGIN, HouseClient
from tests.support.contexts import NOON, AsRole, settings_for_tests
from tests.support.state_provider import CLIENT, SECRET, StateProvider, state_provider

DAULET, GULNAR = "990101000004", "880101000001"


@pytest.fixture(scope="module")
async def state() -> AsyncIterator[StateProvider]:
    async with state_provider(ORIGIN) as made:
        yield made


@pytest.fixture
def settings(state: StateProvider, tmp_path: Path) -> Settings:
    given = {
        "openid_issuer": state.issuer,
        "openid_client": CLIENT,
        "openid_secret": SecretStr(SECRET),
        "site_url": ORIGIN,
    }
    return settings_for_tests(tmp_path, **given)


@pytest.fixture
def house(client: HouseClient) -> HouseClient:
    """Tokens are made by the provider's clock, which is the true one."""
    client.clock.put(datetime.now(UTC))
    return client


async def went(
    house: HouseClient, state: StateProvider, number: str, path: str = "/kk/sign-in/state"
) -> dict[str, str]:
    """There and back: with what the provider sent her."""
    sent_off = await house.get(path)
    assert sent_off.status_code == 303
    asked = {name: found[0] for name, found in parse_qs(urlsplit(sent_off.headers["location"]).query).items()}
    assert (asked["code_challenge_method"], asked["response_type"]) == ("S256", "code")
    return await state.visited(sent_off.headers["location"], number)


async def came_in(house: HouseClient, answer: dict[str, str]):
    page = await house.get("/kk/sign-in/state/back", params=answer)
    assert page.status_code == 200
    sent = {name: hidden(page.text, name) for name in ("code", "state", "_csrf", "_once")}
    return await house.post("/kk/sign-in/state/back", data=sent)


async def test_she_comes_back_as_whom_the_state_knows(house: HouseClient, state: StateProvider) -> None:
    back = await went(house, state, DAULET, "/kk/sign-in/state?next=/kk/petitions")
    signed = await came_in(house, back)
    assert (signed.status_code, signed.headers["location"]) == (303, "/kk/petitions")
    (person,) = await rows(
        "SELECT given_name, family_name, iin_digest IS NOT NULL AS known FROM people_person"
    )
    assert (person["given_name"], person["family_name"], person["known"]) == ("Дәулет", "Жүнісов", True)
    actor = await queries.identify(house.cookies["hs_session"], house.clock.now())
    assert (actor.step, actor.human) == ("openid", actor.person_id)
    again = await came_in(house, await went(house, state, DAULET))
    assert again.status_code == 303
    assert await value("SELECT count(*) FROM people_person") == 1


async def test_what_is_left_out_of_the_token_is_asked_for(house: HouseClient, state: StateProvider) -> None:
    state.stop()
    await state.start(in_token=False)
    house.clock.advance(timedelta(seconds=15))  # it has new keys, and is not asked for them at every turn
    assert (await came_in(house, await went(house, state, DAULET))).status_code == 303
    state.stop()
    await state.start()


async def test_who_was_signed_in_by_a_code_keeps_her_account(
    house: HouseClient, state: StateProvider, as_: AsRole
) -> None:
    await house.post("/kk/sign-in", data={"contact": "daulet@example.kz"})
    await house.post("/kk/sign-in/code", data={"code": await last_code(as_)})
    before = await queries.identify(house.cookies["hs_session"], house.clock.now())
    await came_in(house, await went(house, state, DAULET))
    after = await queries.identify(house.cookies["hs_session"], house.clock.now())
    assert (before.person_id, before.step, after.step) == (after.person_id, "code", "openid")
    refused = await came_in(house, await went(house, state, GULNAR))  # the same account cannot be two people
    assert refused.status_code == 409
    assert await value("SELECT count(*) FROM people_person") == 1


async def test_an_answer_is_good_once_and_in_its_own_browser(
    house: HouseClient, state: StateProvider
) -> None:
    back = await went(house, state, DAULET)
    errand = house.cookies["hs_errand"]
    del house.cookies["hs_errand"]
    assert (await came_in(house, back)).status_code == 422
    house.cookies.set("hs_errand", errand)
    assert (await came_in(house, {**back, "state": "x" * 43})).status_code == 422
    house.cookies.set("hs_errand", errand)
    assert (await came_in(house, back)).status_code == 303
    house.cookies.set("hs_errand", errand)
    assert (await came_in(house, back)).status_code == 422  # the provider takes a code once
    assert await value("SELECT count(*) FROM people_session") == 1


async def test_an_answer_that_comes_too_late_is_refused(house: HouseClient, state: StateProvider) -> None:
    back = await went(house, state, DAULET)
    house.clock.advance(timedelta(minutes=11))
    assert (await came_in(house, back)).status_code == 422


async def test_another_provider_or_a_refusal_there_is_told(house: HouseClient, state: StateProvider) -> None:
    for query in (
        {"error": "access_denied", "state": "s"},
        {"code": "c", "state": "s", "iss": "http://elsewhere.kz"},
        {},
    ):
        assert (await house.get("/kk/sign-in/state/back", params=query)).status_code == 422


async def test_without_an_iin_nobody_is_signed_in(house: HouseClient, state: StateProvider) -> None:
    assert (await came_in(house, await went(house, state, "not-a-number"))).status_code == 422
    assert await row("SELECT 1 FROM people_person") is None


async def test_new_keys_of_the_provider_are_learnt(house: HouseClient, state: StateProvider) -> None:
    assert (await came_in(house, await went(house, state, DAULET))).status_code == 303
    state.stop()
    await state.start()  # with keys that nobody has seen
    house.clock.put(datetime.now(UTC))
    before = provider._known[state.issuer].keys
    house.clock.advance(timedelta(seconds=15))
    assert (await came_in(house, await went(house, state, DAULET))).status_code == 303
    assert provider._known[state.issuer].keys is not before


async def test_where_the_provider_is_away_that_is_told(house: HouseClient, state: StateProvider) -> None:
    back = await went(house, state, DAULET)
    state.stop()
    try:
        assert (await came_in(house, back)).status_code == 503
    finally:
        await state.start()


async def test_where_no_provider_is_set_there_is_no_such_page(db, tmp_path) -> None:
    from tests.support.app import whole_app

    async with whole_app(db, settings_for_tests(tmp_path)) as house:
        assert (await house.get("/kk/sign-in/state")).status_code == 404


KEY = RSAKey.generate_key(2048, {"kid": "one"})
GOOD = {
    "iss": "https://idp.kz",
    "aud": CLIENT,
    "sub": "s",
    "nonce": "n" * 43,
    "iat": NOON.timestamp(),
    "exp": NOON.timestamp() + 300,
    "acr": "high",
}


def held(claims: dict, *, header: dict | None = None, key=KEY) -> bool:
    house = settings_for_tests(
        Path("/nowhere"), openid_issuer="https://idp.kz", openid_client=CLIENT, openid_acr=("high",)
    )
    algorithms = ["RS256", "HS256"]
    token = jwt.encode(header or {"alg": "RS256", "kid": "one"}, claims, key, algorithms=algorithms)
    try:
        return claims_in(house, "n" * 43, token, KeySet([KEY]), NOON)["sub"] == "s"
    except (JoseError, ValueError):
        return False


def test_a_token_is_taken_for_us_now_and_for_this_errand_only() -> None:
    now = NOON.timestamp()
    assert held(GOOD)
    assert held({**GOOD, "aud": [CLIENT, "other"], "azp": CLIENT})
    for wrong in (
        {"iss": "https://idp.kz/"}, {"aud": "other"}, {"aud": [CLIENT, "other"]}, {"azp": "other"}, {"nonce": "m" * 43}, {"acr": "low"},
        {"exp": now - 61}, {"iat": now - 601}, {"iat": now + 61}, {"nbf": now + 61}, {"sub": ""}, {"exp": "tomorrow"}, {"iat": True},
    ):  # fmt: skip
        assert not held({**GOOD, **wrong}), wrong
    assert not held({name: told for name, told in GOOD.items() if name != "nonce"})


def by_hand(header: bytes, secret: bytes | None) -> str:
    parts = (header, json.dumps(GOOD).encode())
    signed = ".".join(base64.urlsafe_b64encode(each).rstrip(b"=").decode() for each in parts)
    seal = hmac.digest(secret, signed.encode(), "sha256") if secret else b""
    return f"{signed}.{base64.urlsafe_b64encode(seal).rstrip(b'=').decode()}"


def test_a_token_by_another_key_or_none_is_not_taken() -> None:
    assert not held(GOOD, key=RSAKey.generate_key(2048, {"kid": "one"}))
    house = settings_for_tests(Path("/nowhere"), openid_issuer="https://idp.kz", openid_client=CLIENT)
    for token in (
        by_hand(b'{"alg":"none","kid":"one"}', None),
        by_hand(b'{"alg":"HS256","kid":"one"}', KEY.as_pem(private=False)),
    ):
        with pytest.raises(JoseError):
            claims_in(house, "n" * 43, token, KeySet([KEY]), NOON)
