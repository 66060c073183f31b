"""Each office owes a reception a month, the silent one too; its schedule is owed before the quarter begins."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from hearing_state.agencies import queries as agencies
from hearing_state.agencies.demo import CULTURE
from meetings.duties.actions.set_record_start import SetRecordStart, set_record_start
from meetings.receptions import monthly
from meetings.receptions.actions.cancel import Cancel, cancel
from meetings.receptions.actions.plan import Plan, plan
from meetings.receptions.actions.publish import Publish, publish
from tests.meetings.receptions.test_receptions import REASON, offered
from tests.meetings.world import World, at_moment, hour, world

OBLAST = "100000000"


@pytest.fixture
async def here(db, as_) -> World:
    """The record begins on 1 July 2026; the rule of monthly receptions on 28 July."""
    made = await world(as_)
    await set_record_start(
        made.administrator, SetRecordStart(from_on=date(2026, 7, 1), reason="Есептерден енгізілді.")
    )
    return made


async def published(here: World, day: str, on: str) -> str:
    """Hours of that day, laid down and published on another."""
    then = at_moment(here.clerk, hour(on, "10:00"))
    wish = {
        "agency": here.okrug.slug, "starts_at": hour(day, "15:00"), "ends_at": hour(day, "16:00"), "slot_minutes": 20,
        "room_kk": "204-бөлме", "room_ru": "Кабинет 204",
        "holder_name": "Бауыржан Омаров", "post_kk": "Әкім", "post_ru": "Аким",
    }  # fmt: skip
    ref = await plan(then, Plan(**wish))
    await publish(then, Publish(agency=here.okrug.slug, day=date.fromisoformat(day)))
    return ref


async def test_an_office_that_was_always_silent_is_missed_for_each_month_since_its_duty_began(here: World):
    owed = await monthly.of_office(here.visitor, here.okrug)
    assert owed.since == date(2026, 7, 28)
    assert list(owed.missing) == [date(2026, 10, 1), date(2026, 9, 1), date(2026, 8, 1)]  # July was not whole
    assert not owed.is_known
    assert (owed.schedule.state, owed.schedule.due_on) == ("overdue", date(2026, 9, 30))
    on_the_first = at_moment(here.visitor, hour("2026-12-01", "00:00"))
    assert (await monthly.of_office(on_the_first, here.okrug)).missing[0] == date(2026, 11, 1)
    just_before = at_moment(here.visitor, hour("2026-11-30", "23:59"))
    assert (await monthly.of_office(just_before, here.okrug)).months == 3


async def test_a_month_with_hours_is_kept_and_cancelled_hours_keep_nothing(here: World):
    await published(here, "2026-10-14", "2026-09-21")
    other = await published(here, "2026-12-09", "2026-11-23")
    after = at_moment(here.visitor, hour("2027-01-04", "12:00"))
    assert list((await monthly.of_office(after, here.okrug)).missing) == [
        date(2026, 11, 1),
        date(2026, 9, 1),
        date(2026, 8, 1),
    ]
    await cancel(here.clerk, Cancel(reception=other, reason=REASON))
    assert (await monthly.of_office(after, here.okrug)).missing[0] == date(2026, 12, 1)


async def test_a_schedule_published_after_the_quarter_began_is_late_and_one_before_is_not(here: World):
    await published(here, "2026-10-14", "2026-10-05")
    owed = await monthly.of_office(here.visitor, here.okrug)
    assert (owed.schedule.state, owed.schedule.working_days_late, owed.is_late) == ("missed", 3, True)
    await published(here, "2027-01-13", "2026-12-28")
    next_quarter = at_moment(here.visitor, hour("2027-01-04", "12:00"))
    owed = await monthly.of_office(next_quarter, here.okrug)
    assert (owed.schedule.state, owed.is_late) == ("kept", False)


async def test_who_began_within_a_quarter_owes_no_schedule_of_it(db, as_):
    here = await world(as_)  # the offices came into the house today, 23 November
    owed = await monthly.of_office(here.visitor, here.okrug)
    assert (owed.months, owed.schedule, list(owed.missing)) == (0, None, [])


async def test_the_tables_add_up_and_name_who_owes(here: World):
    await published(here, "2026-10-14", "2026-09-21")
    nation = await monthly.kept(here.visitor)
    assert nation.sums.offices > 2
    assert nation.sums.missed == 3 * nation.sums.offices - 1
    assert nation.sums.unpublished == nation.sums.offices - 1
    assert nation.sums.silent == nation.sums.offices - 1
    region = next(each.sums for each in nation.parts if each.place and each.place.code == OBLAST)
    unit = await monthly.kept(here.visitor, OBLAST)
    assert unit.sums == region
    assert unit.owing.total == region.offices  # the one that published missed two months
    bodies = [
        body.slug
        for page in (1, 2, 3)
        for body, _owed in (await monthly.kept(here.visitor, OBLAST, page)).owing.items
    ]
    assert bodies[-1] == here.okrug.slug
    ministry = await agencies.by_slug(here.visitor, CULTURE)
    assert ministry.slug in {
        body.slug
        for page in (1, 2)
        for body, _owed in (await monthly.kept(here.visitor, "", page)).owing.items
    }


async def test_everybody_reads_who_does_not_receive(client, here: World):
    page = await client.get(f"/ru/bodies/{here.okrug.slug}")
    assert "3 месяца прошли без приёма" in page.text
    page = await client.get(f"/en/bodies/{here.okrug.slug}/receptions")
    assert "has never published hours" in page.text
    page = await client.get("/en/receptions/kept")
    assert page.status_code == 200
    page = await client.get(f"/en/receptions/kept/{OBLAST}")
    assert "October 2026, September 2026, August 2026" in page.text
    assert (await client.get("/en/receptions/kept/999999999")).status_code == 404
    await offered(here, (here.system.today + timedelta(days=14)).isoformat())
    page = await client.get(f"/en/bodies/{here.okrug.slug}/receptions")
    assert "was owed before the quarter began" in page.text
