"""What an app reads of a live meeting's hall and does in it: the same as the page, for the same people."""

from __future__ import annotations

from typing import Any

import pytest

from hearing_state.db import value
from meetings.captions.actions.take import Take, take
from meetings.floor.actions.give_turn import GiveTurn, give_turn
from meetings.floor.actions.open_floor import OpenFloor, open_floor
from meetings.schedule.meeting import Meeting
from tests.agencies.country import QARAAUYL
from tests.meetings.world import World, at_moment

SEAT = {"place": QARAAUYL, "language": "kk", "consent": True}


@pytest.fixture
async def meeting(here: World, phone: Any) -> Meeting:
    """It goes on, and its queue is open."""
    found = await here.live()
    phone.put_clock(found.starts_at)
    await open_floor(at_moment(here.clerk, found.starts_at), OpenFloor(meeting=found.ref))
    return found


@pytest.fixture
def at(meeting: Meeting) -> str:
    return f"/meetings/{meeting.ref}/hall"


@pytest.fixture
async def aigul(phone: Any, here: World, meeting: Meeting) -> dict[str, str]:
    return await phone.headers_of(at_moment(here.visitor, meeting.starts_at), here.aigul)


@pytest.fixture
async def daulet(phone: Any, here: World, meeting: Meeting) -> dict[str, str]:
    return await phone.headers_of(at_moment(here.visitor, meeting.starts_at), here.daulet)


async def sits(phone: Any, at: str, who: dict[str, str], **more: Any) -> str:
    answer = await phone.post(f"{at}/seat", {**SEAT, **more}, who)
    assert answer.status_code == 200, answer.text
    return str(answer.json()["seat"])


async def test_everybody_reads_the_hall_and_nobody_anothers_seat(phone, at, meeting, aigul):
    await sits(phone, at, aigul)
    shown = await phone.get(at)
    assert shown.headers["cache-control"] == "no-store"
    told = shown.json()
    assert (told["mine"], told["queue"]["present"], told["queue"]["floor"]) == (None, 1, None)
    assert told["ways"] == {
        "socket": "/live",
        "broadcast_socket": f"/broadcast/{meeting.ref}",
        "broadcast_hls": f"/broadcast/{meeting.ref}/live.m3u8",
        "broadcast_captioned": f"/broadcast/{meeting.ref}/captioned.m3u8",
    }
    assert [each["channel"] for each in told["queue"]["channels"]] == ["floor", "kk", "ru", "en"]
    assert "Сәтбаева" not in shown.text


async def test_before_its_hour_there_is_no_way_in(phone, here):
    ahead = await here.announced("2026-12-20")
    told = await phone.read(f"/meetings/{ahead.ref}/hall")
    assert (told["queue"], set(told["ways"].values())) == (None, {None})
    answer = await phone.post(f"/meetings/{ahead.ref}/hall/ticket", {"agrees": True})
    await phone.refused(answer, 409, "live.not_open")
    await phone.refused(await phone.get("/meetings/M-2026-999999/hall"), 404, "meeting.not_found")


async def test_her_seat_is_one_however_often_she_comes_and_her_place_is_told(phone, at, aigul, daulet):
    seat = await sits(phone, at, aigul)
    assert await sits(phone, at, aigul, language="ru") == seat
    await sits(phone, at, daulet)
    for who in (aigul, daulet, aigul):
        assert (await phone.post(f"{at}/hand", {}, who)).status_code == 204
    first, second = [(await phone.read(at, who))["mine"] for who in (aigul, daulet)]
    assert {first["hand"]["place"], second["hand"]["place"]} == {1, 2}
    assert first["language"] == "ru"
    assert first["hand"]["why"] != ""
    queue = (await phone.read(at))["queue"]
    assert [each["place"] for each in queue["queue"]] == [1, 2]
    assert queue["queue"][0]["expected_at"] < queue["queue"][1]["expected_at"]
    assert (await phone.delete(f"{at}/hand", aigul)).status_code == 204
    assert (await phone.delete(f"{at}/hand", aigul)).status_code == 204
    assert (await phone.read(at, aigul))["mine"]["hand"] is None


async def test_without_consent_one_takes_part_in_writing_alone(phone, at, aigul):
    await sits(phone, at, aigul, consent=False)
    await phone.refused(await phone.post(f"{at}/hand", {}, aigul), 409, "hall.consent_needed")
    assert (await phone.read(at, aigul))["mine"]["has_consented"] is False


