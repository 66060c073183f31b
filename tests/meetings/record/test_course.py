"""Before a meeting and while it goes on: the agenda, the floor, heads, polls, the checklist."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from tortoise.exceptions import IntegrityError

from hearing_state.db import execute, rows, value
from hearing_state.errors import Conflict, Forbidden, Invalid, NotFound, SignInNeeded
from hearing_state.i18n import clock_time
from meetings.record import desk as desks
from meetings.record import queries
from meetings.record.actions.close_poll import ClosePoll, close_poll
from meetings.record.actions.count_attendance import CountAttendance, count_attendance
from meetings.record.actions.end_item import EndItem, end_item
from meetings.record.actions.give_floor import GiveFloor, give_floor
from meetings.record.actions.open_poll import Offered, OpenPoll, open_poll
from meetings.record.actions.remove_speech import RemoveSpeech, remove_speech
from meetings.record.actions.set_agenda import PlannedItem, SetAgenda, set_agenda
from meetings.record.actions.start_item import StartItem, start_item
from meetings.record.actions.take_floor import TakeFloor, take_floor
from meetings.record.actions.tick_check import TickCheck, tick_check
from meetings.record.actions.time_item import TimeItem, time_item
from meetings.record.actions.vote import Vote, vote
from meetings.record.actions.wind_up import WindUp, wind_up
from meetings.record.checklist import Check, CheckState
from meetings.record.recorded import recorded
from meetings.schedule.actions.finish import Finish, finish
from tests.agencies.country import QARAAUYL
from tests.meetings.record.room import Room, room

OPTIONS = (
    Offered(text_kk="Иә", text_ru="Да"),
    Offered(text_kk="Жоқ", text_ru="Нет"),
)


async def of(here: Room, meeting):
    return (await queries.record(here.world.visitor, meeting.ref))[0]


async def test_a_clerk_lays_down_the_agenda_and_everybody_reads_it(here: Room):
    meeting = await here.world.announced()
    await here.agenda(meeting)
    found = await of(here, meeting)
    hours = [(each.item.kind.value, clock_time(each.from_at)) for each in found.slots]
    assert hours == [("opening", "18:00"), ("report", "18:05"), ("questions", "18:25"), ("closing", "19:25")]
    assert found.planned is not None
    assert (found.planned.percent, found.planned.is_over) == (22.2, False)


async def test_a_report_longer_than_a_quarter_is_refused_with_its_sentence(here: Room):
    meeting = await here.world.announced()
    with pytest.raises(Invalid) as refused:
        await here.agenda(meeting, (("report", 30), ("questions", 60)))
    (fault,) = refused.value.faults
    assert fault.reason == "agenda.report_too_long"
    assert fault.values == {"percent": 25, "longest": 22, "report": 30}
    assert (await of(here, meeting)).items == []


async def test_an_agenda_is_laid_down_anew_until_an_item_has_begun(here: Room):
    meeting = await here.world.live()
    await here.agenda(meeting)
    await here.agenda(meeting, (("report", 10), ("questions", 80)))
    await start_item(here.after(here.clerk, meeting, minutes=1), StartItem(meeting=meeting.ref, item=1))
    with pytest.raises(Conflict) as refused:
        await here.agenda(meeting)
    assert refused.value.reason == "agenda.begun"


async def test_only_the_meeting_s_own_office_lays_it_down(here: Room):
    meeting = await here.world.announced()
    item = PlannedItem(kind="questions", minutes=90, title_kk="Сұрақтар", title_ru="Вопросы")
    wish = SetAgenda(meeting=meeting.ref, items=(item,))
    stranger = here.world.as_("clerk", here.world.district.id)
    with pytest.raises(Forbidden):
        await set_agenda(stranger, wish)
    with pytest.raises(Forbidden):
        await set_agenda(here.world.resident, wish)
    with pytest.raises(SignInNeeded):
        await set_agenda(here.world.visitor, wish)
    with pytest.raises(NotFound):
        await desks.desk(stranger, meeting.ref)


async def test_one_item_goes_on_at_a_time_and_the_report_is_measured(here: Room):
    meeting = await here.world.live()
    await here.agenda(meeting)
    for item, minute in ((1, 0), (2, 4), (3, 34)):
        await start_item(
            here.after(here.clerk, meeting, minutes=minute), StartItem(meeting=meeting.ref, item=item)
        )
    with pytest.raises(Conflict):
        await start_item(here.clerk, StartItem(meeting=meeting.ref, item=2))
    await end_item(here.after(here.clerk, meeting, minutes=90), EndItem(meeting=meeting.ref, item=3))
    with pytest.raises(Conflict):
        await end_item(here.clerk, EndItem(meeting=meeting.ref, item=3))
    await finish(here.after(here.clerk, meeting, minutes=90), Finish(meeting=meeting.ref))
    found = await of(here, await here.again(meeting))
    assert [each.seconds(found.now) for each in found.items] == [240, 1800, 3360, None]
    assert found.actual is not None
    assert (found.actual.percent, found.actual.is_over) == (33.3, True)


async def test_times_are_written_down_after_a_meeting_that_was_led_elsewhere(here: Room):
    meeting = await here.world.held()
    await here.agenda(meeting)
    begun = meeting.starts_at + timedelta(minutes=5)
    clerk = here.after(here.clerk, meeting, days=1)
    await time_item(
        clerk,
        TimeItem(meeting=meeting.ref, item=2, started_at=begun, ended_at=begun + timedelta(minutes=15)),
    )
    with pytest.raises(Invalid) as refused:
        await time_item(
            clerk,
            TimeItem(
                meeting=meeting.ref, item=3, started_at=begun, ended_at=meeting.starts_at + timedelta(hours=5)
            ),
        )
    assert refused.value.values == {"begun": "18:00", "ended": "19:30"}
    found = await of(here, meeting)
    assert found.actual is not None
    assert found.actual.percent == 16.7


async def test_the_floor_goes_from_one_to_the_next(here: Room):
    meeting = await here.world.live()
    await here.agenda(meeting)
    await start_item(here.after(here.clerk, meeting), StartItem(meeting=meeting.ref, item=3))
    ref = meeting.ref
    await give_floor(here.after(here.clerk, meeting, minutes=1), GiveFloor(meeting=ref, kind="head"))
    await give_floor(
        here.after(here.clerk, meeting, minutes=11),
        GiveFloor(meeting=ref, kind="resident", place=QARAAUYL, name="Айгүл Сәтбаева", consent=True),
    )
    await take_floor(here.after(here.clerk, meeting, minutes=13), TakeFloor(meeting=ref))
    with pytest.raises(Conflict):
        await take_floor(here.clerk, TakeFloor(meeting=ref))
    await give_floor(here.after(here.clerk, meeting, minutes=14), GiveFloor(meeting=ref, kind="resident"))
    found = await recorded(here.clerk, await here.again(meeting))
    head, aigul, nobody = found.speeches
    assert head.name_kk.startswith("Бауыржан Омаров")
    assert (aigul.name_kk, aigul.name_ru) == (
        "Айгүл С., тұрғын, Қараауыл ауылы",
        "Айгүл С., житель, село Карааул",
    )
    assert nobody.speaker_name == ""
    assert {each.item_id for each in found.speeches} == {found.items[2].id}
    assert [each.seconds(found.now) for each in (head, aigul)] == [600, 120]


async def test_a_resident_s_name_is_kept_only_with_consent(here: Room):
    meeting = await here.world.live()
    clerk = here.after(here.clerk, meeting)
    with pytest.raises(Invalid) as refused:
        await give_floor(clerk, GiveFloor(meeting=meeting.ref, kind="resident", name="Айгүл Сәтбаева"))
    assert refused.value.reason == "floor.consent_needed"
    with pytest.raises(Invalid):
        await give_floor(clerk, GiveFloor(meeting=meeting.ref, kind="official"))
    said = await rows("SELECT facts::text AS facts FROM ledger_entry WHERE kind = 'floor.given'")
    assert not [each for each in said if "Айгүл" in each["facts"]]


async def test_a_speech_may_be_about_a_question_of_the_meeting(here: Room):
    meeting = await here.world.live()
    await here.raise_question(meeting, "Q-2026-900001", "answered")
    clerk = here.after(here.clerk, meeting)
    with pytest.raises(Invalid) as refused:
        await give_floor(clerk, GiveFloor(meeting=meeting.ref, kind="head", question="Q-2026-900009"))
    assert refused.value.reason == "floor.no_such_question"
    await give_floor(clerk, GiveFloor(meeting=meeting.ref, kind="head", question="Q-2026-900001"))
    (speech,) = (await of(here, meeting)).speeches
    assert speech.question_ref == "Q-2026-900001"


async def test_two_speeches_never_lie_over_each_other(here: Room):
    meeting = await here.world.held()
    clerk = here.after(here.clerk, meeting, days=1)

    def between(begun: int, ended: int) -> GiveFloor:
        at = meeting.starts_at
        return GiveFloor(
            meeting=meeting.ref,
            kind="head",
            started_at=at + timedelta(minutes=begun),
            ended_at=at + timedelta(minutes=ended),
        )

    speech = await give_floor(clerk, between(0, 20))
    await give_floor(clerk, between(20, 25))
    with pytest.raises(Conflict) as refused:
        await give_floor(clerk, between(10, 22))
    assert refused.value.reason == "floor.taken"
    with pytest.raises(Invalid):
        await give_floor(clerk, GiveFloor(meeting=meeting.ref, kind="head"))
    await remove_speech(clerk, RemoveSpeech(meeting=meeting.ref, speech=speech))
    with pytest.raises(NotFound):
        await remove_speech(clerk, RemoveSpeech(meeting=meeting.ref, speech=speech))
    assert len((await of(here, meeting)).speeches) == 1


async def test_heads_are_counted_apart_from_who_registered(here: Room):
    meeting = await here.world.live()
    clerk = here.after(here.clerk, meeting, minutes=20)
    for mode, heads in (("hall", 25), ("online", 310), ("online", 31), ("broadcast", 140)):
        await count_attendance(
            clerk, CountAttendance(meeting=meeting.ref, mode=mode, headcount=heads, note="")
        )
    found = await of(here, meeting)
    assert found.took_part == 56
    assert [(each.mode.value, each.headcount) for each in found.counts] == [
        ("hall", 25),
        ("online", 31),
        ("broadcast", 140),
    ]
    ahead = await here.world.announced("2026-12-20")
    with pytest.raises(Conflict):
        await count_attendance(here.clerk, CountAttendance(meeting=ahead.ref, mode="hall", headcount=1))


async def opened(here: Room, meeting) -> int:
    wish = OpenPoll(
        meeting=meeting.ref, title_kk="Жарық керек пе?", title_ru="Нужно ли освещение?", options=OPTIONS
    )
    return (await open_poll(here.after(here.clerk, meeting, minutes=30), wish)).number


async def test_each_person_votes_once_and_guests_are_counted_apart(here: Room):
    meeting = await here.world.live()
    number = await opened(here, meeting)
    world = here.world
    guest, other_guest = world.visitor, world.as_("visitor", address="203.0.113.8")
    for voter, option in (
        (world.resident, 2),
        (world.resident, 1),
        (world.neighbour, 1),
        (guest, 2),
        (guest, 2),
        (other_guest, 2),
    ):
        await vote(voter, Vote(meeting=meeting.ref, poll=number, option=option))
    open_one = await queries.poll(world.resident, meeting.ref, number)
    assert (open_one.own_option, open_one.may_vote, open_one.poll.options[0].people) == (1, True, None)
    await close_poll(here.after(here.clerk, meeting, minutes=35), ClosePoll(meeting=meeting.ref, poll=number))
    closed = (await queries.poll(world.visitor, meeting.ref, number)).poll
    assert [(each.people, each.guests) for each in closed.options] == [(2, 0), (0, 2)]


async def test_a_closed_poll_stands(here: Room):
    meeting = await here.world.live()
    number = await opened(here, meeting)
    clerk = here.after(here.clerk, meeting, minutes=35)
    await close_poll(clerk, ClosePoll(meeting=meeting.ref, poll=number))
    with pytest.raises(Conflict):
        await vote(here.world.resident, Vote(meeting=meeting.ref, poll=number, option=1))
    with pytest.raises(Conflict):
        await close_poll(clerk, ClosePoll(meeting=meeting.ref, poll=number))
    with pytest.raises(IntegrityError):
        await execute("UPDATE record_poll SET result = '{}'")


async def test_officials_do_not_vote_and_nobody_votes_for_what_is_not_offered(here: Room):
    meeting = await here.world.live()
    number = await opened(here, meeting)
    with pytest.raises(Forbidden):
        await vote(here.clerk, Vote(meeting=meeting.ref, poll=number, option=1))
    with pytest.raises(Invalid):
        await vote(here.world.resident, Vote(meeting=meeting.ref, poll=number, option=3))
    with pytest.raises(NotFound):
        await vote(here.world.resident, Vote(meeting=meeting.ref, poll=7, option=1))


async def test_of_a_vote_nobody_can_read_who_cast_it(here: Room):
    meeting = await here.world.live()
    number = await opened(here, meeting)
    await vote(here.world.resident, Vote(meeting=meeting.ref, poll=number, option=2))
    (kept,) = await rows("SELECT * FROM record_poll_vote")
    assert str(here.world.aigul) not in str(kept)
    (said,) = await rows("SELECT facts::text AS facts, is_public FROM ledger_entry WHERE kind = 'poll.voted'")
    assert said["is_public"] is False
    assert "option" not in said["facts"]


async def test_a_meeting_that_ends_ends_what_still_runs(here: Room):
    meeting = await here.world.live()
    await here.agenda(meeting)
    await start_item(here.after(here.clerk, meeting), StartItem(meeting=meeting.ref, item=1))
    await give_floor(here.after(here.clerk, meeting), GiveFloor(meeting=meeting.ref, kind="head"))
    number = await opened(here, meeting)
    await finish(here.after(here.clerk, meeting, minutes=80), Finish(meeting=meeting.ref))
    for _twice in range(2):
        await wind_up(here.after(here.world.system, meeting, hours=3), WindUp(meeting=meeting.ref))
    found = await of(here, await here.again(meeting))
    assert found.speaking is None
    assert found.running is None
    assert found.speeches[0].seconds(found.now) == 80 * 60
    assert not (await queries.poll(here.world.visitor, meeting.ref, number)).poll.is_open


async def test_the_checklist_before_going_live(here: Room):
    meeting = await here.world.planned(interpretation=("ru",))

    async def states() -> dict[Check, CheckState]:
        return {each.check: each.state for each in (await desks.desk(here.clerk, meeting.ref)).checks}

    before = await states()
    assert before[Check.ANNOUNCED] is CheckState.MISSING
    assert before[Check.INTERPRETERS] is CheckState.MISSING
    assert before[Check.ADDRESS] is CheckState.NOT_NEEDED
    await here.agenda(meeting)
    await tick_check(here.clerk, TickCheck(meeting=meeting.ref, check="interpreters"))
    await tick_check(here.clerk, TickCheck(meeting=meeting.ref, check="interpreters"))
    after = await states()
    assert (after[Check.AGENDA], after[Check.INTERPRETERS]) == (CheckState.DONE, CheckState.DONE)
    await tick_check(here.clerk, TickCheck(meeting=meeting.ref, check="interpreters", is_done=False))
    assert (await states())[Check.INTERPRETERS] is CheckState.MISSING
    with pytest.raises(Invalid):
        await tick_check(here.clerk, TickCheck(meeting=meeting.ref, check="agenda"))


async def test_the_agenda_of_no_meeting_is_not_found(here: Room):
    with pytest.raises(NotFound):
        await queries.record(here.world.visitor, "M-2026-999999")
    assert await value("SELECT count(*) FROM record_agenda_item") == 0


async def test_of_twenty_votes_at_once_one_counts(own_database: str, as_):
    """Ten by one resident, ten from one guest's line, all at the same time."""
    here = await room(as_)
    meeting = await here.world.live()
    number = await opened(here, meeting)
    wishes = [Vote(meeting=meeting.ref, poll=number, option=1 + turn % 2) for turn in range(10)]
    voters = (here.world.resident, here.world.visitor)
    await asyncio.gather(*(vote(voter, wish) for wish in wishes for voter in voters))
    found = await rows(
        "SELECT is_guest, count(*) AS n FROM record_poll_vote GROUP BY is_guest ORDER BY is_guest"
    )
    assert [(each["is_guest"], each["n"]) for each in found] == [(False, 1), (True, 1)]
    assert own_database


async def test_a_vote_that_meets_the_closing_is_counted_or_refused(own_database: str, as_):
    """Nobody's vote is written down after the count."""
    here = await room(as_)
    meeting = await here.world.live()
    number = await opened(here, meeting)
    voters = [here.world.as_("resident") for _ in range(12)]
    closing = close_poll(
        here.after(here.clerk, meeting, minutes=40), ClosePoll(meeting=meeting.ref, poll=number)
    )
    votes = [vote(voter, Vote(meeting=meeting.ref, poll=number, option=1)) for voter in voters]
    answers = await asyncio.gather(*votes[:6], closing, *votes[6:], return_exceptions=True)
    refused = sum(isinstance(each, Conflict) for each in answers)
    poll = (await queries.poll(here.world.visitor, meeting.ref, number)).poll
    assert poll.people == await value("SELECT count(*) FROM record_poll_vote") == len(voters) - refused
    assert own_database
