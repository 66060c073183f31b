"""Before a reception: the files five working days ahead, the list of visitors final two days ahead, each told once."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from hearing_state.agencies.actions.appoint import Appoint as AppointStaff
from hearing_state.agencies.actions.appoint import appoint as appoint_staff
from hearing_state.agencies.agency import Post
from hearing_state.clock import FrozenClock
from hearing_state.db import rows
from hearing_state.deadlines.working_calendar import shipped
from hearing_state.errors import Conflict, Forbidden, Invalid, NotFound
from hearing_state.main.house import OpenHouse
from hearing_state.main.worker import relay_for
from meetings.duties.actions.set_norm import SetNorm, set_norm
from meetings.receptions import queries, reminders, tasks, visitors
from meetings.receptions.actions.appoint import Appoint, appoint
from meetings.receptions.actions.cancel import Cancel, cancel
from meetings.receptions.actions.postpone import Postpone, postpone
from meetings.receptions.actions.prepare import Prepare, prepare
from meetings.receptions.actions.withdraw import Withdraw, withdraw
from meetings.receptions.preparing import FILE, LIST, NOTICE, Preparation
from meetings.receptions.reminders import Kind
from tests.meetings.receptions.test_receptions import DAY, REASON, asked, offered
from tests.meetings.world import World, at_moment, hour, world

FILES_BY, LIST_BY = date(2026, 12, 3), date(2026, 12, 8)  # of the reception on Thursday, 10 December
NOTE = "Бұрынғы хаттар мен жер актісі, 204-бөлме."


@pytest.fixture
async def here(db, as_) -> World:
    made = await world(as_)
    clerk = {
        "agency": made.okrug.slug, "role": Post.CLERK, "holder_name": "Айнұр Тілеуова", "person_id": made.secretary,
        "from_on": made.system.today, "post_kk": "Хатшы", "post_ru": "Секретарь", "post_en": "Secretary",
    }  # fmt: skip
    await appoint_staff(made.system, AppointStaff(**clerk))
    return made


async def coming(here: World, ref: str, who=None, time: str = "15:00") -> str:
    booking = await asked(here, ref, who)
    await appoint(here.clerk, Appoint(booking=booking, reception=ref, slot_at=hour(DAY, time)))
    return booking


def preparation(today: date, **numbers: int) -> Preparation:
    return Preparation({FILE: 5, LIST: 2, NOTICE: 2} | numbers, shipped(), today)


def test_days_are_counted_back_over_weekends_and_holidays():
    terms = preparation(date(2026, 12, 1)).terms(hour("2026-12-21", "15:00"))
    assert terms.file_ready_on == date(
        2026, 12, 11
    )  # 16 December is a holiday, 12 and 13, 19 and 20 a weekend
    assert terms.list_final_on == date(2026, 12, 17)
    assert not terms.is_list_final(date(2026, 12, 17))
    assert terms.is_list_final(date(2026, 12, 18))


def test_beyond_the_working_calendar_no_day_is_guessed():
    beyond = datetime.combine(shipped().until_on + timedelta(days=30), hour(DAY, "15:00").timetz())
    asked_then = preparation(date(2026, 12, 1))
    assert asked_then.terms(beyond) is None
    assert not asked_then.is_list_final(beyond)


async def test_a_file_is_due_soon_overdue_and_ready_too_late_without_any_job(here: World):
    ref = await offered(here)
    in_time, late = await coming(here, ref), await coming(here, ref, here.neighbour, "15:20")

    async def seen(day: str) -> list[str]:
        found = await visitors.visitors(at_moment(here.clerk, hour(day, "10:00")), ref)
        return [each.file.state for each in found.cases]

    assert await seen("2026-11-26") == ["running", "running"]
    assert await seen("2026-12-01") == ["due_soon", "due_soon"]
    await prepare(at_moment(here.clerk, hour("2026-12-03", "10:00")), Prepare(booking=in_time, note=NOTE))
    assert await seen("2026-12-04") == ["kept", "overdue"]
    await prepare(at_moment(here.clerk, hour("2026-12-07", "10:00")), Prepare(booking=late, note=NOTE))
    assert await seen("2026-12-08") == ["kept", "missed"]
    case = await queries.case(at_moment(here.resident, hour("2026-12-08", "11:00")), in_time)
    assert [each.kind for each in case.past][-1] == "prepared"
    with pytest.raises(Conflict):
        await prepare(here.clerk, Prepare(booking=late, note=NOTE))


async def test_who_is_put_on_the_list_late_has_a_file_that_is_due_at_once(here: World):
    ref = await offered(here)
    booking = await asked(here, ref)
    then = at_moment(here.clerk, hour("2026-12-07", "10:00"))
    await appoint(then, Appoint(booking=booking, reception=ref, slot_at=hour(DAY, "15:00")))
    (line,) = await visitors.ahead(then)
    assert (line.file.state, line.file.due_on, line.visitors, line.files_ready) == (
        "due_soon",
        date(2026, 12, 7),
        1,
        0,
    )


async def test_the_list_is_open_on_its_last_day_and_closed_on_the_next(here: World):
    ref = await offered(here)
    booking, other = await coming(here, ref), await asked(here, ref, here.neighbour)
    last, after = hour("2026-12-08", "17:00"), hour("2026-12-09", "09:00")
    assert not (await queries.offered(at_moment(here.visitor, last)))[0].is_list_final
    assert (await queries.offered(at_moment(here.visitor, after)))[0].is_list_final
    with pytest.raises(Conflict) as refused:
        await asked(here, ref, at_moment(here.resident, after))
    assert (refused.value.reason, refused.value.values["until_on"]) == ("reception.list_is_final", LIST_BY)
    wish = Appoint(booking=other, reception=ref, slot_at=hour(DAY, "15:20"))
    with pytest.raises(Conflict):
        await appoint(at_moment(here.clerk, after), wish)
    moved = Postpone(booking=booking, reception=ref, slot_at=hour(DAY, "15:40"), reason=REASON)
    with pytest.raises(Invalid):
        await postpone(at_moment(here.clerk, after), moved)
    await appoint(at_moment(here.clerk, last), wish)
    found = await visitors.visitors(at_moment(here.clerk, after), ref)
    assert found.ahead.is_list_final
    assert [each.booking.ref for each in found.cases] == [booking, other]
    await withdraw(at_moment(here.resident, after), Withdraw(booking=booking))  # nobody is made to come


async def test_a_corrected_number_moves_the_days_at_once(here: World):
    ref = await offered(here)
    booking = await coming(here, ref)
    source = {"source_kk": "№ 700 қаулы", "source_ru": "Постановление № 700"}
    await set_norm(here.administrator, SetNorm(norm=LIST, value=4, **source))
    case = await queries.case(here.resident, booking)
    assert case.terms.list_final_on == date(2026, 12, 4)
    with pytest.raises(Invalid):
        await set_norm(here.administrator, SetNorm(norm=LIST, value=200, **source))


async def test_the_list_is_the_offices_own(here: World):
    ref = await offered(here)
    await coming(here, ref)
    with pytest.raises(Forbidden):
        await visitors.visitors(here.resident, ref)
    with pytest.raises(NotFound):
        await visitors.visitors(here.as_("clerk", here.district.id), ref)
    assert (await visitors.visitors(here.as_("auditor"), ref)).cases


async def _told(here: World, db, settings, now: datetime) -> list[tuple[str, str]]:
    """The job of that moment, and what it leads to: (letter, about) of all that was written so far."""
    await tasks.remind_all(at_moment(here.system, now), now)
    await relay_for(OpenHouse(settings, FrozenClock(now), db), parallel=1).drain()
    found = await rows(
        "SELECT template, about FROM notifications_notification WHERE template ~ 'list|files' ORDER BY id"
    )
    return [(each["template"].rpartition("/")[2], each["about"]) for each in found]


async def test_everybody_is_told_once_and_in_time(here: World, db, settings):
    ref = await offered(here)
    first, second = await coming(here, ref), await coming(here, ref, here.neighbour, "15:20")
    assert await _told(here, db, settings, hour("2026-12-01", "10:00")) == []
    await prepare(here.clerk, Prepare(booking=first, note=NOTE))
    eve = await _told(here, db, settings, hour("2026-12-02", "10:00"))
    assert eve == [("office_files_near", ref)] * 2  # to the head and to the secretary
    assert await _told(here, db, settings, hour("2026-12-03", "10:15")) == eve
    missed = await _told(here, db, settings, hour("2026-12-04", "00:10"))
    assert missed == [*eve, *[("office_files_missed", ref)] * 2]
    before = await _told(here, db, settings, hour("2026-12-07", "09:00"))
    assert before == [*missed, *[("office_list_near", ref)] * 2]
    final = await _told(here, db, settings, hour("2026-12-09", "00:10"))
    assert sorted(final[len(before) :]) == sorted(
        [
            ("office_list_final", ref),
            ("office_list_final", ref),
            ("list_final", first),
            ("list_final", second),
        ]
    )
    assert await _told(here, db, settings, hour("2026-12-10", "14:00")) == final


async def test_after_days_of_standstill_what_still_matters_is_told_and_nothing_that_is_over(
    here: World, db, settings
):
    ref = await offered(here)
    booking = await coming(here, ref)
    back = await _told(here, db, settings, hour("2026-12-09", "12:00"))
    assert sorted(set(back)) == sorted(
        {("office_files_missed", ref), ("office_list_final", ref), ("list_final", booking)}
    )
    later = await offered(here, "2026-12-24")
    await asked(here, later)
    assert await _told(here, db, settings, hour("2027-01-11", "12:00")) == back


async def test_nobody_is_told_of_a_reception_that_nobody_comes_to_or_that_was_cancelled(here: World):
    ref = await offered(here)
    then = at_moment(here.system, hour("2026-12-07", "12:00"))
    assert await reminders.waiting(then) == []
    await coming(here, ref)
    assert {each.kind for each in await reminders.waiting(then)} == {Kind.FILES_MISSED, Kind.LIST_NEAR}
    await cancel(here.clerk, Cancel(reception=ref, reason=REASON))
    assert await reminders.waiting(then) == []
