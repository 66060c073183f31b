"""A meeting from the calendar to the record, and what may not happen to it."""

from __future__ import annotations

import pytest
from tortoise.exceptions import IntegrityError

from hearing_state.db import rows, value
from hearing_state.errors import Conflict, Forbidden, Invalid, NotFound
from meetings.schedule import queries
from meetings.schedule.actions.announce import Announce, announce
from meetings.schedule.actions.cancel import Cancel, cancel
from meetings.schedule.actions.finish import Finish, finish
from meetings.schedule.actions.move import Move, move
from meetings.schedule.actions.record import Record, record
from meetings.schedule.actions.start import Start, start
from meetings.schedule.meeting import State
from tests.agencies.country import ALMATY
from tests.meetings.world import World, at_moment, hour, later, world

REASON = "Жолды қар басып қалды, жету мүмкін емес."


@pytest.fixture
async def here(db, as_) -> World:
    return await world(as_)


async def test_a_meeting_goes_from_the_calendar_to_the_record(here: World):
    found = await here.held()
    assert (found.state, found.attendance, found.host_name) == (State.HELD, 37, "Бауыржан Омаров")
    assert found.announce_days == 7
    assert found.rule_key == "akim.okrug"
    assert found.report_minutes == 22
    await record(later(here.system, days=30), Record(meeting=found.ref))
    assert (await queries.meeting(here.visitor, found.ref)).state is State.RECORDED
    kinds = [each.kind.value for each in await queries.changes(here.visitor, found.id)]
    assert kinds == ["planned", "announced", "started", "held", "recorded"]


async def test_it_is_announced_in_time_or_with_a_public_reason(here: World):
    near = await here.planned("2026-11-27")
    with pytest.raises(Invalid) as refused:
        await announce(here.clerk, Announce(meeting=near.ref))
    assert refused.value.values == {"days": 7, "left": 4}
    await announce(here.clerk, Announce(meeting=near.ref, late_reason="Су тасқыны қаупі."))
    told = (await queries.changes(here.visitor, near.id))[-1]
    assert (told.reason, told.facts["is_late"]) == ("Су тасқыны қаупі.", True)


async def test_a_moved_meeting_is_announced_anew(here: World):
    found = await here.announced("2026-12-15")
    with pytest.raises(Invalid) as refused:
        await move(
            here.clerk, Move(meeting=found.ref, starts_at=hour("2026-11-29"), minutes=90, reason=REASON)
        )
    assert refused.value.reason == "meeting.moved_too_near"
    await move(here.clerk, Move(meeting=found.ref, starts_at=hour("2026-12-17"), minutes=60, reason=REASON))
    moved = await queries.meeting(here.visitor, found.ref)
    assert (moved.starts_at, moved.minutes, moved.state) == (hour("2026-12-17"), 60, State.ANNOUNCED)
    told = (await queries.changes(here.visitor, found.id))[-1]
    assert (told.before_at, told.after_at, told.reason) == (hour("2026-12-15"), hour("2026-12-17"), REASON)


async def test_nobody_is_in_two_places(here: World):
    first = await here.planned("2026-12-15", "18:00")
    with pytest.raises(Conflict) as refused:
        await here.planned("2026-12-15", "19:00")
    assert refused.value.values["ref"] == first.ref
    await here.planned("2026-12-15", "19:30")
    await here.planned("2026-12-15", "18:00", is_deputy=True, host_name="Сәуле Оспанова")
    with pytest.raises(IntegrityError):
        await value(
            "UPDATE schedule_meeting SET ends_at = $2 WHERE ref = $1 RETURNING ref",
            first.ref,
            hour("2026-12-15", "19:45"),
        )


async def test_what_is_cancelled_makes_room_and_says_why(here: World):
    found = await here.announced()
    await cancel(here.clerk, Cancel(meeting=found.ref, reason=REASON))
    assert (await queries.meeting(here.visitor, found.ref)).reason == REASON
    await here.planned()
    with pytest.raises(Conflict):
        await announce(here.clerk, Announce(meeting=found.ref))


async def test_a_meeting_is_opened_near_its_hour_and_ended_after_it_began(here: World):
    found = await here.announced()
    with pytest.raises(Conflict):
        await start(here.clerk, Start(meeting=found.ref))
    with pytest.raises(Conflict):
        await finish(here.clerk, Finish(meeting=found.ref))
    later_on = at_moment(here.clerk, found.ends_at)
    with pytest.raises(Invalid):
        await finish(
            later_on, Finish(meeting=found.ref, started_at=found.ends_at, finished_at=found.starts_at)
        )
    await finish(later_on, Finish(meeting=found.ref))
    done = await queries.meeting(here.visitor, found.ref)
    assert (done.started_at, done.finished_at) == (found.starts_at, found.ends_at)


async def test_a_hall_needs_an_address_in_both_languages(here: World):
    found = await here.planned(mode="hall", address_kk="Мәдениет үйі, Абай көшесі 1")
    with pytest.raises(Invalid) as refused:
        await announce(here.clerk, Announce(meeting=found.ref))
    assert refused.value.reason == "meeting.address_needed"


async def test_an_akim_meets_the_people_of_the_own_territory(here: World):
    for place in (ALMATY, None, "999999999"):
        with pytest.raises(Invalid):
            await here.planned(place=place)


async def test_only_the_own_office_touches_its_meetings(here: World):
    found = await here.planned()
    stranger = here.as_("clerk", here.district.id)
    for refused in (here.resident, stranger):
        with pytest.raises(Forbidden):
            await cancel(refused, Cancel(meeting=found.ref, reason=REASON))
    with pytest.raises(NotFound):
        await cancel(here.clerk, Cancel(meeting="M-2026-999999", reason=REASON))


async def test_the_public_log_has_every_step_and_nobodys_name(here: World):
    found = await here.held()
    logged = await rows(
        "SELECT kind, facts::text AS facts FROM ledger_entry WHERE about = $1 ORDER BY id", found.ref
    )
    assert [each["kind"] for each in logged] == [
        "meeting.planned",
        "meeting.announced",
        "meeting.started",
        "meeting.held",
    ]
    assert "Омаров" not in " ".join(each["facts"] for each in logged)
