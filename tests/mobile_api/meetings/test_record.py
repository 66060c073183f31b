"""After a meeting: minutes, results and polls on a telephone; before it, nothing that is not published."""

from typing import Any

import pytest

from hearing_state.db import value
from meetings.record.actions.close_poll import ClosePoll, close_poll
from meetings.record.actions.open_poll import Offered, OpenPoll, open_poll
from meetings.schedule import queries as schedule
from tests.meetings.record.room import Room
from tests.meetings.world import World

OPTIONS = (Offered(text_kk="Иә", text_ru="Да"), Offered(text_kk="Жоқ", text_ru="Нет"))


@pytest.fixture
def room(here: World) -> Room:
    return Room(here)


@pytest.fixture
async def poll(phone: Any, room: Room) -> str:
    """The address of an open poll."""
    meeting = await room.world.live()
    wish = OpenPoll(
        meeting=meeting.ref, title_kk="Жарық керек пе?", title_ru="Нужен ли свет?", options=OPTIONS
    )
    await open_poll(room.after(room.clerk, meeting, minutes=5), wish)
    return f"/meetings/{meeting.ref}/polls/1"


async def test_what_is_written_is_not_read_before_it_is_published(phone, room):
    meeting = await room.world.held()
    await room.work(meeting.ends_at)
    await room.proposed(meeting)
    minutes = await phone.read(f"/meetings/{meeting.ref}/minutes")
    assert (minutes["minutes"], minutes["versions"]) == (None, [])
    assert minutes["owed"]["standing"]["due_on"] == "2026-12-25"
    results = await phone.read(f"/meetings/{meeting.ref}/results")
    assert (results["is_published"], results["issues"], results["plan"]) == (False, [], [])
    assert (await phone.get(f"/meetings/{meeting.ref}/minutes", version=1)).status_code == 404


async def test_published_minutes_come_in_both_languages_with_their_digest(phone, room):
    meeting = await room.world.held()
    await room.work(meeting.ends_at)
    promise = await room.promise(meeting)
    made = await room.published(meeting)
    found = await phone.read(f"/meetings/{meeting.ref}/minutes", {"accept-language": "ru"})
    minutes = found["minutes"]
    assert (minutes["version"], minutes["digest"]) == (1, made.digest)
    assert [each["version"] for each in found["versions"]] == [1]
    first = minutes["sections"][0]
    assert first["section"] == "meeting"
    assert first["text"]["kk"] != first["text"]["ru"]
    assert first["heading"]["kk"] != first["heading"]["ru"] == first["heading"]["here"]
    assert "Бауыржан Омаров" in minutes["approved_by"]["kk"]
    assert await phone.read(f"/meetings/{meeting.ref}/minutes", version=1)
    results = await phone.read(f"/meetings/{meeting.ref}/results")
    assert results["is_published"] is True
    assert [each["ref"] for each in results["plan"]] == [promise]
    assert results["owed"]["standing"]["state"] == "kept"
    why = await phone.read(f"/deadlines/{results['owed']['deadline']}")
    assert why["deadline"]["about"] == meeting.ref


async def test_the_agenda_comes_with_its_hours_and_the_reports_share(phone, room):
    meeting = await room.world.announced()
    await room.agenda(meeting)
    found = await phone.read(f"/meetings/{meeting.ref}/record")
    assert [each["kind"] for each in found["agenda"]] == ["opening", "report", "questions", "closing"]
    assert found["agenda"][1]["title"]["ru"] == "Отчёт акима"
    assert found["report_planned"] == {"percent": 22.2, "limit_percent": 25, "is_over": False}
    assert (found["report_actual"], found["took_part"], found["polls"]) == (None, None, [])


async def test_a_resident_votes_once_and_may_choose_anew(phone, poll, aigul):
    before = await phone.read(poll, aigul)
    assert (before["may_vote"], before["own_option"], before["poll"]["is_open"]) == (True, None, True)
    for option in (1, 2):
        answer = await phone.post(f"{poll}/vote", {"option": option}, aigul)
        assert (answer.status_code, answer.content) == (204, b"")
    assert await value("SELECT count(*) FROM record_poll_vote") == 1
    assert (await phone.read(poll, aigul))["own_option"] == 2


async def test_how_an_open_poll_stands_is_told_to_nobody(phone, poll, aigul, daulet):
    await phone.post(f"{poll}/vote", {"option": 1}, aigul)
    shown = await phone.read(poll, daulet)
    assert shown["own_option"] is None
    assert shown["poll"]["votes"] is None
    assert [each["people"] for each in shown["poll"]["options"]] == [None, None]


async def test_guests_are_counted_apart_and_a_closed_poll_takes_no_vote(phone, room, poll, aigul):
    await phone.post(f"{poll}/vote", {"option": 1}, aigul)
    assert (await phone.post(f"{poll}/vote", {"option": 2})).status_code == 204
    ref = poll.split("/")[2]
    meeting = await schedule.meeting(room.clerk, ref)
    clerk = room.after(room.clerk, meeting, minutes=9)
    await close_poll(clerk, ClosePoll(meeting=ref, poll=1))
    phone.put_clock(meeting.starts_at, minutes=10)
    shown = (await phone.read(poll))["poll"]
    assert [(each["people"], each["guests"]) for each in shown["options"]] == [(1, 0), (0, 1)]
    assert shown["votes"] == 2
    await phone.refused(await phone.post(f"{poll}/vote", {"option": 1}), 409, "poll.closed")


async def test_what_is_no_option_or_no_poll(phone, poll, aigul):
    await phone.refused(await phone.post(f"{poll}/vote", {"option": 3}, aigul), 422, "field_not_offered")
    assert (await phone.get(poll.replace("/polls/1", "/polls/2"))).status_code == 404
    assert (await phone.get(poll.replace("/polls/1", "/polls/x"))).status_code == 404
    for page in ("record", "minutes", "results"):
        assert (await phone.get(f"/meetings/M-2026-999999/{page}")).status_code == 404
