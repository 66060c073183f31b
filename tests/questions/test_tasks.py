"""Letters follow from what happened: to the asker what the law owes, to followers news, to the desk its due days."""

from datetime import date

import pytest

from hearing_state.agencies.actions.dissolve_agency import DissolveAgency, dissolve_agency
from hearing_state.db import execute, rows, value
from hearing_state.deadlines import tasks as deadline_tasks
from hearing_state.jobs import outbox
from hearing_state.jobs.listeners import LISTENERS
from hearing_state.notifications.queries import intention
from hearing_state.notifications.wanted import still_wanted
from hearing_state.questions import queries
from hearing_state.questions.actions.extend import Extend, extend
from hearing_state.questions.actions.follow import Follow, follow
from hearing_state.questions.actions.redirect import Redirect, redirect
from hearing_state.questions.actions.unfollow import Unfollow, unfollow
from tests.questions.world import World, at, on


async def work(village: World, day: str = "2026-11-23") -> None:
    """Do what lies in the outbox, but send nothing out of the house."""
    moment = at(day)
    while claims := await outbox.claim(100, moment, 60):
        for claim in claims:
            listener = LISTENERS.named(claim.listener)
            assert listener is not None
            if not listener.outward:
                await listener(village.as_("system", at=moment), claim.told)
            await outbox.settle(claim, moment)


async def _letters(person_id: object) -> list[str]:
    sql = "SELECT template FROM notifications_notification WHERE person_id = $1 ORDER BY queued_at, id"
    return [each["template"] for each in await rows(sql, person_id)]


async def test_the_asker_hears_of_every_step_once(village: World):
    ref = await village.taken()
    await extend(
        village.akim, Extend(question=ref, until_on=date(2027, 1, 15), reason="Техникалық қорытынды керек.")
    )
    await village.answer(ref)
    await work(village)
    await work(village)
    assert sorted(await _letters(village.aigul)) == [
        "question_answered",
        "question_extended",
        "question_registered",
    ]
    values = await value(
        "SELECT values::text FROM notifications_notification WHERE template = 'question_extended'"
    )
    assert "2027-01-15" in values
    assert "Техникалық қорытынды керек." in values


async def test_a_redirect_names_both_bodies(village: World):
    ref = await village.taken()
    await redirect(
        village.official, Redirect(question=ref, agency=village.district.id, reason="Аудан әкімдігі шешеді.")
    )
    await work(village)
    values = await value(
        "SELECT values::text FROM notifications_notification WHERE template = 'question_redirected'"
    )
    assert village.district.name_kk in values
    assert village.okrug.name_kk in values


async def test_followers_hear_the_news_of_public_questions(village: World):
    ref = await village.taken()
    await follow(village.neighbour, Follow(question=ref))
    await village.answer(ref)
    await work(village)
    assert await _letters(village.head) == ["question_news"]


async def test_a_letter_that_waited_is_not_wanted_by_who_follows_no_more(village: World):
    ref = await village.taken()
    await follow(village.neighbour, Follow(question=ref))
    await village.answer(ref)
    await work(village)
    letter = await value("SELECT id FROM notifications_notification WHERE template = 'question_news'")
    house = village.as_("system")
    waiting = await intention(house, letter)
    assert await still_wanted(house, waiting) == waiting.values
    await execute("UPDATE questions_question SET screening = 'waiting' WHERE ref = $1", ref)
    assert await still_wanted(house, waiting) is None  # its title is shown to nobody any more
    await execute("UPDATE questions_question SET screening = 'published' WHERE ref = $1", ref)
    assert await still_wanted(house, waiting) == waiting.values
    await unfollow(village.neighbour, Unfollow(question=ref))
    assert await still_wanted(house, waiting) is None


async def test_silence_is_told_to_the_asker_and_to_whoever_had_it(village: World):
    ref = await village.taken()
    await work(village)
    later = at("2026-12-15", 9)
    await deadline_tasks.tell_of_due_days(village.as_("system", at=later), later)
    await work(village, "2026-12-15")
    assert (await _letters(village.aigul))[-1] == "question_overdue"
    assert "deadline_missed" in await _letters(village.erlan)
    assert (await queries.shown(on(village.visitor, "2026-12-15"), ref)).standing.state == "overdue"


async def test_a_body_ends_and_no_question_is_orphaned(village: World):
    ref, answered = await village.taken(), await village.answered()
    wish = DissolveAgency(agency=village.okrug.slug, successor=village.district.slug)
    await dissolve_agency(village.as_("administrator"), wish)
    await work(village)
    for each in (ref, answered):
        shown = await queries.shown(village.visitor, each)
        assert shown.agency.id == village.district.id
    live = await queries.shown(village.visitor, ref)
    assert live.standing is not None
    assert live.standing.due_on == date(2026, 12, 14)
    assert await value("SELECT agency_id FROM deadlines_clock WHERE about = $1", ref) == village.district.id
    await village.answer(ref, village.official_of(village.district))


@pytest.mark.parametrize("day", ["2026-12-11", "2026-12-14"])
async def test_a_near_day_is_told_to_the_desk(village: World, day: str):
    await village.taken()
    moment = at(day, 9)
    await deadline_tasks.tell_of_due_days(village.as_("system", at=moment), moment)
    await work(village, day)
    assert "deadline_near" in await _letters(village.erlan)
