"""Who is told, and how often: the owner before and after the day, those who had asked and those who follow when it moves."""

from __future__ import annotations

from datetime import date

import pytest

from hearing_state.actions import Context
from hearing_state.db import rows, value
from hearing_state.errors import Conflict, Forbidden
from hearing_state.ids import new_id
from hearing_state.notifications.queries import Intention, intention
from hearing_state.notifications.wanted import still_wanted
from hearing_state.notifications.writing import written
from meetings.commitments import queries
from meetings.commitments.actions.contest import Contest, contest
from meetings.commitments.actions.defend import Defend, defend
from meetings.commitments.actions.follow import Follow, follow
from meetings.commitments.actions.give_up import GiveUp, give_up
from meetings.commitments.actions.keep import Keep, keep
from meetings.commitments.actions.move_due import MoveDue, move_due
from meetings.commitments.actions.unfollow import Unfollow, unfollow
from meetings.commitments.commitment import EventKind
from tests.meetings.commitments.promises import (
    DONE,
    QUOTE,
    REASON,
    asked_ahead,
    beat,
    entries,
    letters,
    on,
    promised,
    work,
)
from tests.meetings.world import World
from tests.questions.world import person

MOVED_TO = date(2027, 1, 20)


async def _asked(here: World) -> tuple[str, str]:
    """Айгүл had asked, Дәулет the same in other words; the akim promised. (the promise, the question)"""
    held = await here.held("2026-12-15")
    bundle = new_id()
    question = await asked_ahead(held, here.aigul, bundle)
    await asked_ahead(held, here.daulet, bundle)
    await asked_ahead(held, await person("Марат", "Есенов"))
    return (await promised(here, held, question=question)).ref, question


async def test_whoever_asked_hears_that_it_was_promised_moved_and_kept(here: World):
    ref, _question = await _asked(here)
    await work(on(here.system, "2026-12-15", "21:00"))
    assert set(await letters(ref)) == {(here.aigul, "made"), (here.daulet, "made"), (here.akim, "owner_made")}
    await move_due(on(here.clerk, "2026-12-20"), MoveDue(commitment=ref, due_on=MOVED_TO, reason=REASON))
    await work(on(here.system, "2026-12-20"))
    await keep(on(here.clerk, "2027-01-15"), Keep(commitment=ref, text=DONE))
    await work(on(here.system, "2027-01-15"))
    told = [name for reader, name in await letters(ref) if reader == here.daulet]
    assert told == ["made", "moved", "kept"]


async def test_a_missed_promise_leaves_one_public_entry_and_one_letter_each(here: World):
    ref, _question = await _asked(here)
    await work(on(here.system, "2026-12-15", "21:00"))
    for day in ("2026-12-30", "2026-12-30", "2026-12-31", "2027-02-01"):
        await beat(on(here.system, day))
    told = await letters(ref)
    assert told.count((here.aigul, "missed")) == 1
    assert told.count((here.daulet, "missed")) == 1
    assert told.count((here.akim, "owner_missed")) == 1
    assert await entries(ref) == ["commitment.made", "commitment.missed"]


async def test_the_owner_is_told_a_week_before_on_the_eve_and_on_the_day(here: World):
    ref = (await promised(here)).ref
    await work(on(here.system, "2026-12-15", "21:00"))
    for day in ("2026-12-18", "2026-12-22", "2026-12-23", "2026-12-28", "2026-12-29"):
        for time in ("00:00", "09:15", "23:45"):
            await beat(on(here.system, day, time))
    sql = "SELECT kind FROM commitments_reminder ORDER BY made_at, kind"
    assert [each["kind"] for each in await rows(sql)] == ["week", "eve", "today"]
    assert [name for _reader, name in await letters(ref)] == ["owner_made", *["owner_near"] * 3]