async def test_who_has_not_come_in_or_signed_in_has_no_hand(phone, at, aigul):
    await phone.refused(await phone.post(f"{at}/hand", {}, aigul), 409, "hall.enter_first")
    await phone.refused(await phone.delete(f"{at}/seat", aigul), 409, "hall.enter_first")
    for answer in (
        await phone.post(f"{at}/seat", SEAT),
        await phone.post(f"{at}/hand", {}),
        await phone.delete(f"{at}/turn"),
    ):
        await phone.refused(answer, 401, "sign_in_needed")


async def test_nobody_ends_anothers_turn(phone, at, here, meeting, aigul, daulet):
    for who in (aigul, daulet):
        await sits(phone, at, who)
    await phone.post(f"{at}/hand", {}, aigul)
    await give_turn(at_moment(here.clerk, meeting.starts_at), GiveTurn(meeting=meeting.ref))
    assert (await phone.delete(f"{at}/turn", daulet)).status_code == 403
    told = await phone.read(at, aigul)
    assert (told["mine"]["has_floor"], told["queue"]["floor"]["kind"]) == (True, "hand")
    assert (await phone.delete(f"{at}/turn", aigul)).status_code == 204
    assert (await phone.read(at, aigul))["queue"]["floor"] is None


async def test_a_ticket_is_for_its_person_and_a_guest_agrees_first(phone, at, here, aigul):
    hers = await phone.post(f"{at}/ticket", {}, aigul)
    assert (hers.status_code, hers.headers["cache-control"]) == (201, "no-store")
    assert (hers.json()["socket"], hers.json()["version"], hers.json()["seconds"]) == ("/live", 1, 60)
    await phone.refused(await phone.post(f"{at}/ticket", {}), 422, "live.consent_needed")
    guest = await phone.post(f"{at}/ticket", {"agrees": True})
    assert guest.json()["ticket"] != hers.json()["ticket"]
    whose = "SELECT count(*) FROM live_ticket WHERE person_id IS NOT DISTINCT FROM $1"
    assert (await value(whose, here.aigul), await value(whose, None)) == (1, 1)
    assert await value("SELECT count(*) FROM live_ticket WHERE session_id IS NOT NULL") == 1


async def test_a_listening_point_gives_each_voice_a_hand_once(phone, at, aigul, daulet):
    voice = {"name": "Сәуле Ахметова", "consent": True}
    await sits(phone, at, daulet)
    await phone.refused(await phone.post(f"{at}/voices", voice, daulet, "k"), 409, "hall.no_point")
    await sits(phone, at, aigul, channel="point")
    await phone.refused(await phone.post(f"{at}/voices", voice, aigul), 422, "api.key_missing")
    made = await phone.post(f"{at}/voices", voice, aigul, "k1")
    assert (await phone.post(f"{at}/voices", voice, aigul, "k1")).json() == made.json()
    seat = made.json()["seat"]
    assert (await phone.post(f"{at}/hand", {"voice": seat}, aigul)).status_code == 204
    (own,) = (await phone.read(at, aigul))["mine"]["voices"]
    assert (own["seat"], own["name"], own["hand"]) == (seat, "Сәуле А.", True)
    await phone.refused(await phone.post(f"{at}/hand", {"voice": seat}, daulet), 404, "hall.no_such_seat")
    gone = await phone.client.delete(f"/api/v1{at}/hand", params={"voice": seat}, headers=aigul)
    assert gone.status_code == 204
    assert (await phone.read(at, aigul))["mine"]["voices"][0]["hand"] is False


async def test_captions_come_as_a_ticker_and_cost_nothing_while_nothing_is_said(phone, at, here, meeting):
    newest = f"{at.removesuffix('/hall')}/captions/kk/newest"
    assert await phone.read(newest) == {"is_live": True, "lines": []}
    first = await phone.get(newest)
    again = await phone.get(newest, {"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    said = Take(meeting=meeting.ref, language="kk", text="Жарық келер аптада жөнделеді.")
    await take(at_moment(here.system, meeting.starts_at), said)
    (line,) = (await phone.read(newest))["lines"]
    assert (line["text"], line["machine"]) == (said.text, True)
    await phone.refused(await phone.get(newest.replace("/kk/", "/de/")), 404, "not_found")
