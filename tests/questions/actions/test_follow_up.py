"""After the answer: rated, points marked as unanswered, followed up once."""

from datetime import date

import pytest
from pydantic import ValidationError

from hearing_state.db import rows
from hearing_state.errors import Conflict, Forbidden, Invalid
from hearing_state.questions import queries
from hearing_state.questions.actions.follow_up import FollowUp, follow_up
from hearing_state.questions.actions.mark_unanswered import MarkUnanswered, mark_unanswered
from hearing_state.questions.actions.rate import Rate, rate
from hearing_state.questions.actions.split import Split, split
from tests.questions.world import World, on, said

MISSING = "Екінші тармаққа жауап жоқ: кім жауапты?"


async def test_the_asker_rates_once(village: World):
    ref = await village.answered()
    assert (await rate(village.resident, Rate(question=ref, stars=2))).state == "rated"
    with pytest.raises(Conflict):
        await rate(village.resident, Rate(question=ref, stars=5))
    assert [each.stars for each in (await queries.shown(village.visitor, ref)).ratings] == [2]


async def test_nobody_else_rates_and_not_before_the_answer(village: World):
    ref = await village.taken()
    with pytest.raises(Conflict):
        await rate(village.resident, Rate(question=ref, stars=2))
    with pytest.raises(Forbidden):
        await rate(village.stranger, Rate(question=ref, stars=2))
    with pytest.raises(ValidationError):
        Rate(question=ref, stars=6)


async def test_an_unanswered_point_is_public(village: World):
    ref = await village.answered()
    await mark_unanswered(village.resident, MarkUnanswered(question=ref, numbers=(2,)))
    states = [point.state for point in (await queries.shown(village.visitor, ref)).points]
    assert states == ["answered", "unanswered", "answered"]
    assert (await queries.desk(village.official, "unanswered")).total == 1


async def test_a_follow_up_starts_a_short_clock_for_those_points_only(village: World):
    ref = await village.answered()
    await follow_up(village.resident, FollowUp(question=ref, text=MISSING, numbers=(2,)))
    shown = await queries.shown(village.visitor, ref)
    assert shown.standing is not None
    assert (shown.state, shown.standing.due_on) == ("followed_up", date(2026, 11, 30))
    with pytest.raises(Invalid, match=r"question.point_not_owed"):
        await village.answer(ref)
    await village.answer(ref, on(village.official, "2026-11-30"), points=said(ref, (2,))["points"])
    shown = await queries.shown(village.visitor, ref)
    assert (shown.state, shown.answer.version, shown.answer.is_second_round) == ("answered_again", 2, True)
    outcomes = await rows("SELECT outcome FROM deadlines_clock WHERE about = $1", ref)
    assert [each["outcome"] for each in outcomes] == ["answered", "answered"]


async def test_it_comes_once_and_says_what_is_missing(village: World):
    ref = await village.answered()
    with pytest.raises(Invalid, match=r"question.not_followed_up_yet"):
        await follow_up(village.resident, FollowUp(question=ref, text=MISSING))
    await follow_up(village.resident, FollowUp(question=ref, text=MISSING, numbers=(2,)))
    await village.answer(ref, points=said(ref, (2,))["points"])
    with pytest.raises(Conflict, match=r"question.not_in_this_state"):
        await follow_up(village.resident, FollowUp(question=ref, text=MISSING, numbers=(1,)))
    await rate(village.resident, Rate(question=ref, stars=4))


async def test_what_the_asker_wrote_in_it_is_for_the_body_and_the_asker(village: World):
    ref = await village.answered()
    await follow_up(village.resident, FollowUp(question=ref, text=MISSING, numbers=(2,)))
    for reader, seen in ((village.visitor, ""), (village.official, MISSING), (village.resident, MISSING)):
        assert (await queries.timeline(reader, ref))[-1].reason == seen


async def test_a_point_that_went_to_another_body_is_asked_about_there(village: World):
    ref = await village.taken()
    wish = Split(question=ref, numbers=(3,), agency=village.district.id, reason="Аудан әкімдігі шешеді.")
    await split(village.official, wish)
    await village.answer(ref, points=said(ref, (1, 2))["points"])
    with pytest.raises(Invalid, match=r"question.no_such_point"):
        await mark_unanswered(village.resident, MarkUnanswered(question=ref, numbers=(3,)))
