"""What Aigul does from her telephone with a question after she has asked it; a neighbour only follows."""

from __future__ import annotations

import pytest

from hearing_state.db import value
from hearing_state.questions.actions.return_for_defects import ReturnForDefects, return_for_defects

MISSING = "Екінші тармаққа жауап жоқ: кім жауапты?"
ACTS = {
    "cure": {"text": MISSING},
    "withdraw": {},
    "rate": {"stars": 3},
    "unanswered": {"numbers": [1]},
    "follow-up": {"text": MISSING, "numbers": [1]},
    "make-private": None,
    "make-public": {"consent": True},
}


@pytest.fixture
async def neighbour(phone, here) -> dict[str, str]:
    return await phone.headers_of(here.visitor, here.head)


async def test_she_rates_the_answer_once_and_the_same_key_changes_nothing(phone, here, aigul):
    at = f"/questions/{await here.answered()}"
    assert {"rate", "mark", "follow_up"} <= set((await phone.read(at, aigul))["may"])
    wish = {"stars": 2, "remark": "Күні айтылмаған."}
    first = await phone.post(f"{at}/rate", wish, aigul, key="a")
    assert (first.status_code, first.json()["state"]) == (200, "rated")
    again = await phone.post(f"{at}/rate", wish, aigul, key="a")
    assert (again.status_code, again.json()) == (200, first.json())
    assert await value("SELECT array_agg(stars) FROM questions_rating") == [2]
    assert (await phone.post(f"{at}/rate", {"stars": 5}, aigul, key="b")).status_code == 409


async def test_she_marks_a_point_and_follows_up_once(phone, here, aigul):
    at = f"/questions/{await here.answered()}"
    assert (await phone.post(f"{at}/unanswered", {"numbers": [2]}, aigul)).status_code == 200
    assert [each["state"] for each in (await phone.read(at))["points"]] == [
        "answered",
        "unanswered",
        "answered",
    ]
    refused = await phone.post(f"{at}/follow-up", {"text": MISSING, "numbers": [9]}, aigul, key="a")
    assert await phone.refused(refused, 422, "question.no_such_point")
    asked = await phone.post(f"{at}/follow-up", {"text": MISSING}, aigul, key="b")
    assert (asked.status_code, asked.json()["state"]) == (200, "followed_up")
    shown = await phone.read(at, aigul)
    assert (shown["standing"]["due_on"], "follow_up" in shown["may"]) == ("2026-11-30", False)
    assert (await phone.post(f"{at}/follow-up", {"text": MISSING}, aigul, key="c")).status_code == 409


async def test_she_adds_what_was_missing(phone, here, aigul):
    ref = await here.taken()
    wish = ReturnForDefects(question=ref, defects=MISSING, until_on="2026-12-01")
    await return_for_defects(here.official, wish)
    assert "cure" in (await phone.read(f"/questions/{ref}", aigul))["may"]
    cured = await phone.post(f"/questions/{ref}/cure", {"text": MISSING}, aigul, key="a")
    assert cured.status_code == 200, cured.text
    assert (await phone.read(f"/questions/{ref}", aigul))["text"].endswith(MISSING)


async def test_she_hides_it_shows_it_again_and_takes_it_back(phone, here, aigul):
    at = f"/questions/{await here.published()}"
    assert (await phone.post(f"{at}/make-private", who=aigul)).status_code == 200
    assert not (await phone.read(at))["has_content"]
    refused = await phone.post(f"{at}/make-public", {}, aigul)
    assert await phone.refused(refused, 422, "question.consent_needed")
    assert (await phone.post(f"{at}/make-public", {"consent": True}, aigul)).status_code == 200
    taken_back = await phone.post(f"{at}/withdraw", {"reason": "Шешілді."}, aigul)
    assert (taken_back.status_code, taken_back.json()["state"]) == (200, "withdrawn")


async def test_a_neighbour_follows_and_stops(phone, here, neighbour):
    at = f"/questions/{await here.published()}"
    for _ in range(2):
        assert (await phone.post(f"{at}/follow", who=neighbour)).status_code == 204
    shown = await phone.read(at, neighbour)
    assert (shown["followers"], shown["is_followed"], shown["may"]) == (1, True, [])
    for _ in range(2):
        assert (await phone.delete(f"{at}/follow", neighbour)).status_code == 204
    assert (await phone.read(at, neighbour))["followers"] == 0


async def test_nobody_else_does_any_of_it(phone, here, neighbour):
    ref = await here.answered()
    for act, body in ACTS.items():
        answer = await phone.post(f"/questions/{ref}/{act}", body, neighbour, key=act)
        assert await phone.refused(answer, 404, "question.not_found")
        answer = await phone.post(f"/questions/{ref}/{act}", body, key=act)
        assert await phone.refused(answer, 401, "sign_in_needed")
    assert await value("SELECT state FROM questions_question WHERE ref = $1", ref) == "answered"