async def test_beat_away_for_three_days_and_every_reminder_comes_once(here: World):
    held = await here.held("2026-12-15")
    due = {await _ref(here, held, date(2026, 12, day)): day for day in (24, 25, 28, 29)}
    await beat(on(here.system, "2026-12-22"))
    for time in ("09:00", "09:15", "09:30"):
        await beat(on(here.system, "2026-12-25", time))
    told = await rows(
        "SELECT c.ref, array_agg(r.kind::text ORDER BY r.made_at, r.kind) AS kinds FROM commitments_reminder r"
        " JOIN commitments_commitment c ON c.id = r.commitment_id GROUP BY c.ref"
    )
    assert {due[each["ref"]]: each["kinds"] for each in told} == {
        24: ["week", "missed"],
        25: ["week", "today"],
        28: ["week", "eve"],
        29: ["week"],
    }
    assert await value("SELECT count(*)::int FROM notifications_notification WHERE template LIKE '%owner_near'") == 6  # fmt: skip


async def _ref(here: World, held: object, due_on: date) -> str:
    return (await promised(here, held, due_on=due_on)).ref  # type: ignore[arg-type]


async def test_a_moved_day_is_reminded_of_anew_and_a_kept_one_never(here: World):
    held = await here.held("2026-12-15")
    moved = await _ref(here, held, date(2026, 12, 24))
    done = await _ref(here, held, date(2026, 12, 24))
    await beat(on(here.system, "2026-12-18"))
    wish = MoveDue(commitment=moved, due_on=date(2027, 1, 14), reason=REASON)
    await move_due(on(here.clerk, "2026-12-20"), wish)
    await keep(on(here.clerk, "2026-12-20"), Keep(commitment=done, text=DONE))
    for day in ("2026-12-24", "2026-12-25", "2027-01-08"):
        await beat(on(here.system, day))
    sql = "SELECT kind, r.due_on FROM commitments_reminder r JOIN commitments_commitment c ON c.id = r.commitment_id WHERE c.ref = $1 ORDER BY r.made_at"
    assert [(each["kind"], each["due_on"].day) for each in await rows(sql, moved)] == [("week", 24), ("week", 14)]  # fmt: skip
    assert [each["kind"] for each in await rows(sql, done)] == ["week"]


async def test_followers_are_told_until_they_stop(here: World):
    ref = (await promised(here)).ref
    await follow(here.neighbour, Follow(commitment=ref))
    await follow(here.neighbour, Follow(commitment=ref))
    assert (await queries.shown(here.neighbour, ref)).is_followed
    await move_due(on(here.clerk, "2026-12-20"), MoveDue(commitment=ref, due_on=MOVED_TO, reason=REASON))
    await work(on(here.system, "2026-12-20"))
    await unfollow(here.neighbour, Unfollow(commitment=ref))
    await give_up(on(here.head, "2026-12-21"), GiveUp(commitment=ref, reason=REASON))
    await work(on(here.system, "2026-12-21"))
    assert [name for reader, name in await letters(ref) if reader == here.daulet] == ["moved"]


async def _moved(here: World, ref: str) -> list[Intention]:
    """The letters that say so, on their way."""
    await move_due(on(here.clerk, "2026-12-20"), MoveDue(commitment=ref, due_on=MOVED_TO, reason=REASON))
    await work(on(here.system, "2026-12-20"))
    sql = "SELECT id FROM notifications_notification WHERE about = $1 AND template = 'meetings/commitments/moved'"
    return [await intention(here.system, each["id"]) for each in await rows(sql, ref)]


async def test_a_letter_that_waited_is_not_wanted_by_who_follows_no_more(here: World):
    ref = (await promised(here)).ref
    await follow(here.neighbour, Follow(commitment=ref))
    (letter,) = await _moved(here, ref)
    assert await still_wanted(here.system, letter) == letter.values
    await unfollow(here.neighbour, Unfollow(commitment=ref))
    assert await still_wanted(here.system, letter) is None


async def test_whoever_had_asked_is_told_whether_she_follows_or_not(here: World):
    ref, _question = await _asked(here)
    found = await _moved(here, ref)
    assert {each.person_id for each in found} == {here.aigul, here.daulet}
    for each in found:
        assert await still_wanted(here.system, each) == each.values


