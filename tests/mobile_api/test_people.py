"""Aigul signs in on her telephone."""

from uuid import UUID

import pytest

from hearing_state.db import value
from hearing_state.people import queries
from tests.people.signing_in import AIGUL, wrong


async def newest_code(country) -> str:
    code_id = UUID(str(await value("SELECT id FROM people_login_code ORDER BY id DESC LIMIT 1")))
    return (await queries.code_letter(country, code_id)).code


@pytest.fixture
async def ticket(api) -> str:
    answer = await api.post("/api/v1/codes", json={"contact": AIGUL})
    assert answer.status_code == 201
    assert answer.headers["cache-control"] == "no-store"
    return answer.json()["ticket"]


async def test_a_code_is_exchanged_for_a_token_that_ends_when_she_leaves(api, country, ticket):
    answer = await api.post(
        "/api/v1/codes/confirm", json={"ticket": ticket, "code": await newest_code(country)}
    )
    assert answer.status_code == 201
    assert answer.json()["is_new"] is True
    assert "set-cookie" not in answer.headers
    signed = {"authorization": f"Bearer {answer.json()['token']}"}

    known = await api.get("/api/v1/topics", headers=signed)
    assert (known.status_code, known.headers["cache-control"]) == (200, "private, no-cache")
    assert (await api.delete("/api/v1/session", headers=signed)).status_code == 204
    assert (await api.get("/api/v1/topics", headers=signed)).status_code == 401


async def test_a_cookie_is_no_token(api, country, ticket):
    token = (
        await api.post("/api/v1/codes/confirm", json={"ticket": ticket, "code": await newest_code(country)})
    ).json()["token"]
    api.cookies.set("hs_session", token)
    assert (await api.delete("/api/v1/session")).status_code == 401
    assert (
        await api.delete("/api/v1/session", headers={"authorization": f"Bearer {token}"})
    ).status_code == 204


async def test_an_app_from_another_origin_needs_no_form_proof(api):
    headers = {"origin": "capacitor://localhost", "sec-fetch-site": "cross-site"}
    assert (await api.post("/api/v1/codes", json={"contact": AIGUL}, headers=headers)).status_code == 201


async def test_a_wrong_code_is_refused_and_five_tries_are_all(api, country, ticket):
    said = {"ticket": ticket, "code": wrong(await newest_code(country))}
    answers = [await api.post("/api/v1/codes/confirm", json=said) for _ in range(6)]
    assert [answer.status_code for answer in answers] == [422] * 5 + [429]
    assert answers[0].json()["reason"] == "people.code_wrong"
    assert int(answers[5].headers["retry-after"]) > 0


@pytest.mark.parametrize(
    ("body", "kind", "status", "reason"),
    [
        (b'{"contact": "aigul@example.kz"}', "text/plain", 415, "api.not_json"),
        (b'{"contact": "aigul@example.kz"}', "", 415, "api.not_json"),
        (b"{", "application/json", 422, "api.body_not_understood"),
        (b"", "application/json", 422, "api.body_not_understood"),
        (b"\xff\xfe", "application/json", 422, "api.body_not_understood"),
        (b"[]", "application/json", 422, "field_not_understood"),
        (b"{}", "application/json; charset=utf-8", 422, "field_missing"),
        (b'{"contact": 8701}', "application/json", 422, "field_not_understood"),
        (b'{"contact": "aigul@example.kz", "colour": 1}', "application/json", 422, "api.unknown_parameter"),
        (b'{"contact": "ai\\u0000gul@example.kz"}', "application/json", 422, "field_not_understood"),
        (b'{"contact": "\\ud800@example.kz"}', "application/json", 422, "api.body_not_understood"),
        (b'{"contact": "nobody"}', "application/json", 422, "people.contact_not_understood"),
        (b'{"contact": "' + b"x" * 70_000 + b'"}', "application/json", 413, "body_too_large"),
    ],
)
async def test_a_body_that_cannot_be_taken(api, body, kind, status, reason):
    answer = await api.post("/api/v1/codes", content=body, headers={"content-type": kind})
    assert (answer.status_code, answer.json()["reason"]) == (status, reason)
    assert answer.headers["content-type"] == "application/problem+json"


async def test_a_body_without_an_announced_length_is_bounded_too(api):
    async def endless():
        for _ in range(200):
            yield b"x" * 1000

    answer = await api.post("/api/v1/codes", content=endless(), headers={"content-type": "application/json"})
    assert (answer.status_code, answer.json()["reason"]) == (413, "body_too_large")
