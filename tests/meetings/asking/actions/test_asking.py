"""Somebody asks: residents, guests, listening points, visitors of a service centre; how often, when, about where."""

from __future__ import annotations

from datetime import timedelta

import pytest

from hearing_state.db import execute, row, value
from hearing_state.errors import Conflict, Forbidden, Invalid, NotFound
from hearing_state.ids import new_id
from hearing_state.people.actions.register_visitor import RegisterVisitor, register_visitor
from meetings.asking import queries
from meetings.asking.actions.ask_ahead import AskAhead, ask_ahead
from meetings.asking.actions.withdraw import Withdraw, withdraw
from meetings.registration.actions.register_point import RegisterPoint, register_point
from meetings.schedule.actions.cancel import Cancel, cancel
from tests.agencies.country import QARAAUYL
from tests.meetings.asking.list_of import GIVEN, LIGHT_KK, OTHER_SECRET, ROAD_KK, SECRET, WATER_KK, ListOf
from tests.meetings.world import World

ELSEWHERE = "750000000"


async def test_aigul_asks_and_gets_a_slip_of_the_questions_own_series(ahead: ListOf):
    ref = await ahead.ask()
    found = await row("SELECT * FROM asking_question WHERE ref = $1", ref)
    assert found is not None
    assert (found["asker_id"], found["state"], found["screening"], found["turn"]) == (
        ahead.world.aigul,
        "asked",
        "waiting",
        1,
    )
    assert (found["place_code"], found["is_first_time"], found["is_guest"]) == (QARAAUYL, True, False)
    assert ref.startswith("Q-2026-")


async def test_nobody_reads_it_before_a_moderator_but_its_asker(ahead: ListOf):
    ref = await ahead.ask()
    assert (await ahead.shown(ref)).question.text == ""
    assert (await ahead.shown(ref, ahead.who(ahead.world.daulet))).question.text == ""
    assert (await ahead.shown(ref, ahead.who(ahead.world.aigul))).question.text == LIGHT_KK
    assert (await ahead.shown(ref, ahead.moderator)).question.text == LIGHT_KK
    await ahead.publish(ref)
    assert (await ahead.shown(ref)).question.text == LIGHT_KK


async def test_she_is_a_resident_of_her_village_unless_she_wants_to_be_named(ahead: ListOf):
    hidden, named = await ahead.published(), await ahead.published(text=ROAD_KK, is_named=True)
    assert (await ahead.shown(hidden)).question.name == ""
    assert (await ahead.shown(named)).question.name == "Айгүл С."


async def test_three_questions_to_a_meeting_and_what_is_taken_back_makes_room(ahead: ListOf):
    refs = [await ahead.ask(text=f"{number}-сұрақ: {ROAD_KK}") for number in range(3)]
    with pytest.raises(Conflict, match=r"ahead\.too_many") as refusal:
        await ahead.ask(text=WATER_KK)
    assert refusal.value.values["maximum"] == 3
    await withdraw(ahead.who(ahead.world.aigul), Withdraw(question=refs[1]))
    await ahead.ask(text=WATER_KK)


async def test_only_the_first_question_of_somebody_new_is_a_first_time(ahead: ListOf):
    refs = [await ahead.ask(), await ahead.ask(text=ROAD_KK)]
    sql = "SELECT is_first_time FROM asking_question WHERE ref = $1"
    assert [await value(sql, ref) for ref in refs] == [True, False]
    other = await ahead.world.announced("2026-12-22")
    again = await ask_ahead(ahead.who(ahead.world.aigul), AskAhead(meeting=other.ref, text=WATER_KK, **GIVEN))
    assert await value(sql, again.ref) is False


async def test_a_guest_asks_once_with_a_browser_of_her_own_and_is_marked(ahead: ListOf):
    ref = await ahead.ask_as_guest()
    await ahead.publish(ref)
    shown = await ahead.shown(ref)
    assert (shown.question.is_guest, shown.question.name, shown.line.supporters, shown.line.guests) == (
        True,
        "",
        0,
        1,
    )
    with pytest.raises(Conflict, match=r"ahead\.guest_asked_already"):
        await ahead.ask_as_guest(ROAD_KK)
    await ahead.ask_as_guest(ROAD_KK, OTHER_SECRET)
    with pytest.raises(Invalid, match=r"ahead\.person_needed"):
        await ask_ahead(ahead.guest(), AskAhead(meeting=ahead.meeting.ref, text=WATER_KK, **GIVEN))


async def test_a_guest_finds_and_withdraws_it_at_that_browser_alone(ahead: ListOf):
    ref = await ahead.ask_as_guest()
    assert (await ahead.shown(ref, secret=SECRET)).question.is_own
    assert not (await ahead.shown(ref, secret=OTHER_SECRET)).question.has_content
    with pytest.raises(NotFound):
        await withdraw(ahead.guest(), Withdraw(question=ref, secret=OTHER_SECRET))
    with pytest.raises(NotFound):
        await withdraw(ahead.guest(), Withdraw(question=ref))
    await withdraw(ahead.guest(), Withdraw(question=ref, secret=SECRET))
    assert (await ahead.shown(ref, secret=SECRET)).question.state == "withdrawn"


async def test_what_is_taken_back_has_no_words_left_and_no_place(ahead: ListOf):
    ref = await ahead.published()
    with pytest.raises(NotFound):
        await withdraw(ahead.who(ahead.world.daulet), Withdraw(question=ref))
    await withdraw(ahead.who(ahead.world.aigul), Withdraw(question=ref))
    assert await row("SELECT text, folded FROM asking_question WHERE ref = $1", ref) == {
        "text": "",
        "folded": "",
    }
    assert await ahead.order() == []


