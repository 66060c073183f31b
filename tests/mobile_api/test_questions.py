"""Aigul asks from her telephone, and everybody reads the answer."""

from typing import Any

import pytest

from hearing_state.agencies import queries as agencies
from hearing_state.db import value
from hearing_state.questions.actions.screen import Screen, screen
from tests.agencies.country import ALMATY, QARAAUYL, office
from tests.people.signing_in import AIGUL, signed_in
from tests.support.contexts import NOON

KEY = "c1b2a3"


@pytest.fixture
async def aigul(country, as_) -> dict[str, str]:
    """Her headers."""
    return {"authorization": f"Bearer {(await signed_in(as_('visitor'), AIGUL)).secret}"}


@pytest.fixture
async def question(country) -> dict[str, Any]:
    """What she wants to know."""
    return {
        "title": "Көпір қашан жөнделеді?",
        "text": "Ауыл көпірі екі жылдан бері сынып тұр. Жөндеу қашан басталатынын білгім келеді.",
        "points": ["Жөндеу қашан басталады?", "Кім жауап береді?"],
        "language": "kk",
        "place": QARAAUYL,
        "topic": (await agencies.topics(country))[0].key,
        "consent": True,
    }


def keyed(headers: dict[str, str], key: str = KEY) -> dict[str, str]:
    return {**headers, "idempotency-key": key}


@pytest.fixture
async def slip(api, aigul, question) -> dict[str, Any]:
    answer = await api.post("/api/v1/questions", json=question, headers=keyed(aigul))
    assert answer.status_code == 201, answer.text
    return answer.json()


@pytest.fixture
async def published(country, as_, slip) -> str:
    await screen(as_("moderator"), Screen(question=slip["ref"], verdict="publish"))
    return slip["ref"]


async def test_the_slip_comes_at_once_with_number_and_legal_day(slip, api):
    assert slip["ref"].startswith("Q-2026-")
    assert slip["registered_on"] == str(NOON.date())
    reckoned = await api.get(
        "/api/v1/calculator",
        params={"rule": "appeal.answer", "received_at": NOON.replace(tzinfo=None).isoformat()},
    )
    assert slip["due_on"] == reckoned.json()["due_on"]
    assert slip["source"] == "APPC 76(1)"


async def test_the_same_key_twice_asks_once_and_gives_the_same_slip(api, aigul, question, slip):
    again = await api.post("/api/v1/questions", json=question, headers=keyed(aigul))
    assert (again.status_code, again.json()) == (201, slip)
    assert await value("SELECT count(*) FROM questions_question") == 1


async def test_the_same_key_for_another_question_is_a_conflict(api, aigul, question, slip):
    other = {**question, "title": "Мектеп қашан ашылады?"}
    answer = await api.post("/api/v1/questions", json=other, headers=keyed(aigul))
    assert (answer.status_code, answer.json()["reason"]) == (409, "request_key_reused")
    assert answer.headers["content-type"] == "application/problem+json"


async def test_without_a_key_nothing_is_asked(api, aigul, question):
    for headers in (
        aigul,
        keyed(aigul, " "),
        keyed(aigul, "x" * 201),
        keyed(aigul, "a b"),
        keyed(aigul, "{}"),
    ):
        answer = await api.post("/api/v1/questions", json=question, headers=headers)
        assert answer.status_code == 422
        assert answer.json()["errors"][0]["field"] == "Idempotency-Key"
    assert await value("SELECT count(*) FROM questions_question") == 0


async def test_nobody_asks_without_signing_in(api, question):
    answer = await api.post("/api/v1/questions", json=question, headers=keyed({}))
    assert (answer.status_code, answer.json()["reason"]) == (401, "sign_in_needed")


async def test_publication_needs_consent_and_privacy_does_not(api, aigul, question):
    refused = await api.post(
        "/api/v1/questions", json={**question, "consent": False}, headers=keyed(aigul, "a")
    )
    assert (refused.status_code, refused.json()["reason"]) == (422, "question.consent_needed")
    private = {**question, "consent": False, "is_public": False}
    assert (await api.post("/api/v1/questions", json=private, headers=keyed(aigul, "b"))).status_code == 201