async def test_whoever_asked_says_once_that_it_was_not_done_and_the_office_answers(here: World):
    ref, _question = await _asked(here)
    await keep(on(here.clerk, "2026-12-28"), Keep(commitment=ref, text=DONE))
    january, wish = (
        on(here.resident, "2027-01-05"),
        Contest(commitment=ref, text="Абай 14-тегі шам жанбайды."),
    )
    assert "contest" in (await queries.shown(january, ref)).may
    await contest(january, wish)
    with pytest.raises(Conflict, match="contested_already"):
        await contest(january, wish)
    with pytest.raises(Forbidden):
        await contest(on(here.as_("resident"), "2027-01-05"), wish)
    await contest(on(here.neighbour, "2027-01-05"), wish)
    seen = await queries.shown(on(here.visitor, "2027-01-06"), ref)
    assert seen.commitment.contests == 2
    assert [each.text for each in seen.contests] == ["", ""]
    assert "Абай 14" in (await queries.shown(on(here.clerk, "2027-01-06"), ref)).contests[0].text
    await defend(
        on(here.clerk, "2027-01-06"), Defend(commitment=ref, text="Шам ауыстырылды, қайта тексеріңіз.")
    )
    await work(on(here.system, "2027-01-06"))
    seen = await queries.shown(on(here.visitor, "2027-01-07"), ref)
    assert seen.unanswered == 0
    assert seen.of_kind(EventKind.DEFENDED)
    told = await letters(ref)
    assert told.count((here.aigul, "defended")) == told.count((here.daulet, "defended")) == 1
    assert told.count((here.akim, "owner_contested")) == 2


async def test_nobody_who_says_so_is_named_in_the_public_log(here: World):
    ref, _question = await _asked(here)
    await keep(on(here.clerk, "2026-12-28"), Keep(commitment=ref, text=DONE))
    await contest(on(here.resident, "2027-01-05"), Contest(commitment=ref, text="Абай 14-тегі шам жанбайды."))
    for sql in (
        "SELECT facts::text AS said FROM ledger_entry",
        "SELECT payload::text AS said FROM jobs_outbox",
    ):
        said = " ".join(each["said"] for each in await rows(sql))
        assert str(here.aigul) not in said
        assert "Абай 14" not in said
    assert await value("SELECT made_by FROM commitments_event WHERE kind = 'contested'") is None


@pytest.mark.parametrize(
    ("language", "words"),
    [("kk", "Уәденің күні көшірілді"), ("ru", "Срок обещания"), ("en", "The day of promise")],
)
async def test_a_letter_in_the_reader_s_language_says_both_days_and_why(
    here: World, language: str, words: str
):
    ref, _question = await _asked(here)
    await move_due(on(here.clerk, "2026-12-20"), MoveDue(commitment=ref, due_on=MOVED_TO, reason=REASON))
    await work(on(here.system, "2026-12-20"))
    text = await _letter(here.system, "moved", language)
    assert words in text
    assert QUOTE in text
    assert REASON in text
    assert "29" in text
    assert f"/{language}/commitments/{ref}" in text


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
async def test_every_letter_can_be_written(here: World, language: str):
    ref, _question = await _asked(here)
    await work(on(here.system, "2026-12-15", "21:00"))
    await beat(on(here.system, "2026-12-29"))
    await beat(on(here.system, "2026-12-30"))
    await keep(on(here.clerk, "2026-12-30"), Keep(commitment=ref, text=DONE))
    await contest(on(here.resident, "2027-01-05"), Contest(commitment=ref, text="Шам әлі жанбайды."))
    await defend(on(here.clerk, "2027-01-06"), Defend(commitment=ref, text="Шам ауыстырылды."))
    await work(on(here.system, "2027-01-06"))
    names = (
        "made",
        "missed",
        "kept",
        "defended",
        "owner_made",
        "owner_near",
        "owner_missed",
        "owner_contested",
    )
    for name in names:
        assert "\n" in await _letter(here.system, name, language)


async def _letter(context: Context, name: str, language: str) -> str:
    """As it goes out."""
    found = await value("UPDATE notifications_notification SET locale = $2 WHERE template = $1 RETURNING id", f"meetings/commitments/{name}", language)  # fmt: skip
    letter = written(context, await intention(context, found), "email", "a@house.test")
    return f"{letter.subject}\n{letter.text}"