async def test_the_list_opens_with_the_announcement_and_closes_when_the_meeting_begins(here: World):
    planned = await here.planned("2026-12-22")
    wish = {"text": LIGHT_KK, **GIVEN}
    with pytest.raises(Conflict, match=r"ahead\.not_announced"):
        await ask_ahead(here.resident, AskAhead(meeting=planned.ref, **wish))
    announced = await here.announced("2026-12-16")
    late = here.as_("resident", person_id=here.aigul, at=announced.starts_at)
    with pytest.raises(Conflict, match=r"ahead\.has_begun"):
        await ask_ahead(late, AskAhead(meeting=announced.ref, **wish))
    await cancel(here.clerk, Cancel(meeting=announced.ref, reason="Жол жабылып қалды, кейін хабарланады."))
    with pytest.raises(Conflict, match=r"ahead\.cancelled"):
        await ask_ahead(here.resident, AskAhead(meeting=announced.ref, **wish))


async def test_the_place_lies_where_the_people_are_met_and_the_topic_is_one_of_the_list(ahead: ListOf):
    with pytest.raises(Invalid, match=r"ahead\.place_of_another"):
        await ahead.ask(place=ELSEWHERE)
    with pytest.raises(Invalid, match=r"question\.not_on_the_list"):
        await ahead.ask(place="999999999")
    with pytest.raises(Invalid, match=r"question\.not_on_the_list"):
        await ahead.ask(topic="dragons")
    with pytest.raises(Invalid, match=r"question\.say_topic"):
        await ahead.ask(topic="")


async def test_where_the_meeting_has_a_topic_none_is_asked_for(here: World):
    meeting = await here.announced("2026-12-17", topic="waste")
    wish = AskAhead(meeting=meeting.ref, text="Қоқыс қай күні шығарылады?", language="kk")
    slip = await ask_ahead(here.resident, wish)
    assert await value("SELECT topic FROM asking_question WHERE ref = $1", slip.ref) == "waste"


async def test_an_operator_asks_for_the_visitor_who_has_come_and_the_slip_names_her(ahead: ListOf):
    operator = ahead.world.as_("operator", ahead.world.district.id, person_id=ahead.world.secretary)
    guest = await register_visitor(operator, RegisterVisitor(given_name="Күләш", family_name="Бекова"))
    wish = AskAhead(
        meeting=ahead.meeting.ref, text=WATER_KK, person=guest.person_id, channel="phone", **GIVEN
    )
    slip = await ask_ahead(operator, wish)
    found = await row("SELECT asker_id, channel, is_guest FROM asking_question WHERE ref = $1", slip.ref)
    assert found == {"asker_id": guest.person_id, "channel": "phone", "is_guest": False}
    stranger = AskAhead(meeting=ahead.meeting.ref, text=WATER_KK, person=ahead.world.aigul, **GIVEN)
    with pytest.raises(NotFound, match=r"people\.not_found"):
        await ask_ahead(operator, stranger)
    with pytest.raises(Invalid, match=r"question\.person_not_wanted"):
        await ask_ahead(ahead.who(ahead.world.daulet), stranger)
    await withdraw(operator, Withdraw(question=slip.ref))


async def test_a_listening_point_asks_for_its_hall_and_may_ask_more(ahead: ListOf):
    holder = ahead.who(ahead.world.daulet)
    made = await register_point(
        holder,
        RegisterPoint(meeting=ahead.meeting.ref, name="Мектеп залы", address="Мектеп көшесі 5", place=QARAAUYL, headcount=40, is_listed=True),
    )  # fmt: skip
    with pytest.raises(Invalid, match=r"ahead\.no_such_point"):  # not confirmed yet
        await ahead.ask(ahead.world.daulet, point=made.entry)
    await execute("UPDATE registration_entry SET state = 'seated' WHERE id = $1", made.entry)
    refs = [await ahead.ask(ahead.world.daulet, f"{n}: {WATER_KK}", point=made.entry) for n in range(4)]
    await ahead.publish(refs[0])
    assert (await ahead.shown(refs[0])).question.point == "Мектеп залы"
    with pytest.raises(Invalid, match=r"ahead\.no_such_point"):
        await ahead.ask(ahead.world.aigul, point=made.entry)
    with pytest.raises(Invalid, match=r"ahead\.no_such_point"):
        await ahead.ask(ahead.world.daulet, point=new_id())


async def test_officials_at_work_ask_nothing_themselves(ahead: ListOf):
    with pytest.raises(Forbidden):
        await ask_ahead(ahead.clerk, AskAhead(meeting=ahead.meeting.ref, text=LIGHT_KK, **GIVEN))
    with pytest.raises(Invalid, match=r"ahead\.person_needed"):
        await ask_ahead(
            ahead.world.as_("operator", ahead.world.district.id),
            AskAhead(meeting=ahead.meeting.ref, text=LIGHT_KK, **GIVEN),
        )


async def test_what_lies_in_her_name_she_finds_again(ahead: ListOf):
    first, second = (
        await ahead.ask(),
        await ahead.ask(text=ROAD_KK, at=ahead.world.resident.now + timedelta(minutes=5)),
    )
    mine = await queries.mine(ahead.who(ahead.world.aigul))
    assert [each.question.ref for each in mine.items] == [second, first]
    guests = await ahead.ask_as_guest()
    found = await queries.mine(ahead.guest(), secret=SECRET)
    assert [each.question.ref for each in found.items] == [guests]
