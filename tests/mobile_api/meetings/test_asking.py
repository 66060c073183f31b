"""Aigul asks ahead by her telephone, a guest supports, and everybody reads the published order."""

from typing import Any

import pytest

from hearing_state.db import value
from meetings.asking.actions.mark_not_reached import MarkNotReached, mark_not_reached
from tests.agencies.country import ALMATY
from tests.meetings.asking.list_of import (
    LIGHT_KK,
    LIGHT_RU,
    OTHER_SECRET,
    ROAD_KK,
    SECRET,
    WATER_KK,
    ListOf,
    list_of,
)
from tests.meetings.world import World

ASKED = {"text": LIGHT_KK, "language": "kk", "topic": "street_lighting"}


@pytest.fixture
async def ahead(here: World) -> ListOf:
    return await list_of(here)


@pytest.fixture
def at(ahead: ListOf) -> str:
    """The address of the list."""
    return f"/meetings/{ahead.meeting.ref}/questions"


async def asked(phone: Any, at: str, who: dict[str, str] | None, key: str = "k1", **more: Any) -> Any:
    answer = await phone.post(at, {**ASKED, **more}, who, key)
    assert answer.status_code == 201, answer.text
    return answer.json()


async def count() -> int:
    return int(await value("SELECT count(*) FROM asking_question"))


def numbers(page: Any) -> list[str]:
    return [each["question"]["ref"] for each in page["lines"]]


async def test_the_slip_comes_once_however_often_the_line_breaks(phone, at, aigul):
    slip = await asked(phone, at, aigul)
    assert slip["ref"].startswith("Q-2026-")
    assert await asked(phone, at, aigul) == slip
    assert await count() == 1
    other = await phone.post(at, {**ASKED, "text": ROAD_KK}, aigul, "k1")
    await phone.refused(other, 409, "request_key_reused")
    await phone.refused(await phone.post(at, ASKED, aigul), 422, "api.key_missing")


async def test_before_a_moderator_has_read_it_strangers_see_no_word(phone, at, ahead, aigul, daulet):
    slip = await asked(phone, at, aigul, is_named=True)
    one = f"{at}/{slip['ref']}"
    own = await phone.read(one, aigul)
    assert (own["question"]["text"], own["question"]["is_own"]) == (LIGHT_KK, True)
    for who in (None, daulet):
        answer = await phone.get(one, who)
        question = answer.json()["question"]
        assert (question["text"], question["has_content"], question["is_own"]) == ("", False, False)
        assert "Айгүл" not in answer.text
    page = await phone.read(at)
    assert (page["lines"], page["counts"]["waiting"]) == ([], 1)
    await ahead.publish(slip["ref"])
    shown = await phone.get(one)
    assert shown.json()["question"]["asker"].startswith("Айгүл С.")
    assert "Сәтбаева" not in shown.text
    assert shown.json()["meeting"]["ref"] == ahead.meeting.ref


async def test_who_does_not_want_to_be_named_is_not(phone, at, ahead, aigul):
    slip = await asked(phone, at, aigul)
    await ahead.publish(slip["ref"])
    shown = await phone.get(f"{at}/{slip['ref']}")
    assert shown.json()["question"]["asker"].startswith("a resident: ")
    assert "Айгүл" not in shown.text


async def test_the_list_stands_in_the_published_order_with_its_rule(phone, at, ahead):
    first = await ahead.published(text=LIGHT_KK)
    second = await ahead.published(ahead.world.daulet, ROAD_KK)
    await ahead.crowd(second, 3)
    page = await phone.read(at)
    assert numbers(page) == await ahead.order() == [second, first]
    assert [(each["number"], each["supporters"]) for each in page["lines"]] == [(1, 4), (2, 1)]
    assert (page["total"], page["next"], page["counts"]["open"]) == (2, None, 2)
    assert page["rule"][1].startswith("Among equals")
    in_kazakh = await phone.read(at, {"accept-language": "kk"})
    assert not set(in_kazakh["rule"]) & set(page["rule"])
    assert numbers(await phone.read(at, tab="answered")) == []
    assert (await phone.get(at, tab="loudest")).status_code == 422


async def test_a_residents_support_counts_in_the_order_and_a_guests_apart(phone, at, ahead, daulet):
    first = await ahead.published(text=LIGHT_KK)
    one = f"{at}/{first}"
    assert (await phone.post(f"{one}/support", {}, daulet)).json() == {"ref": first, "is_new": True}
    assert (await phone.post(f"{one}/support", {}, daulet)).json() == {"ref": first, "is_new": False}
    assert (await phone.post(f"{one}/support", {"guest": SECRET})).json()["is_new"] is True
    (line,) = (await phone.read(at, daulet))["lines"]
    assert (line["supporters"], line["guests"], line["is_supported"]) == (2, 1, True)
    assert (await phone.read(at))["lines"][0]["is_supported"] is False
    assert (await phone.post(f"{one}/unsupport", {}, daulet)).json()["is_new"] is True
    assert (await phone.post(f"{one}/unsupport", {"guest": SECRET})).json()["is_new"] is True
    (line,) = (await phone.read(at))["lines"]
    assert (line["supporters"], line["guests"]) == (1, 0)


async def test_without_an_account_or_a_word_of_its_own_nobody_is_counted(phone, at, ahead):
    first = await ahead.published(text=LIGHT_KK)
    await phone.refused(await phone.post(f"{at}/{first}/support", {}), 422, "ahead.person_needed")
    await phone.refused(await phone.post(at, ASKED, None, "k"), 422, "ahead.person_needed")
    short = await phone.post(f"{at}/{first}/support", {"guest": "guess"})
    assert (short.status_code, short.json()["errors"][0]["field"]) == (422, "guest")


