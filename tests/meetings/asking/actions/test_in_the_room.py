"""In the room and after it: asked, answered on the spot, taken away under the same number, not reached."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from hearing_state.db import row, value
from hearing_state.deadlines import queries as deadlines
from hearing_state.errors import Conflict, Forbidden, Invalid
from hearing_state.questions import queries as questions
from hearing_state.questions.actions.answer import Answer, answer
from meetings.asking.actions import take_rest_away as resting
from meetings.asking.actions.answer_on_the_spot import AnswerOnTheSpot, answer_on_the_spot
from meetings.asking.actions.mark_asked import MarkAsked, mark_asked
from meetings.asking.actions.mark_not_reached import MarkNotReached, mark_not_reached
from meetings.asking.actions.screen import Screen, screen
from meetings.asking.actions.split_off import SplitOff, split_off
from meetings.asking.actions.take_away import TakeAway, take_away
from meetings.asking.actions.take_rest_away import TakeRestAway, take_rest_away
from meetings.schedule.actions.cancel import Cancel, cancel
from tests.meetings.asking.list_of import LIGHT_KK, LIGHT_RU, ROAD_KK, WATER_KK, ListOf, letters
from tests.meetings.registration.hall import resident
from tests.meetings.world import at_moment, later
from tests.questions.world import said

SAID = "Жарық 1 желтоқсанға дейін жөнделеді."


async def test_nothing_happens_in_a_room_that_is_not_open(ahead: ListOf):
    ref = await ahead.published()
    for wish, verb in (
        (MarkAsked(question=ref), mark_asked),
        (AnswerOnTheSpot(question=ref, answer_kk=SAID), answer_on_the_spot),
        (TakeAway(question=ref), take_away),
    ):
        with pytest.raises(Conflict, match=r"ahead\.not_begun"):
            await verb(ahead.clerk, wish)  # type: ignore[operator]


async def test_the_moment_of_asking_and_of_the_answer_is_kept(ahead: ListOf):
    ref = await ahead.published()
    await ahead.begin()
    await mark_asked(ahead.in_the_room, MarkAsked(question=ref))
    await answer_on_the_spot(
        later(ahead.in_the_room, minutes=3), AnswerOnTheSpot(question=ref, answer_kk=SAID)
    )
    q = (await ahead.shown(ref)).question
    assert (q.state, q.answer_kk, q.answer_ru) == ("answered", SAID, "")
    assert q.asked_moment_at == ahead.in_the_room.now
    assert q.answered_at == ahead.in_the_room.now + timedelta(minutes=3)


async def test_an_answer_without_words_is_none(ahead: ListOf):
    ref = await ahead.published()
    await ahead.begin()
    with pytest.raises(Invalid, match=r"ahead\.say_the_answer"):
        await answer_on_the_spot(ahead.in_the_room, AnswerOnTheSpot(question=ref, answer_kk=" "))


async def test_one_answer_goes_to_all_who_asked_and_supporters_are_told(ahead: ListOf):
    one, other = await ahead.published(), await ahead.published(ahead.world.daulet, LIGHT_RU, language="ru")
    crowd = await ahead.crowd(one, 3)
    await ahead.support(other, crowd[0])
    await ahead.bundle(one, other)
    await ahead.begin()
    await ahead.posted(ahead.in_the_room.now)
    await answer_on_the_spot(
        ahead.in_the_room, AnswerOnTheSpot(question=other, answer_kk=SAID, answer_ru="Починят.")
    )
    assert [(await ahead.shown(ref)).question.answer_kk for ref in (one, other)] == [SAID, SAID]
    await ahead.posted(ahead.in_the_room.now)
    told = [each for each in await letters() if each[1] != "received"]
    assert sorted(told) == sorted(
        [
            (ahead.world.aigul, "answered"),
            (ahead.world.daulet, "answered"),
            *((each, "supported") for each in crowd),
        ]
    )


async def test_taken_away_it_keeps_its_number_and_the_law_counts_from_the_meeting(ahead: ListOf):
    ref = await ahead.published()
    await ahead.begin()
    await take_away(ahead.in_the_room, TakeAway(question=ref))
    shown = await questions.shown(ahead.world.visitor, ref)
    assert (shown.title, shown.channel, shown.agency.id) == (LIGHT_KK, "meeting", ahead.world.okrug.id)
    assert shown.standing is not None
    assert shown.standing.due_on == date(2027, 1, 11)  # 15 working days after Tuesday, 15 December
    found = await row("SELECT asker_id, screening, registered_on FROM questions_question WHERE ref = $1", ref)
    assert found == {
        "asker_id": ahead.world.aigul,
        "screening": "published",
        "registered_on": date(2026, 12, 15),
    }
    clock = await deadlines.clock(ahead.world.visitor, shown.clock_id)
    assert clock.title == LIGHT_KK
    own = (await ahead.shown(ref)).question
    assert (own.state, own.taken_ref) == ("taken_away", ref)
    (event,) = await questions.timeline(ahead.world.visitor, ref)
    assert event.facts["meeting"] == ahead.meeting.ref


async def test_written_up_later_the_clock_still_runs_from_the_meeting(ahead: ListOf):
    ref = await ahead.published()
    await ahead.begin()
    await ahead.end()
    await take_away(later(ahead.afterwards, days=3), TakeAway(question=ref))
    shown = await questions.shown(ahead.world.visitor, ref)
    # Half past seven in the evening is after the working day, and the 16th is a holiday: registered on Thursday.
    assert (shown.registered_on, shown.standing and shown.standing.due_on) == (
        date(2026, 12, 17),
        date(2027, 1, 12),
    )


async def test_another_competent_body_may_be_charged_but_not_any_body(ahead: ListOf):
    ref, other = await ahead.published(), await ahead.published(text=ROAD_KK)
    await ahead.begin()
    await take_away(
        ahead.in_the_room, TakeAway(question=ref, agency=ahead.world.district.id, topic="heating")
    )
    shown = await questions.shown(ahead.world.visitor, ref)
    assert (shown.agency.id, shown.topic) == (ahead.world.district.id, "heating")
    with pytest.raises(Invalid, match=r"question\.wrong_body"):
        await take_away(ahead.in_the_room, TakeAway(question=other, agency=ahead.world.aigul))


async def test_a_bundle_is_answered_in_writing_once_and_every_asker_hears_of_it(ahead: ListOf):
    lead, member = await ahead.published(), await ahead.published(ahead.world.daulet, LIGHT_RU)
    (friend,) = await ahead.crowd(member, 1)
    await ahead.bundle(lead, member)
    await ahead.begin()
    await ahead.posted(ahead.in_the_room.now)
    await take_away(ahead.in_the_room, TakeAway(question=member))
    assert await value("SELECT array_agg(ref) FROM questions_question") == [lead]
    assert (await ahead.shown(member)).question.taken_ref == lead
    await ahead.posted(ahead.in_the_room.now)
    fresh = [each for each in await letters() if each[1] != "received"]
    assert sorted(fresh) == sorted([(ahead.world.daulet, "taken"), (friend, "supported")])
    own = "SELECT count(*)::int FROM notifications_notification WHERE person_id = $1 AND template = 'question_registered'"
    assert (
        await value(own, ahead.world.aigul) == 1
    )  # the lead's asker has the letter of every registered question
    official = at_moment(
        ahead.world.as_("official", ahead.world.okrug.id), ahead.in_the_room.now + timedelta(days=2)
    )
    await answer(official, Answer(**said(lead, (1,))))
    await ahead.posted(official.now)
    written = [each for each in await letters() if each not in fresh and each[1] != "received"]
    assert written == [(ahead.world.daulet, "written")]
    assert (friend, "supported") in (await letters())[-2:]


async def test_this_does_not_answer_mine_before_and_after(ahead: ListOf):
    lead, member = await ahead.published(), await ahead.published(ahead.world.daulet, LIGHT_RU)
    third = await ahead.published(await resident(), LIGHT_KK + " Тағы да?")
    await ahead.bundle(lead, member, third)
    await ahead.begin()
    await take_away(ahead.in_the_room, TakeAway(question=lead))
    await ahead.end()
    daulet = at_moment(ahead.who(ahead.world.daulet), ahead.afterwards.now + timedelta(days=1))
    with pytest.raises(Conflict, match=r"ahead\.not_bundled"):  # the lead's question is the lead's own
        await split_off(at_moment(ahead.who(ahead.world.aigul), daulet.now), SplitOff(question=lead))
    await split_off(daulet, SplitOff(question=member))
    own = await questions.shown(ahead.world.visitor, member)
    assert (own.channel, own.registered_on) == ("meeting", date(2026, 12, 17))
    assert (await ahead.shown(member)).question.taken_ref == member


async def test_an_answer_that_is_not_hers_leaves_her_question_to_the_writing_desk(ahead: ListOf):
    lead, member = await ahead.published(), await ahead.published(ahead.world.daulet, LIGHT_RU)
    await ahead.bundle(lead, member)
    await ahead.begin()
    await answer_on_the_spot(ahead.in_the_room, AnswerOnTheSpot(question=lead, answer_kk=SAID))
    await ahead.end()
    await split_off(at_moment(ahead.who(ahead.world.daulet), ahead.afterwards.now), SplitOff(question=member))
    q = (await ahead.shown(member)).question
    assert (q.state, q.answer_kk) == ("not_reached", "")
    assert (await ahead.shown(lead)).question.state == "answered"


async def test_after_the_meeting_the_rest_is_taken_away_in_one_step(ahead: ListOf):
    done, one, twin = (
        await ahead.published(),
        await ahead.published(text=ROAD_KK),
        await ahead.published(ahead.world.daulet, WATER_KK),
    )
    waiting = await ahead.ask(ahead.world.daulet, "Әлі оқылмаған сұрақ: балабақша қашан ашылады?")
    guests = await ahead.ask_as_guest()
    await screen(ahead.moderator, Screen(question=guests, verdict="hide", reason="advertising"))
    await ahead.bundle(one, twin)
    await ahead.begin()
    with pytest.raises(Conflict, match=r"ahead\.not_over"):
        await take_rest_away(ahead.in_the_room, TakeRestAway(meeting=ahead.meeting.ref))
    await answer_on_the_spot(ahead.in_the_room, AnswerOnTheSpot(question=done, answer_kk=SAID))
    await ahead.end()
    assert await take_rest_away(ahead.afterwards, TakeRestAway(meeting=ahead.meeting.ref)) == 2
    assert await value("SELECT array_agg(ref ORDER BY ref) FROM questions_question") == sorted([one, waiting])
    assert (await questions.shown(ahead.world.visitor, waiting)).has_content is False
    assert (await ahead.shown(guests)).question.state == "asked"  # hidden, and nobody to answer to
    assert await take_rest_away(ahead.afterwards, TakeRestAway(meeting=ahead.meeting.ref)) == 0


async def test_a_long_rest_goes_on_by_itself(ahead: ListOf, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(resting, "AT_ONCE", 2)
    refs = [await ahead.published(await resident(n), f"{n}: {WATER_KK}") for n in range(5)]
    await ahead.begin()
    await ahead.end()
    await take_rest_away(ahead.afterwards, TakeRestAway(meeting=ahead.meeting.ref))
    await ahead.posted(ahead.afterwards.now)
    assert await value("SELECT array_agg(ref ORDER BY ref) FROM questions_question") == refs


async def test_a_day_later_what_nobody_wrote_down_was_not_reached_and_its_asker_may_demand_an_answer(
    ahead: ListOf,
):
    ref = await ahead.published()
    await ahead.begin()
    await ahead.end()
    await ahead.ticked(ahead.afterwards.now + timedelta(hours=23))
    assert (await ahead.shown(ref)).question.state == "asked"
    late = ahead.afterwards.now + timedelta(hours=25)
    await ahead.ticked(late)
    await ahead.posted(late)
    assert (await ahead.shown(ref)).question.state == "not_reached"
    assert (ahead.world.aigul, "not_reached") in await letters()
    with pytest.raises(Forbidden):
        await take_away(at_moment(ahead.who(ahead.world.daulet), late), TakeAway(question=ref))
    await take_away(at_moment(ahead.who(ahead.world.aigul), late), TakeAway(question=ref))
    assert (await questions.shown(ahead.world.visitor, ref)).registered_on == date(2026, 12, 17)


async def test_she_does_not_jump_the_queue_while_the_meeting_lies_ahead(ahead: ListOf):
    ref = await ahead.published()
    with pytest.raises(Conflict, match=r"ahead\.not_in_this_state"):
        await take_away(ahead.who(ahead.world.aigul), TakeAway(question=ref))


async def test_one_line_is_left_out_in_the_room(ahead: ListOf):
    ref, other = await ahead.published(), await ahead.published(text=ROAD_KK)
    await ahead.begin()
    assert (
        await mark_not_reached(ahead.in_the_room, MarkNotReached(meeting=ahead.meeting.ref, question=ref))
        == 1
    )
    assert await ahead.order() == [other]
    # It may still be answered before the meeting ends.
    await answer_on_the_spot(ahead.in_the_room, AnswerOnTheSpot(question=ref, answer_kk=SAID))


async def test_a_cancelled_meeting_leaves_the_way_in_writing(ahead: ListOf):
    ref = await ahead.published()
    await cancel(
        ahead.clerk, Cancel(meeting=ahead.meeting.ref, reason="Жол жабылып қалды, кейін хабарланады.")
    )
    await ahead.posted()
    assert (await ahead.shown(ref)).question.state == "not_reached"
    assert await take_rest_away(ahead.clerk, TakeRestAway(meeting=ahead.meeting.ref)) == 1
    assert (await questions.shown(ahead.world.visitor, ref)).channel == "meeting"


async def test_a_guests_question_is_answered_in_writing_without_an_asker(ahead: ListOf):
    ref = await ahead.ask_as_guest()
    await ahead.publish(ref)
    await ahead.begin()
    await take_away(ahead.in_the_room, TakeAway(question=ref))
    await ahead.posted(ahead.in_the_room.now)
    assert await value("SELECT asker_id FROM questions_question WHERE ref = $1", ref) is None
    assert (await questions.shown(ahead.world.visitor, ref)).asker == ""


async def test_another_office_touches_nothing(ahead: ListOf):
    ref = await ahead.published()
    await ahead.begin()
    foreign = at_moment(ahead.world.as_("official", ahead.world.district.id), ahead.in_the_room.now)
    for wish, verb in (
        (MarkAsked(question=ref), mark_asked),
        (AnswerOnTheSpot(question=ref, answer_kk=SAID), answer_on_the_spot),
        (TakeAway(question=ref), take_away),
        (MarkNotReached(meeting=ahead.meeting.ref), mark_not_reached),
        (TakeRestAway(meeting=ahead.meeting.ref), take_rest_away),
    ):
        with pytest.raises(Forbidden):
            await verb(foreign, wish)  # type: ignore[operator]


async def test_the_ledger_names_nobody(ahead: ListOf):
    ref = await ahead.published(is_named=True)
    await ahead.support(ref, ahead.world.daulet)
    await ahead.begin()
    await take_away(ahead.in_the_room, TakeAway(question=ref))
    whole = await value(
        "SELECT string_agg(to_jsonb(l)::text, ' ') FROM ledger_entry l WHERE kind LIKE 'asking.%'"
    )
    outbox = await value(
        "SELECT string_agg(to_jsonb(o)::text, ' ') FROM jobs_outbox o WHERE event LIKE 'asking.%'"
    )
    for secret in (LIGHT_KK, "Айгүл", str(ahead.world.aigul), str(ahead.world.daulet)):
        assert secret not in whole
        assert secret not in outbox
