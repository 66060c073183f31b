"""Session cookies: out of reach of scripts and other sites, new at every sign-in, worthless after the end."""

from __future__ import annotations

from http.cookies import SimpleCookie
from uuid import UUID

import pytest

from hearing_state.db import value
from hearing_state.people import queries as people
from tests.people.signing_in import AIGUL, signed_in
from tests.support.app import whole_app
from tests.support.contexts import settings_for_tests


async def _sign_in(client, as_):
    await client.post("/en/sign-in", data={"contact": AIGUL})
    code_id = UUID(str(await value("SELECT id FROM people_login_code ORDER BY id DESC LIMIT 1")))
    code = (await people.code_letter(as_("system"), code_id)).code
    return await client.post("/en/sign-in/code", data={"code": code})


def _cookies(answer) -> SimpleCookie:
    jar = SimpleCookie()
    for line in answer.headers.get_list("set-cookie"):
        jar.load(line)
    return jar


@pytest.mark.parametrize("behind_tls", [False, True])
async def test_a_cookie_is_out_of_reach_of_scripts_and_of_other_sites(db, as_, tmp_path, behind_tls):
    async with whole_app(db, settings_for_tests(tmp_path, behind_tls=behind_tls)) as client:
        answers = [await client.get("/en/sign-in"), await client.post("/en/sign-in", data={"contact": AIGUL})]
        code_id = UUID(str(await value("SELECT id FROM people_login_code ORDER BY id DESC LIMIT 1")))
        code = (await people.code_letter(as_("system"), code_id)).code
        client.cookies.set("hs_ticket", _cookies(answers[1])["hs_ticket"].value)
        answers.append(await client.post("/en/sign-in/code", data={"code": code}))
        found = [morsel for answer in answers for morsel in _cookies(answer).values()]
        assert {morsel.key for morsel in found} >= {"hs_ticket", "hs_session"}
        for morsel in found:
            assert morsel["httponly"]
            assert morsel["samesite"] == "Lax"
            assert morsel["path"] == "/"
            assert not morsel["domain"]
            assert bool(morsel["secure"]) == behind_tls
        assert all(("strict-transport-security" in each.headers) == behind_tls for each in answers)


async def test_a_reader_gets_no_cookie(client):
    for path in ("/en/questions", "/en/places", "/en/deadlines", "/en/bodies", "/en/help"):
        assert "set-cookie" not in (await client.get(path)).headers


async def test_signing_in_makes_a_new_secret_and_ends_the_one_of_before(client, as_):
    first = _cookies(await _sign_in(client, as_))["hs_session"].value
    second = _cookies(await _sign_in(client, as_))["hs_session"].value
    assert first != second
    client.cookies.clear()
    client.cookies.set("hs_session", first)
    assert (await client.get("/en/me")).status_code == 303
    client.cookies.set("hs_session", second)
    assert (await client.get("/en/me")).status_code == 200


async def test_a_secret_that_somebody_planted_is_not_taken_over(client, as_):
    client.cookies.set("hs_session", "a" * 43)
    assert _cookies(await _sign_in(client, as_))["hs_session"].value != "a" * 43


async def test_after_signing_out_the_secret_opens_nothing(client, as_):
    secret = (await signed_in(as_("visitor"))).secret
    client.cookies.set("hs_session", secret)
    assert (await client.post("/en/sign-out", data={})).status_code == 303
    client.cookies.set("hs_session", secret)
    assert (await client.get("/en/me")).status_code == 303
    assert not await value(
        "SELECT 1 FROM people_session WHERE secret_digest = convert_to($1, 'UTF8')", secret
    )


async def test_what_is_somebodys_own_is_kept_in_no_cache(client, as_):
    client.cookies.set("hs_session", (await signed_in(as_("visitor"))).secret)
    for path in ("/en/me", "/en/my/questions", "/en/questions", "/en/me/notifications"):
        assert (await client.get(path)).headers["cache-control"] == "no-store", path
