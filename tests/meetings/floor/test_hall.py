"""One hand each, one holder of the floor, a place with its reason; all of it in rows, whoever dies meanwhile."""

from __future__ import annotations

from datetime import timedelta

import pytest

from hearing_state.db import rows, value
from hearing_state.errors import Conflict, Forbidden, Invalid, Problem
from meetings.floor import queries
from meetings.floor.actions.add_voice import AddVoice, add_voice
from meetings.floor.actions.end_overdue import EndOverdue, end_overdue
from meetings.floor.actions.end_turn import EndTurn, end_turn
from meetings.floor.actions.enter import Enter, enter
from meetings.floor.actions.give_turn import GiveTurn, give_turn
from meetings.floor.actions.leave import Leave, leave
from meetings.floor.actions.lower_hand import LowerHand, lower_hand
from meetings.floor.actions.move_hand import MoveHand, move_hand
from meetings.floor.actions.open_floor import OpenFloor, open_floor
from meetings.floor.actions.raise_hand import RaiseHand, raise_hand
from meetings.floor.floor import Because, Kind, lot_of
from meetings.floor.tasks import end_all_overdue
from meetings.record.actions.start_item import StartItem, start_item
from tests.agencies.country import QARAAUYL
from tests.meetings.floor.gathering import Gathering
from tests.meetings.world import later, signed_in

REASON = "Анасы баламен ауруханаға асығып тұр, кейін сөйлей алмайды."


async def names(here: Gathering) -> list[str]:
    return [each.name for each in (await here.hall()).waiting]


async def test_a_hand_goes_up_once_and_its_place_says_why(here: Gathering):
    one = await here.with_hand()
    assert await raise_hand(one, RaiseHand(meeting=here.meeting.ref)) is False
    mine = (await here.hall(one)).mine
    assert mine is not None
    assert mine.waiting is not None
    assert (mine.waiting.position, mine.waiting.because, mine.waiting.name) == (1, Because.ALONE, "Сәуле А.")
    assert mine.expected_at is not None
    assert await value("SELECT count(*) FROM floor_hand") == 1
    assert await lower_hand(one, LowerHand(meeting=here.meeting.ref)) is True
    assert await names(here) == []


async def test_two_first_hands_stand_by_the_lot_that_anybody_can_draw_again(here: Gathering):
    for given in ("Әсел", "Болат", "Гүлнәр"):
        await here.with_hand(given)
    shown = await here.hall()
    lots = [lot_of(shown.seed, str(each.seat_id)) for each in shown.waiting]
    assert lots == sorted(lots)
    assert [each.because for each in shown.waiting][:2] == [Because.LOT, Because.LOT]


async def test_coming_in_again_draws_no_new_lot(here: Gathering):
    one = await here.with_hand()
    before = (await here.hall()).waiting[0].seat_id
    await leave(one, Leave(meeting=here.meeting.ref))
    assert await names(here) == []
    again = Enter(meeting=here.meeting.ref, place=QARAAUYL, language="ru", consent=True)
    assert await enter(one, again) == before


async def test_without_consent_one_reads_along_and_the_hand_stays_down(here: Gathering):
    one = await here.resident(consent=False)
    with pytest.raises(Conflict) as refused:
        await raise_hand(one, RaiseHand(meeting=here.meeting.ref))
    assert refused.value.reason == "hall.consent_needed"
    other = await here.with_hand("Болат")
    await enter(other, Enter(meeting=here.meeting.ref, place=QARAAUYL, language="kk", consent=False))
    assert await names(here) == []


async def test_the_chair_gives_the_floor_to_the_next_and_her_speech_is_recorded(here: Gathering):
    one = await here.with_hand()
    await here.give()
    shown = await here.hall(one)
    assert shown.turn is not None
    assert shown.mine is not None
    assert (shown.turn.name, shown.mine.has_floor, shown.waiting) == ("Сәуле А.", True, [])
    speech = await rows("SELECT speaker_name, place_code, ended_at FROM record_speech")
    assert speech == [{"speaker_name": "Сәуле А.", "place_code": QARAAUYL, "ended_at": None}]
    await end_turn(one, EndTurn(meeting=here.meeting.ref))
    assert (await here.hall()).turn is None
    assert await value("SELECT count(*) FROM record_speech WHERE ended_at IS NULL") == 0


