"""Every letter of this room can be written in every language, by the post and as a short message; what old lists hold of people goes."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

import meetings.asking
from hearing_state.db import execute, row, rows, value
from hearing_state.notifications.letter import describe
from hearing_state.notifications.queries import intention
from hearing_state.notifications.wanted import still_wanted
from meetings.asking.actions.answer_on_the_spot import AnswerOnTheSpot, answer_on_the_spot
from meetings.asking.actions.forget import Forget, forget
from meetings.asking.actions.mark_not_reached import MarkNotReached, mark_not_reached
from meetings.asking.actions.take_away import TakeAway, take_away
from meetings.asking.actions.unsupport import Unsupport, unsupport
from tests.meetings.asking.list_of import LIGHT_KK, LIGHT_RU, ROAD_KK, SECRET, WATER_KK, ListOf, letters
from tests.meetings.registration.hall import resident
from tests.meetings.world import at_moment

ALL = {each.stem for each in (Path(meetings.asking.__file__).parent / "letters").glob("*.txt")} - {"about"}


def test_letters_say_which_law_owes_them_or_what_turns_them_off():
    for name in ALL:
        described = describe(f"meetings/asking/{name}")
        assert described.owed or described.kind == "following"


@pytest.mark.parametrize(("language", "word"), [("kk", "Кездесу"), ("ru", "Встреча"), ("en", "Meeting")])
async def test_each_letter_is_written_in_its_readers_language(ahead: ListOf, language: str, word: str):
    asker, twin, friend, other = [await resident(n) for n in range(4)]
    await execute("UPDATE people_person SET locale = $1", language)
    one, same = await ahead.published(asker, LIGHT_KK), await ahead.published(twin, LIGHT_RU)
    three, four = await ahead.published(other, ROAD_KK), await ahead.published(other, WATER_KK)
    await ahead.support(one, friend)
    await ahead.support(three, friend)
    await ahead.bundle(one, same)
    await ahead.begin()
    room = ahead.in_the_room
    await take_away(room, TakeAway(question=one))
    await answer_on_the_spot(room, AnswerOnTheSpot(question=three, answer_kk="Иә.", answer_ru="Да."))
    await mark_not_reached(room, MarkNotReached(meeting=ahead.meeting.ref, question=four))
    await ahead.posted(room.now)
    told = {name for _who, name in await letters()}
    assert told == ALL - {"written"}
    sent = await rows(
        "SELECT b.subject, b.text FROM notifications_mailbox b JOIN notifications_notification n ON n.message_id = b.message_id"
        " WHERE n.template LIKE 'meetings/asking/%'"
    )
    assert len(sent) >= len(told)
    for each in sent:
        assert word in each["text"]
        assert "/meetings/" in each["text"]
        for nothing in ("None", "{{", "%(", "Undefined"):
            assert nothing not in f"{each['subject']} {each['text']}"


async def test_a_letter_that_waited_is_not_wanted_by_who_stands_behind_the_question_no_more(ahead: ListOf):
    friend, other = [await resident(n) for n in range(2)]
    one, same = await ahead.published(other, LIGHT_KK), await ahead.published(None, LIGHT_RU)
    await ahead.support(one, friend)
    await ahead.support(same, friend)
    await ahead.bundle(one, same)
    await ahead.begin()
    await take_away(ahead.in_the_room, TakeAway(question=one))
    await ahead.posted(ahead.in_the_room.now)
    sql = "SELECT id FROM notifications_notification WHERE template = 'meetings/asking/supported' AND person_id = $1"
    house = ahead.world.system
    letter = await intention(house, await value(sql, friend))
    assert await still_wanted(house, letter) == letter.values
    await execute("DELETE FROM asking_support s USING asking_question q WHERE q.id = s.question_id AND q.ref = $1 AND s.person_id = $2", one, friend)  # fmt: skip
    assert await still_wanted(house, letter) == letter.values  # behind the line still, by its other question
    await unsupport(ahead.who(friend, ahead.in_the_room.now), Unsupport(question=one))
    assert await still_wanted(house, letter) is None


async def test_who_has_no_address_is_told_on_paper_and_guests_not_at_all(ahead: ListOf):
    await ahead.ask_as_guest()
    await ahead.ask()  # Айгүл left no address
    await ahead.posted()
    assert await letters() == [(ahead.world.aigul, "received")]
    assert (
        await value(
            "SELECT channel FROM notifications_notification WHERE template = 'meetings/asking/received'"
        )
        == "paper"
    )


async def test_a_year_later_nobody_is_known_and_the_counts_are_the_same(ahead: ListOf):
    ref, guests = await ahead.published(), await ahead.ask_as_guest(ROAD_KK)
    twin = await ahead.published(ahead.world.daulet, LIGHT_RU)
    await ahead.publish(guests)
    crowd = await ahead.crowd(ref, 3)
    await ahead.support(twin, *crowd)
    await ahead.bundle(ref, twin)
    before = (await ahead.shown(ref)).line
    assert before.supporters == 5
    await forget(at_moment(ahead.world.system, ahead.meeting.ends_at + timedelta(days=360)), Forget())
    assert await value("SELECT count(asker_id)::int FROM asking_question") == 2
    await forget(at_moment(ahead.world.system, ahead.meeting.ends_at + timedelta(days=366)), Forget())
    found = await row(
        "SELECT count(asker_id)::int AS askers, count(guest_digest)::int AS guests FROM asking_question"
    )
    assert found == {"askers": 0, "guests": 0}
    assert await value("SELECT count(person_id)::int FROM asking_support") == 0
    assert (await ahead.shown(ref)).line.supporters == 5
    assert not (await ahead.shown(guests, secret=SECRET)).question.is_own
