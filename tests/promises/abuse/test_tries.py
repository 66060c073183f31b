"""Limits at the doors: nobody lends himself an address, nobody guesses a code, nobody learns who is known here."""

from __future__ import annotations

import re
from uuid import UUID

import pytest

from hearing_state.db import value
from hearing_state.people import queries as people
from tests.agencies.country import mapped
from tests.people.signing_in import AIGUL, signed_in, wrong

FORGED = (
    {"x-forwarded-for": "198.51.100.%d"},
    {"forwarded": "for=198.51.100.%d"},
    {"x-real-ip": "198.51.100.%d"},
    {"x-forwarded-for": "198.51.100.%d, 203.0.113.7", "true-client-ip": "198.51.100.%d"},
    {"cf-connecting-ip": "198.51.100.%d", "x-client-ip": "198.51.100.%d"},
)
CALLER_BURST = 20
TRIES = 5


async def _page(client, contact: str, **headers: str):
    return await client.post("/en/sign-in", data={"contact": contact}, headers=headers)


@pytest.mark.parametrize("forged", FORGED)
async def test_a_forged_address_lifts_no_limit(client, forged):
    """Twenty letters from one caller, whatever he writes into the headers; then no more."""
    answers = []
    for number in range(CALLER_BURST + 2):
        headers = {name: text.replace("%d", str(number)) for name, text in forged.items()}
        answers.append((await _page(client, f"person{number}@example.kz", **headers)).status_code)
    assert answers == [303] * CALLER_BURST + [429] * 2


@pytest.mark.parametrize("forged", FORGED[:1])
async def test_behind_our_own_proxy_what_the_caller_wrote_before_it_counts_for_nothing(db, tmp_path, forged):
    from tests.support.app import whole_app
    from tests.support.contexts import settings_for_tests

    async with whole_app(db, settings_for_tests(tmp_path, trusted_hops=1)) as client:
        answers = []
        for number in range(CALLER_BURST + 1):
            chain = f"198.51.100.{number}, 192.0.2.9"
            answers.append(
                (await _page(client, f"p{number}@example.kz", **{"x-forwarded-for": chain})).status_code
            )
        assert answers == [303] * CALLER_BURST + [429]
        assert (
            await _page(client, "p@example.kz", **{"x-forwarded-for": "192.0.2.9, 192.0.2.10"})
        ).status_code == 303


async def test_a_code_has_five_tries_and_then_not_even_the_right_one_is_taken(client, as_):
    await _page(client, AIGUL)
    code_id = UUID(str(await value("SELECT id FROM people_login_code ORDER BY id DESC LIMIT 1")))
    code = (await people.code_letter(as_("system"), code_id)).code
    tried = [
        (await client.post("/en/sign-in/code", data={"code": wrong(code)})).status_code for _ in range(TRIES)
    ]
    assert tried == [422] * TRIES
    assert (await client.post("/en/sign-in/code", data={"code": code})).status_code == 429
    assert "hs_session" not in client.cookies


async def test_the_fifth_try_may_still_be_right_and_a_code_works_once(client, as_):
    await _page(client, AIGUL)
    ticket = client.cookies["hs_ticket"]
    code_id = UUID(str(await value("SELECT id FROM people_login_code ORDER BY id DESC LIMIT 1")))
    code = (await people.code_letter(as_("system"), code_id)).code
    for _ in range(TRIES - 1):
        await client.post("/en/sign-in/code", data={"code": wrong(code)})
    assert (await client.post("/en/sign-in/code", data={"code": code})).status_code == 303
    client.cookies.clear()
    client.cookies.set("hs_ticket", ticket)
    assert (await client.post("/en/sign-in/code", data={"code": code})).status_code in (422, 429)
    assert "hs_session" not in client.cookies


def _told(answer) -> tuple[int, list[tuple[str, str]], bytes]:
    """The answer without what is new every time."""
    headers = sorted(
        (n, re.sub(r"hs_(ticket|browser)=[^;]+", "", v))
        for n, v in answer.headers.items()
        if n != "content-length"
    )
    return answer.status_code, headers, re.sub(rb'value="[\w-]{40,70}"', b"", answer.content)


async def test_who_is_known_here_is_told_to_nobody(client, as_):
    await signed_in(as_("visitor"), AIGUL)
    answers = []
    for contact in (AIGUL, "aidos@example.kz"):  # the page shows the first letter of what was typed
        client.cookies.clear()
        sent = await _page(client, contact)
        page = await client.get(sent.headers["location"])
        refused = await client.post("/en/sign-in/code", data={"code": "000000"})
        answers.append([_told(each) for each in (sent, page, refused)])
    assert answers[0] == answers[1]


async def test_staff_who_is_unknown_is_refused_like_staff_with_a_wrong_password(client, as_):
    from hearing_state.people import demo

    await mapped(as_("system"))
    await demo.load(as_("system"))
    told = []
    for name in ("moderator", "moderatox"):
        client.cookies.clear()
        answer = await client.post(
            "/en/console/sign-in", data={"user_name": name, "password": "wrong wrong wrong", "code": "000000"}
        )
        told.append((answer.status_code, re.sub(rb'moderato[rx]|value="[\w-]{40,70}"', b"", answer.content)))
    assert told[0] == told[1]
    assert told[0][0] == 422