async def test_another_resident_ends_nobodys_turn(here: Gathering):
    await here.with_hand()
    other = await here.resident("Болат")
    await here.give()
    with pytest.raises(Forbidden):
        await end_turn(other, EndTurn(meeting=here.meeting.ref))
    assert (await here.hall()).turn is not None


async def test_while_somebody_speaks_nobody_else_gets_the_floor(here: Gathering):
    await here.with_hand()
    await here.with_hand("Болат")
    await here.give()
    with pytest.raises(Conflict) as refused:
        await here.give()
    assert refused.value.reason == "hall.taken"
    assert len(await names(here)) == 1


async def test_time_that_is_used_up_ends_the_turn_on_reading_and_then_in_the_rows(here: Gathering):
    await here.with_hand()
    await here.give()
    here.minutes += 2.2  # two minutes and the seconds of grace are not over yet
    assert (await here.hall()).turn is not None
    here.minutes += 0.1
    assert (await here.hall()).turn is None
    assert await value("SELECT count(*) FROM floor_turn WHERE ended_at IS NULL") == 1
    house = here.now(here.world.system)
    assert await queries.overdue(house) == [here.meeting.ref]
    await end_all_overdue(house, house.now)
    assert await value("SELECT count(*) FROM floor_turn WHERE ended_at IS NULL") == 0
    assert await end_overdue(house, EndOverdue(meeting=here.meeting.ref)) is False


async def test_the_next_turn_ends_one_whose_time_is_over(here: Gathering):
    await here.with_hand()
    await here.with_hand("Болат")
    await here.give()
    here.minutes += 5
    await here.give()
    assert await value("SELECT count(*) FROM floor_turn WHERE ended_at IS NULL") == 1


async def test_who_spoke_stands_behind_who_did_not(here: Gathering):
    spoken = await here.with_hand()
    await here.give()
    await end_turn(here.chair, EndTurn(meeting=here.meeting.ref))
    here.minutes += 3
    await raise_hand(here.now(spoken), RaiseHand(meeting=here.meeting.ref))
    await here.with_hand("Болат")
    assert await names(here) == ["Болат А.", "Сәуле А."]
    assert (await here.hall()).waiting[0].because is Because.FIRST_TIME


async def test_a_turn_given_by_mistake_is_undone_and_counts_for_nothing(here: Gathering):
    await here.with_hand()
    await here.give()
    await end_turn(here.chair, EndTurn(meeting=here.meeting.ref, undo=True))
    assert await names(here) == ["Сәуле А."]
    assert (await here.hall()).last is None


async def test_out_of_turn_needs_a_reason_that_everybody_reads(here: Gathering):
    await here.with_hand("Әсел")
    await here.with_hand("Болат")
    second = (await here.hall()).waiting[1]
    with pytest.raises(Invalid) as refused:
        await here.give(seat=str(second.seat_id))
    assert refused.value.faults[0].field == "reason"
    await here.give(seat=str(second.seat_id), reason=REASON)
    shown = await here.hall()
    assert shown.turn is not None
    assert [(each.name, each.reason) for each in shown.overridden] == [(second.name, REASON)]


async def test_a_moved_hand_stands_where_it_was_put_with_the_reason(here: Gathering):
    for given in ("Әсел", "Болат", "Гүлнәр"):
        await here.with_hand(given)
    last = (await here.hall()).waiting[2]
    await move_hand(
        here.chair, MoveHand(meeting=here.meeting.ref, seat=str(last.seat_id), to=1, reason=REASON)
    )
    shown = await here.hall()
    assert shown.waiting[0].seat_id == last.seat_id
    assert shown.waiting[0].because is Because.CHAIR
    assert [(each.name, each.to, each.reason) for each in shown.moves] == [(last.name, 1, REASON)]