async def test_a_guest_asks_one_question_and_takes_it_back_with_the_same_word(phone, at, ahead):
    slip = await asked(phone, at, None, guest=SECRET)
    again = await phone.post(at, {**ASKED, "text": ROAD_KK, "guest": SECRET}, None, "k2")
    await phone.refused(again, 409, "ahead.guest_asked_already")
    one = f"{at}/{slip['ref']}"
    theirs = await phone.post(f"{one}/withdraw", {"guest": OTHER_SECRET})
    await phone.refused(theirs, 404, "ahead.not_found")
    done = await phone.post(f"{one}/withdraw", {"guest": SECRET})
    assert (done.status_code, done.json()["state"]) == (200, "withdrawn")


async def test_only_the_asker_takes_a_question_back_and_its_words_are_gone(phone, at, ahead, aigul, daulet):
    ref = await ahead.published(text=LIGHT_KK)
    one = f"{at}/{ref}"
    for who in (None, daulet):
        await phone.refused(await phone.post(f"{one}/withdraw", {}, who), 404, "ahead.not_found")
    assert (await phone.post(f"{one}/withdraw", {}, aigul)).json()["state"] == "withdrawn"
    assert LIGHT_KK not in (await phone.get(one)).text
    assert numbers(await phone.read(at)) == []


async def test_what_asks_the_same_in_another_language_is_found_before_asking(phone, at, ahead):
    ref = await ahead.published(text=LIGHT_KK)
    near = f"/meetings/{ahead.meeting.ref}/near"
    found = await phone.post(near, {"text": LIGHT_RU, "language": "ru", "topic": "street_lighting"})
    assert [each["line"]["question"]["ref"] for each in found.json()] == [ref]
    other = await phone.post(near, {"text": WATER_KK, "language": "kk", "topic": "roads"})
    assert (other.status_code, other.json()) == (200, [])


async def test_an_asker_says_that_hers_is_another_question(phone, at, ahead, daulet):
    lead = await ahead.published(text=LIGHT_KK)
    other = await ahead.published(ahead.world.daulet, LIGHT_RU, language="ru")
    await ahead.bundle(lead, other)
    assert len((await phone.read(at))["lines"]) == 1
    done = await phone.post(f"{at}/{other}/not-mine", {}, daulet)
    assert (done.status_code, done.json()["state"]) == (200, "asked")
    assert sorted(numbers(await phone.read(at))) == sorted([lead, other])
    again = await phone.post(f"{at}/{other}/not-mine", {}, daulet)
    await phone.refused(again, 409, "ahead.not_bundled")


async def test_what_had_no_turn_is_answered_in_writing_if_its_asker_wants(phone, at, ahead, aigul, daulet):
    ref = await ahead.published(text=LIGHT_KK)
    one = f"{at}/{ref}"
    await phone.refused(await phone.post(f"{one}/in-writing", None, aigul), 409, "ahead.not_in_this_state")
    await ahead.begin()
    await ahead.end()
    await mark_not_reached(ahead.afterwards, MarkNotReached(meeting=ahead.meeting.ref))
    phone.put_clock(ahead.meeting.ends_at, hours=1)
    who = await phone.headers_of(ahead.who(ahead.world.aigul, ahead.meeting.ends_at), ahead.world.aigul)
    neighbour = await phone.headers_of(
        ahead.who(ahead.world.daulet, ahead.meeting.ends_at), ahead.world.daulet
    )
    await phone.refused(await phone.post(f"{one}/in-writing", None, neighbour), 404, "ahead.not_found")
    done = await phone.post(f"{one}/in-writing", None, who)
    assert (done.status_code, done.json()["state"]) == (200, "taken_away")
    assert (await phone.read(one))["question"]["taken_ref"] == ref
    written = await phone.read(f"/questions/{ref}")
    assert written["standing"]["state"] == "running"


async def test_her_questions_are_listed_for_her(phone, at, ahead, aigul, daulet):
    slip = await asked(phone, at, aigul)
    mine = await phone.read("/me/meeting-questions", aigul)
    assert [each["question"]["ref"] for each in mine["questions"]] == [slip["ref"]]
    assert mine["questions"][0]["meeting"]["ref"] == ahead.meeting.ref
    assert (await phone.read("/me/meeting-questions", daulet))["questions"] == []
    await phone.refused(await phone.get("/me/meeting-questions"), 401, "sign_in_needed")


async def test_refusals_are_said_in_the_readers_language(phone, at, ahead, aigul):
    said = set()
    for language in ("kk", "ru", "en"):
        who = {**aigul, "accept-language": language}
        answer = await phone.post(at, {**ASKED, "place": ALMATY}, who, f"k-{language}")
        said.add(await phone.refused(answer, 422, "ahead.place_of_another"))
    assert len(said) == 3


async def test_a_question_of_another_meeting_or_of_none_is_not_found(phone, at, ahead, here):
    ref = await ahead.published(text=LIGHT_KK)
    other = await here.announced("2026-12-20")
    for path in (
        f"/meetings/{other.ref}/questions/{ref}",
        f"{at}/Q-2026-999999",
        f"{at}/M-2026-000001",
        "/meetings/M-2026-999999/questions",
    ):
        assert (await phone.get(path)).status_code == 404
    support = await phone.post(f"/meetings/{other.ref}/questions/{ref}/support", {"guest": SECRET})
    await phone.refused(support, 404, "ahead.not_found")