async def test_the_asker_may_correct_who_should_answer(api, aigul, question, country):
    asked = {"place": question["place"], "topic": question["topic"]}
    proposal = (await api.get("/api/v1/competent", params=asked)).json()
    assert proposal["why"]
    other = proposal["alternatives"][0]["slug"]
    answer = await api.post("/api/v1/questions", json={**question, "body": other}, headers=keyed(aigul))
    assert answer.json()["body"]["slug"] == other
    elsewhere = (await office(country, ALMATY)).slug
    refused = await api.post(
        "/api/v1/questions", json={**question, "body": elsewhere}, headers=keyed(aigul, "b")
    )
    assert (refused.status_code, refused.json()["reason"]) == (422, "question.wrong_body")


async def test_a_text_with_what_no_database_keeps_is_refused_by_name(api, aigul, question):
    answer = await api.post(
        "/api/v1/questions", json={**question, "points": ["ok?", "a\x00b"]}, headers=keyed(aigul)
    )
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "points")


async def test_everybody_reads_what_was_screened(api, aigul, published, question):
    shown = (await api.get(f"/api/v1/questions/{published}")).json()
    assert (shown["title"], shown["has_content"]) == (question["title"], True)
    assert [point["text"] for point in shown["points"]] == question["points"]
    assert shown["standing"]["state"] == "running"
    why = await api.get(f"/api/v1/deadlines/{shown['deadline']}")
    assert why.json()["deadline"]["about"] == published
    assert AIGUL not in str(shown)


async def test_before_screening_strangers_see_the_clock_alone(api, aigul, slip, question):
    stranger = (await api.get(f"/api/v1/questions/{slip['ref']}")).json()
    assert (stranger["has_content"], stranger["title"], stranger["text"]) == (False, "", "")
    assert stranger["standing"]["due_on"] == slip["due_on"]
    own = await api.get(f"/api/v1/questions/{slip['ref']}", headers=aigul)
    assert (own.json()["title"], own.json()["is_asker"]) == (question["title"], True)
    assert own.headers["cache-control"] == "private, no-cache"


async def test_she_finds_her_own(api, aigul, slip):
    mine = await api.get("/api/v1/me/questions", headers=aigul)
    assert [each["ref"] for each in mine.json()["asked"]] == [slip["ref"]]
    assert mine.headers["cache-control"] == "no-store"
    assert (await api.get("/api/v1/me/questions")).status_code == 401


@pytest.mark.parametrize(
    ("wanted", "is_found"),
    [
        ({}, True),
        ({"q": "көпір"}, True),
        ({"q": "стадион"}, False),
        ({"place": "103200000"}, True),
        ({"place": ALMATY}, False),
        ({"state": "open"}, True),
        ({"state": "answered"}, False),
        ({"overdue": "true"}, False),
        ({"language": "ru"}, False),
    ],
)
async def test_the_public_list_is_searched_and_narrowed(api, published, wanted, is_found):
    page = (await api.get("/api/v1/questions", params=wanted)).json()
    assert [each["ref"] for each in page["questions"]] == ([published] if is_found else [])
    assert (page["total"], page["next"]) == (int(is_found), None)


async def test_a_body_is_a_filter_too(api, published, slip):
    own = (await api.get("/api/v1/questions", params={"body": slip["body"]["slug"]})).json()
    assert own["total"] == 1
    assert (await api.get("/api/v1/questions", params={"body": "nobody"})).status_code == 404


async def test_who_asks_the_same_again_is_shown_the_first(api, published, question):
    wording = {
        "text": "Ауыл көпірі қашан жөнделеді?",
        **{k: question[k] for k in ("language", "place", "topic")},
    }
    near = await api.post("/api/v1/questions/near", json=wording)
    assert [each["question"]["ref"] for each in near.json()] == [published]


async def test_a_number_never_given_is_not_found(api):
    for ref in ("Q-2026-999999", "Q-1", "P-2026-000001"):
        assert (await api.get(f"/api/v1/questions/{ref}")).status_code == 404