async def test_a_listening_point_has_a_hand_for_each_of_its_people(here: Gathering):
    point = await here.resident("Клуб", channel="point")
    with pytest.raises(Conflict):
        await add_voice(point, AddVoice(meeting=here.meeting.ref, name="Нұрлан Сейітов"))
    seat = await add_voice(point, AddVoice(meeting=here.meeting.ref, name="Нұрлан Сейітов", consent=True))
    await raise_hand(point, RaiseHand(meeting=here.meeting.ref, voice=seat))
    assert await names(here) == ["Нұрлан С."]
    await here.give()
    mine = (await here.hall(point)).mine
    assert mine is not None
    assert mine.has_floor
    stranger = await here.resident("Болат")
    with pytest.raises(Forbidden):
        await end_turn(stranger, EndTurn(meeting=here.meeting.ref))
    await end_turn(point, EndTurn(meeting=here.meeting.ref))
    assert (await here.hall()).turn is None
    with pytest.raises(Problem) as refused:
        await raise_hand(stranger, RaiseHand(meeting=here.meeting.ref, voice=seat))
    assert refused.value.reason == "hall.no_such_seat"


async def test_a_point_that_goes_leaves_no_hand_and_no_turn_of_its_people_behind(here: Gathering):
    point = await here.resident("Клуб", channel="point")
    for name in ("Нұрлан Сейітов", "Гүлнәр Әбдіқызы"):
        voice = await add_voice(point, AddVoice(meeting=here.meeting.ref, name=name, consent=True))
        await raise_hand(point, RaiseHand(meeting=here.meeting.ref, voice=voice))
    await here.give()
    await leave(point, Leave(meeting=here.meeting.ref))
    shown = await here.hall()
    assert (shown.turn, list(shown.waiting)) == (None, [])


async def test_a_visitor_reads_and_only_a_resident_acts(here: Gathering):
    await here.with_hand()
    assert (await here.hall()).mine is None
    with pytest.raises(Problem):
        await raise_hand(here.now(here.world.visitor), RaiseHand(meeting=here.meeting.ref))
    stranger = here.now(signed_in(here.world.visitor, here.world.daulet))
    with pytest.raises(Conflict) as refused:
        await raise_hand(stranger, RaiseHand(meeting=here.meeting.ref))
    assert refused.value.reason == "hall.enter_first"


async def test_the_queue_is_opened_once_by_the_office_of_the_meeting(here: Gathering):
    with pytest.raises(Conflict) as refused:
        await open_floor(here.chair, OpenFloor(meeting=here.meeting.ref))
    assert refused.value.reason == "hall.open_already"
    other = here.now(here.world.as_("clerk", here.world.district.id))
    with pytest.raises(Forbidden):
        await give_turn(other, GiveTurn(meeting=here.meeting.ref))


async def test_whatever_the_hall_shows_makes_its_version_grow(here: Gathering):
    versions = [(await here.hall()).version]

    async def grown() -> bool:
        versions.append((await here.hall()).version)
        return versions[-1] > versions[-2]

    await here.with_hand()
    assert await grown()
    await here.give()
    assert await grown()
    await end_turn(here.chair, EndTurn(meeting=here.meeting.ref))
    assert await grown()
    assert (await here.hall()).next_kind is None
    assert not await grown()
    if await value("SELECT count(*) FROM record_agenda_item WHERE meeting_id = $1", here.meeting.id):
        await start_item(later(here.chair, minutes=1), StartItem(meeting=here.meeting.ref, item=1))
        assert await grown()


async def test_hands_and_questions_ahead_take_turns(here: Gathering):
    await here.with_hand()
    assert (await here.hall()).next_kind is Kind.HAND
    assert (await here.hall()).expected(1) - (await here.hall()).now == timedelta()
