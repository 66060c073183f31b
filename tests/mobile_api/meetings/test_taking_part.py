"""Aigul registers for a meeting by her telephone; nobody else learns of it."""

from typing import Any

import pytest

from hearing_state.db import value
from tests.agencies.country import QARAAUYL
from tests.meetings.registration.hall import Hall
from tests.meetings.world import World

WISH = {"mode": "hall", "wishes": ["sign_language", "step_free"], "note": "Бірінші қатардан орын керек."}
POINT = {
    "name": "Мектеп залы",
    "address": "Мектеп көшесі 5",
    "place": QARAAUYL,
    "headcount": 40,
    "is_listed": True,
}


@pytest.fixture
async def at(here: World) -> str:
    """Where one registers for a hybrid meeting in a hall with one seat."""
    return f"/meetings/{(await Hall(here).meeting(seats=1)).ref}"


async def registered(phone: Any, at: str, who: dict[str, str], key: str = "k1", **more: Any) -> Any:
    answer = await phone.post(f"{at}/registrations", {**WISH, **more}, who, key)
    assert answer.status_code == 201, answer.text
    return answer.json()


async def rows() -> int:
    return int(await value("SELECT count(*) FROM registration_entry"))


async def test_a_seat_is_hers_once_however_often_the_line_breaks(phone, at, aigul):
    made = await registered(phone, at, aigul)
    assert (made["state"], made["waiting_place"]) == ("seated", 0)
    assert await registered(phone, at, aigul) == made
    assert await rows() == 1


async def test_another_wish_under_the_same_key_is_a_conflict(phone, at, aigul):
    await registered(phone, at, aigul)
    answer = await phone.post(f"{at}/registrations", {**WISH, "mode": "online"}, aigul, "k1")
    await phone.refused(answer, 409, "request_key_reused")


async def test_who_is_registered_already_reads_so_in_her_language(phone, at, aigul):
    await registered(phone, at, aigul)
    said = set()
    for language in ("kk", "ru", "en"):
        who = {**aigul, "accept-language": language}
        answer = await phone.post(f"{at}/registrations", WISH, who, f"again-{language}")
        assert answer.json()["reason"] == "registration.already"
        assert answer.status_code in {409, 422}
        said.add(answer.json()["title"])
    assert len(said) == 3


async def test_nobody_registers_without_a_key_or_an_account(phone, at, aigul):
    await phone.refused(await phone.post(f"{at}/registrations", WISH, aigul), 422, "api.key_missing")
    await phone.refused(await phone.post(f"{at}/registrations", WISH, None, "k"), 401, "sign_in_needed")
    assert await rows() == 0


async def test_in_a_full_hall_one_waits_and_the_seat_goes_to_who_waits_longest(phone, at, aigul, daulet):
    first = await registered(phone, at, aigul)
    second = await registered(phone, at, daulet)
    assert (second["state"], second["waiting_place"]) == ("waiting", 1)
    counts = (await phone.read(at))["taking_part"]
    assert (counts["free"], counts["hall"], counts["waiting"]) == (0, 1, 1)
    gone = await phone.delete(f"{at}/registrations/{first['registration']}", aigul)
    assert (gone.status_code, gone.content) == (204, b"")
    assert (await phone.read(f"{at}/registrations", daulet))[0]["state"] == "seated"
    again = await phone.delete(f"{at}/registrations/{first['registration']}", aigul)
    await phone.refused(again, 404, "registration.not_found")


async def test_she_changes_how_she_takes_part(phone, at, aigul):
    made = await registered(phone, at, aigul)
    one = f"{at}/registrations/{made['registration']}"
    answer = await phone.post(one, {"mode": "online", "wishes": ["captions"]}, aigul)
    assert (answer.status_code, answer.json()["registration"]) == (200, made["registration"])
    (own,) = await phone.read(f"{at}/registrations", aigul)
    assert (own["mode"], own["wishes"], own["note"], own["standing"]) == (
        "online",
        ["captions"],
        "",
        "online",
    )


async def test_a_registration_is_hers_alone(phone, at, aigul, daulet):
    made = await registered(phone, at, aigul)
    one = f"{at}/registrations/{made['registration']}"
    for answer in (
        await phone.get(f"{at}/registrations", daulet),
        await phone.post(one, {"mode": "online"}, daulet),
        await phone.delete(one, daulet),
    ):
        await phone.refused(answer, 404, "registration.not_found")
    for path in (f"{at}/registrations", "/me/meetings"):
        await phone.refused(await phone.get(path), 401, "sign_in_needed")
    public = (await phone.get(at)).text
    assert not any(word in public for word in ("Айгүл", "Сәтбаева", WISH["note"], made["registration"]))


async def test_her_meetings_come_with_how_to_join(phone, at, aigul, daulet):
    made = await registered(phone, at, aigul)
    mine = await phone.get("/me/meetings", aigul)
    assert mine.headers["cache-control"] == "no-store"
    (ahead,) = mine.json()["ahead"]
    assert ahead["registration"]["registration"] == made["registration"]
    assert f"/meetings/{ahead['meeting']['ref']}" == at
    assert (mine.json()["past"], mine.json()["next"]) == ([], None)
    assert (await phone.read("/me/meetings", daulet))["ahead"] == []


async def test_a_listening_point_waits_for_its_organiser_and_is_not_public_before(phone, at, aigul):
    answer = await phone.post(f"{at}/listening-points", POINT, aigul, "p")
    assert (answer.status_code, answer.json()["state"]) == (201, "asked")
    assert (await phone.post(f"{at}/listening-points", POINT, aigul, "p")).json() == answer.json()
    assert await rows() == 1
    assert (await phone.read(at))["taking_part"]["points"] == []
    (own,) = await phone.read(f"{at}/registrations", aigul)
    assert (own["kind"], own["point_name"], own["headcount"]) == ("point", POINT["name"], 40)
    twice = await phone.post(f"{at}/listening-points", POINT, aigul, "q")
    await phone.refused(twice, 422, "registration.point_already")


async def test_nobody_registers_before_the_announcement_or_for_what_there_is_not(phone, here, aigul):
    planned = await here.planned()
    answer = await phone.post(f"/meetings/{planned.ref}/registrations", {"mode": "online"}, aigul, "k")
    await phone.refused(answer, 409, "registration.not_announced")
    missing = await phone.post("/meetings/M-2026-999999/registrations", {"mode": "online"}, aigul, "k")
    await phone.refused(missing, 404, "meeting.not_found")
    wrong = await phone.post(f"/meetings/{planned.ref}/registrations", {"mode": "by_boat"}, aigul, "k")
    assert (wrong.status_code, wrong.json()["errors"][0]["field"]) == (422, "mode")
