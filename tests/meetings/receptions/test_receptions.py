"""A visitor is received: hours, request, day and hour, protocol, each with its legal term."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta

import pytest

from hearing_state.clock import FrozenClock
from hearing_state.db import rows, value
from hearing_state.deadlines import queries as deadlines
from hearing_state.errors import Conflict, Forbidden, Invalid, NotFound
from hearing_state.main.house import OpenHouse
from hearing_state.main.worker import relay_for
from meetings.receptions import queries
from meetings.receptions.actions.appoint import Appoint, appoint
from meetings.receptions.actions.book import Book, book
from meetings.receptions.actions.cancel import Cancel, cancel
from meetings.receptions.actions.cure import Cure, cure
from meetings.receptions.actions.hand_over import HandOver, hand_over
from meetings.receptions.actions.hold import Hold, hold
from meetings.receptions.actions.plan import Plan, plan
from meetings.receptions.actions.postpone import Postpone, postpone
from meetings.receptions.actions.publish import Publish, publish
from meetings.receptions.actions.redirect import Redirect, redirect
from meetings.receptions.actions.return_for_defects import ReturnForDefects, return_for_defects
from meetings.receptions.actions.terminate import Terminate, terminate
from meetings.receptions.actions.withdraw import Withdraw, withdraw
from meetings.receptions.booking import LIFECYCLE, State, quarter_of
from tests.meetings.world import World, at_moment, hour, later, world
from tests.support.contexts import NOON

ESSENCE = "Жер телімін рәсімдеу туралы бетпе-бет сөйлескім келеді."
REASON = "Басшы шұғыл іссапарға шығады."
DAY = "2026-12-10"


@pytest.fixture
async def here(db, as_) -> World:
    return await world(as_)


async def offered(here: World, day: str = DAY, **more) -> str:
    wish = {
        "agency": here.okrug.slug, "starts_at": hour(day, "15:00"), "ends_at": hour(day, "16:00"), "slot_minutes": 20, "room_kk": "204-бөлме",
        "room_ru": "Кабинет 204", **more,
    }  # fmt: skip
    ref = await plan(here.clerk, Plan(**wish))
    await publish(here.clerk, Publish(agency=here.okrug.slug, day=date.fromisoformat(day)))
    return ref


async def asked(here: World, ref: str, who=None, **more) -> str:
    made = await book(
        who or here.resident, Book(reception=ref, essence=ESSENCE, is_recording_known=True, **more)
    )
    return made.ref


async def test_from_the_request_to_the_protocol_in_the_visitors_hand(here: World):
    ref = await offered(here)
    booking = await asked(here, ref)
    case = await queries.case(here.resident, booking)
    assert case.standing is not None
    assert case.standing.due_on == date(2026, 12, 14)  # fifteen working days from 23 November
    await appoint(here.clerk, Appoint(booking=booking, reception=ref, slot_at=hour(DAY, "15:20")))
    assert (await queries.case(here.resident, booking)).standing.state == "kept"
    after = at_moment(here.clerk, hour(DAY, "15:40"))
    note = {
        "decision": "Өтініш қанағаттандырылды.",
        "instruction": "Жер бөліміне",
        "instruction_until_on": "2026-12-25",
    }
    await hold(after, Hold(booking=booking, recording_note="Мұрағат, 12-диск", **note))
    owed = await queries.case(at_moment(here.resident, hour(DAY, "16:00")), booking)
    assert owed.standing.due_on == date(2026, 12, 15)  # three working days after Thursday
    await hand_over(later(after, days=1), HandOver(booking=booking))
    kinds = [each.kind for each in (await queries.case(here.resident, booking)).past]
    assert kinds == ["booked", "appointed", "held", "handed_over"]


async def test_of_the_same_day_those_come_first_whom_the_law_receives_first(here: World):
    ref = await offered(here)
    plain = await asked(here, ref)
    first = await asked(here, ref, here.neighbour, priority="pregnant")
    assert [each.booking.ref for each in await queries.desk(here.clerk)] == [first, plain]


async def test_hours_are_nobodys_before_they_are_published(here: World):
    wish = Plan(
        agency=here.okrug.slug,
        starts_at=hour(DAY, "15:00"),
        ends_at=hour(DAY, "16:00"),
        room_kk="204-бөлме",
        room_ru="Кабинет 204",
    )
    ref = await plan(here.clerk, wish)
    with pytest.raises(NotFound):
        await queries.hours(here.resident, ref)
    with pytest.raises(Conflict):
        await plan(here.clerk, wish)
    assert await publish(here.clerk, Publish(agency=here.okrug.slug, day=date(2026, 10, 1))) == 1
    assert (await queries.hours(here.visitor, ref)).holder_name == "Бауыржан Омаров"
    with pytest.raises(Conflict):
        await publish(here.clerk, Publish(agency=here.okrug.slug, day=date(2026, 12, 31)))


async def test_one_visitor_to_a_slot_and_only_slots_that_are_there(here: World):
    ref = await offered(here)
    first, second = await asked(here, ref), await asked(here, ref, here.neighbour)
    await appoint(here.clerk, Appoint(booking=first, reception=ref, slot_at=hour(DAY, "15:00")))
    with pytest.raises(Conflict) as refused:
        await appoint(here.clerk, Appoint(booking=second, reception=ref, slot_at=hour(DAY, "15:00")))
    assert refused.value.reason == "reception.slot_taken"
    for wrong in ("15:10", "16:00", "14:40"):
        with pytest.raises(Invalid):
            await appoint(here.clerk, Appoint(booking=second, reception=ref, slot_at=hour(DAY, wrong)))
    assert [each.hour for each in await queries.free_slots(here.clerk, await queries.hours(here.clerk, ref))]
    assert (await queries.hours(here.visitor, ref)).free == 2


async def test_what_is_missing_stops_the_clock_and_runs_on_when_put_right(here: World):
    booking = await asked(here, await offered(here))
    await return_for_defects(
        here.clerk, ReturnForDefects(booking=booking, reason="Телімнің нөмірі көрсетілмеген.")
    )
    case = await queries.case(here.resident, booking)
    assert (case.standing.state, case.booking.cure_until_on) == ("paused", date(2026, 11, 26))
    with pytest.raises(Conflict):
        await terminate(here.clerk, Terminate(booking=booking))
    await cure(later(here.resident, days=2), Cure(booking=booking, text="Нөмірі: 23-252-001."))
    case = await queries.case(later(here.resident, days=2), booking)
    assert case.standing.due_on == date(2026, 12, 17)  # two days stood still, and 16 December is a holiday
    assert "23-252-001" in case.booking.essence


async def test_sent_on_it_begins_anew_and_is_read_by_the_new_office_alone(here: World):
    booking = await asked(here, await offered(here))
    await redirect(
        later(here.clerk, days=1), Redirect(booking=booking, agency=here.district.id, reason=REASON)
    )
    with pytest.raises(NotFound):
        await queries.case(here.clerk, booking)
    there = here.as_("clerk", here.district.id, at=NOON + timedelta(days=1))
    assert (await queries.case(there, booking)).standing.due_on == date(2026, 12, 15)
    with pytest.raises(Conflict):
        await redirect(later(there, days=9), Redirect(booking=booking, agency=here.okrug.id, reason=REASON))


async def test_moving_needs_two_working_days_of_notice(here: World):
    ref = await offered(here)
    booking = await asked(here, ref)
    await appoint(here.clerk, Appoint(booking=booking, reception=ref, slot_at=hour(DAY, "15:00")))
    wish = Postpone(booking=booking, reception=ref, slot_at=hour(DAY, "15:40"), reason=REASON)
    with pytest.raises(Invalid):
        await postpone(at_moment(here.clerk, hour("2026-12-09", "10:00")), wish)
    await postpone(at_moment(here.clerk, hour("2026-12-08", "10:00")), wish)
    assert (await queries.case(here.resident, booking)).booking.slot_at == hour(DAY, "15:40")


async def test_cancelled_hours_set_their_visitors_free_and_they_are_told(here: World, db, settings):
    ref = await offered(here)
    booking = await asked(here, ref)
    await appoint(here.clerk, Appoint(booking=booking, reception=ref, slot_at=hour(DAY, "15:00")))
    await cancel(here.clerk, Cancel(reception=ref, reason=REASON))
    assert (await queries.case(here.resident, booking)).booking.state is State.REGISTERED
    await relay_for(OpenHouse(settings, FrozenClock(NOON), db), parallel=1).drain()
    told = await rows(
        "SELECT template FROM notifications_notification WHERE about = $1 ORDER BY template", booking
    )
    assert [each["template"].rpartition("/")[2] for each in told] == ["appointed", "booked", "set_free"]


async def test_a_request_is_its_visitors_and_its_offices(here: World):
    booking = await asked(here, await offered(here))
    for stranger in (
        here.neighbour,
        here.visitor,
        here.as_("clerk", here.district.id),
        here.as_("moderator", here.okrug.id),
    ):
        with pytest.raises(NotFound):
            await queries.case(stranger, booking)
    with pytest.raises(Forbidden):
        await withdraw(here.neighbour, Withdraw(booking=booking))
    await withdraw(here.resident, Withdraw(booking=booking))
    assert (await deadlines.standing(here.visitor, booking)).state == "withdrawn"
    logged = await rows("SELECT facts::text AS facts FROM ledger_entry WHERE about = $1", booking)
    assert ESSENCE not in " ".join(each["facts"] for each in logged)


async def test_the_law_has_it_recorded_and_video_is_where_it_is(here: World):
    ref = await offered(here)
    with pytest.raises(Invalid) as refused:
        await book(here.resident, Book(reception=ref, essence=ESSENCE))
    assert refused.value.reason == "reception.consent_needed"
    with pytest.raises(Invalid):
        await book(here.resident, Book(reception=ref, essence=ESSENCE, is_recording_known=True, form="video"))


def test_a_quarter_has_its_first_and_last_day():
    assert quarter_of(date(2026, 11, 23)) == (date(2026, 10, 1), date(2026, 12, 31))


def test_the_readme_draws_the_lifecycle():
    from pathlib import Path

    import meetings.receptions

    readme = (Path(meetings.receptions.__file__).parent / "README.md").read_text(encoding="utf-8")
    assert LIFECYCLE.drawing() in readme


async def test_two_clerks_give_one_slot_away_at_the_same_moment(own_database, as_):
    here = await world(as_)
    ref = await offered(here)
    wanted = [await asked(here, ref, here.as_("resident", person_id=here.aigul)) for _each in range(3)]
    tries = [
        appoint(here.clerk, Appoint(booking=each, reception=ref, slot_at=hour(DAY, "15:00")))
        for each in wanted
    ]
    done = await asyncio.gather(*tries, return_exceptions=True)
    assert sum(each is None for each in done) == 1
    assert await value("SELECT count(*)::int FROM receptions_booking WHERE slot_at IS NOT NULL") == 1
