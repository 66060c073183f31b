"""Kairat, a phone, Kazakh: his village was skipped in the half-year; the day after its end that is red, though no job ran."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from playwright.async_api import Locator, expect

from hearing_state.agencies.demo import DISTRICT
from hearing_state.clock import ALMATY
from tests.journeys.conftest import Meet
from tests.journeys.other_days import OtherDays
from tests.journeys.person import Person

pytestmark = pytest.mark.browser

BEGUN = datetime(2026, 11, 23, 12, 30, tzinfo=ALMATY)
VILLAGE = "Кеңгірбай би ауылы"
LAST_DAY = date(2026, 12, 31)
DONE_BY_JOBS = "SELECT count(*) FROM jobs_tick UNION ALL SELECT count(*) FROM jobs_outbox UNION ALL SELECT count(*) FROM ledger_entry"
EVERYTHING_WRITTEN = f"SELECT string_agg(count::text, ' ') FROM ({DONE_BY_JOBS}) each"


async def test_it_is_red_the_day_after_and_nothing_has_run(autumn: OtherDays, meet_in_autumn: Meet) -> None:
    kairat = await meet_in_autumn("phone", "kk")
    async with autumn.opened("run", BEGUN):
        await the_record_is_whole_since_july(await meet_in_autumn("desk", "kk"))
    written = await autumn.value(EVERYTHING_WRITTEN)
    async with autumn.opened("web", datetime.combine(LAST_DAY, time(23, 30), ALMATY)):
        await the_village_waits(kairat, "due_soon")
        await kairat.reads(kairat.said("The period ends on"))
        assert not await is_listed_as_overdue(kairat)
    async with autumn.opened("web", datetime.combine(LAST_DAY + timedelta(days=1), time(0, 1), ALMATY)):
        # The clock jumped half an hour, the browser's own did not: its copies of a minute ago are still good to it.
        kairat = await meet_in_autumn("phone", "kk")
        await the_village_waits(kairat, "overdue")
        await kairat.reads(kairat.said("Overdue since"))
        since = kairat.page.locator(".hs-clock--detailed time[datetime='2027-01-01']")
        await expect(since).to_be_visible()
        assert await is_listed_as_overdue(kairat)
    assert await autumn.value(EVERYTHING_WRITTEN) == written, (
        "nothing was told, nothing ticked, nothing was queued"
    )


async def the_record_is_whole_since_july(daniyar: Person) -> None:
    """What was before does not count against anybody."""
    await daniyar.sign_in_as_staff("administrator")
    await daniyar.open("/console/duties/record")
    await daniyar.choose("agency", "")
    await daniyar.write("from_on", "2026-07-01")
    await daniyar.write("reason", "Бірінші жартыжылдықтың кездесулері туралы есептер толық емес.")
    await daniyar.press("Write it down", "duty", inside="main form")
    await expect(daniyar.page.locator(".hs-notice--success")).to_be_visible()


async def the_village_waits(kairat: Person, standing: str) -> None:
    """The same on the coverage page of his village and on the page of the place, in shape, word and colour."""
    await kairat.open(f"/coverage/{DISTRICT}")
    await kairat.follow(kairat.page.get_by_role("link", name=VILLAGE, exact=True))
    await shows(kairat.page.locator("section[aria-labelledby=concerning] .hs-clock").first, standing)
    await kairat.press("All about this place", inside="main")
    await shows(kairat.page.locator("section[aria-labelledby=who-was-met] .hs-clock--detailed"), standing)


async def shows(clock: Locator, standing: str) -> None:
    await expect(clock).to_contain_class(f"hs-clock--{standing}")
    red, green, blue = await clock.locator(".hs-clock__word").evaluate(
        "each => getComputedStyle(each).color.match(/\\d+/g).slice(0, 3).map(Number)"
    )
    assert (red > 2 * max(green, blue)) == (standing == "overdue"), (red, green, blue)


async def is_listed_as_overdue(kairat: Person) -> bool:
    await kairat.open(f"/coverage/{DISTRICT}/overdue")
    return (
        await kairat.page.locator("main .hs-list").get_by_role("link", name=VILLAGE, exact=True).count() > 0
    )
