"""Ainur, a clerk of the district, and Samat, its head: half a year of meetings proposed, mended by hand, approved, public."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

import pytest
from playwright.async_api import Locator, expect

from hearing_state.agencies.demo import DISTRICT
from hearing_state.clock import ALMATY, local
from tests.journeys.conftest import Meet
from tests.journeys.person import Person

pytestmark = pytest.mark.browser

NEW_YEAR = date(datetime.now(UTC).year + 1, 1, 1)
MASLIKHAT = "maslikhat.half.year@example.kz"
OKRUG = re.compile(r"ауылдық округі")


@dataclass(frozen=True)
class Moved:
    """What she moved by hand: where, from when, to when."""

    place: str
    before: datetime
    after: datetime

    @property
    def month(self) -> str:
        return f"{local(self.after):%Y-%m}"


def stamp(at: datetime) -> str:
    """As pages write an instant for machines, to the minute."""
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M}"


async def test_she_plans_and_the_head_publishes(meet: Meet) -> None:
    ainur, samat = await meet("desk", "kk"), await meet("desk", "kk")
    await ainur.sign_in_as_staff("clerk")
    plan = await has_a_half_year_proposed(ainur)
    await reads_the_report(ainur)
    moved = await moves_one_by_hand(ainur, plan)
    await ainur.open(plan)
    await ainur.press("Submit to the head", inside="main")
    await ainur.press("Submit", inside="main form")
    await ainur.reads(ainur.said("The head reads it now. Whoever submitted it does not approve it."))
    await samat.sign_in_as_staff("head")
    await approves(samat, plan)
    await everybody_reads_it(await meet("desk", "kk"), moved)
    await the_village_reads_it(await meet("phone", "kk"), moved)


async def has_a_half_year_proposed(ainur: Person) -> str:
    """From her desk; last year's sketch of the whole year gives way. Returns the plan's address without the language."""
    await ainur.open("/console/meetings")
    await ainur.press("All plans", inside="main")
    await ainur.open(f"/console/plans?year={NEW_YEAR.year}")
    await ainur.follow("main .hs-row__title")
    slug = ainur.page.url.split("/plans/")[1].split("/")[0]
    await ainur.press("Withdraw the draft", inside="main")
    await ainur.press("Withdraw the draft", inside="main form")
    plan = f"/console/plans/{slug}/{NEW_YEAR.year}-H1"
    await ainur.open(plan)
    await ainur.reads(ainur.said("No plan was proposed yet"), ainur.said("What the law asks for"))
    await ainur.press("Propose a plan", inside="main")
    await ainur.write("hours", "18:00, 17:00, 19:00")
    await ainur.press("Propose", inside="main form")
    return plan


async def reads_the_report(ainur: Person) -> None:
    """Nothing that the law asks for is missing, nothing conflicts, most of it is online."""
    tiles = ainur.page.locator("main .hs-tile__number")
    meetings, missing, conflicts = [int(await tiles.nth(number).inner_text()) for number in range(3)]
    assert meetings >= 5, "a district has villages"
    assert (missing, conflicts) == (0, 0)
    online = int((await tiles.nth(3).inner_text()).split()[0])
    assert online > 50, "the law wants most of them online"
    assert await ainur.page.locator("main .hs-row__title").count() == meetings
    await ainur.open(ainur.page.url.partition("/kk")[2].partition("?")[0] + "?view=places")
    await ainur.open(ainur.page.url.partition("/kk")[2].partition("?")[0] + "?view=month")


async def moves_one_by_hand(ainur: Person, plan: str) -> Moved:
    """Onto another meeting's hour, which is said at once; onto a day off, likewise; then to a free evening."""
    await ainur.open(plan)
    rows = ainur.page.locator("main .hs-row__title", has_text=OKRUG)
    taken, before = local(await _starts_at(rows.nth(0))), local(await _starts_at(rows.nth(1)))
    place = (await rows.nth(1).inner_text()).rpartition("·")[2].strip()
    await ainur.follow(rows.nth(1))
    await checks(ainur, taken.date(), f"{taken:%H:%M}")
    await ainur.reads(ainur.said("Against the hour that you typed:"))
    await expect(ainur.page.locator(".hs-trouble--impossible").first).to_be_visible()
    await checks(ainur, NEW_YEAR, "18:00")
    await expect(ainur.page.locator(".hs-troubles").first).to_be_visible()
    free = await a_free_evening(ainur, before.date())
    await ainur.press("Move the meeting", inside="main form")
    await ainur.reads(ainur.said("The meeting is moved."))
    return Moved(place, before, datetime.combine(free, time(18, 30), ALMATY))


async def _starts_at(row: Locator) -> datetime:
    return datetime.fromisoformat(await row.locator("time").get_attribute("datetime") or "")


async def checks(ainur: Person, on: date, hour: str) -> None:
    await ainur.write("on", on.isoformat())
    await ainur.write("time", hour)
    await ainur.press("Only check", inside="main form")


async def a_free_evening(ainur: Person, near: date) -> date:
    """The next weekday against which nothing stands."""
    for days in range(1, 40):
        on = near + timedelta(days=days)
        await checks(ainur, on, "18:30")
        if await ainur.page.get_by_text(
            ainur.said("Nothing stands against the hour that you typed.")
        ).count():
            return on
    raise AssertionError(f"no free evening after {near}")


async def approves(samat: Person, plan: str) -> None:
    await samat.open(plan)
    await samat.press("Read and approve", inside="main")
    await samat.write("contact", MASLIKHAT)
    await samat.write("number", "01-14/91")
    await samat.press("Approve and publish", inside="main form")
    await samat.reads(samat.said("The meetings stand in the public calendar. Each is moved or cancelled on its own page, with a reason that everybody reads."))  # fmt: skip


async def everybody_reads_it(reader: Person, moved: Moved) -> None:
    """In the country's calendar: the month, the day, the meeting."""
    await reader.open(f"/meetings?place={DISTRICT}&month={moved.month}")
    day = reader.page.locator(
        f".hs-calendar__cell:has(time[datetime='{local(moved.after).date().isoformat()}'])"
    )
    await reader.follow(day.get_by_role("link", name=re.compile(f"{local(moved.after):%H:%M}")))
    await expect(reader.page.locator(f".hs-when time[datetime^='{stamp(moved.after)}']")).to_be_visible()
    await reader.reads(moved.place)


async def the_village_reads_it(resident: Person, moved: Moved) -> None:
    """From the page of the place, which knows what else concerns it, to all that lies ahead."""
    await resident.open("/places")
    await resident.write("q", moved.place.split()[0])
    await resident.press("Find", inside="main")
    await resident.follow(resident.page.locator("main").get_by_role("link", name=moved.place))
    await resident.press("All meetings that concern this place", inside="main")
    await resident.press("List", inside="main")
    await expect(resident.page.locator(f"main time[datetime^='{stamp(moved.after)}']")).to_be_visible()
    assert await resident.page.locator(f"main time[datetime^='{stamp(moved.before)}']").count() == 0
