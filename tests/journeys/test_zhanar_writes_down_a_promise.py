"""Zhanar of the okrug's office writes down what was promised at a meeting; its day passes while nobody knocks. Aigul, who had asked
for it, is told once, and of the meetings for which she is registered she is reminded once: of none that is over.
"""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pytest
from playwright.async_api import expect

from hearing_state.clock import ALMATY
from meetings.schedule.demo import VILLAGE
from tests.journeys.conftest import Meet
from tests.journeys.other_days import OtherDays
from tests.journeys.person import Person

pytestmark = pytest.mark.browser

BEGUN = datetime(2026, 11, 23, 13, tzinfo=ALMATY)
DUE_ON = date(2026, 11, 26)
AWAY_UNTIL = datetime(2026, 12, 1, 20, tzinfo=ALMATY)
"""A day before the meeting in the hall; the online one of 24 November is long over."""
NEXT_MORNING = datetime(2026, 12, 2, 9, tzinfo=ALMATY)
HELD = "Қараауыл ауылы: қысқа дайындық"
ASKED = "Балабақша қазандығы"
QUOTE = "Балабақшаның қазандығын жиырма алтыншы қарашаға дейін түгел жөндеп береміз."
AIGUL = "aigul@example.kz"
LETTERS_COME_WITHIN_SECONDS = 30
RAN_THIS_MORNING = f"""
SELECT (SELECT count(*) = 2 FROM jobs_tick
         WHERE name IN ('deadlines.remind', 'registration.remind') AND last_slot_at >= '{NEXT_MORNING.isoformat()}')
   AND NOT EXISTS (SELECT 1 FROM jobs_outbox WHERE done_at IS NULL AND dead_at IS NULL AND due_at <= '{(NEXT_MORNING + timedelta(minutes=5)).isoformat()}')
"""


@dataclass(frozen=True)
class Promised:
    """Addresses without the language."""

    page: str
    office: str

    @property
    def number(self) -> str:
        return self.page.rpartition("/")[2]


async def test_it_is_missed_in_public_and_who_asked_is_told_once(
    autumn: OtherDays, meet_in_autumn: Meet
) -> None:
    aigul = await meet_in_autumn("phone", "kk")
    async with autumn.opened("run", BEGUN):
        made = await she_writes_it_down(await meet_in_autumn("desk", "kk"))
        await it_runs_in_public(aigul, made)
        assert await letters(aigul, "Soon: meeting of %(moment)s") == 0
    async with autumn.opened("run", AWAY_UNTIL):
        await the_day_has_passed(aigul, made)
        await told(aigul, "Promise %(ref)s is overdue", made.number)
        await told(aigul, "Soon: meeting of %(moment)s")
    async with autumn.opened("run", NEXT_MORNING):
        await everything_ran_again(autumn)
        assert await letters(aigul, "Promise %(ref)s is overdue", made.number) == 1
        assert await letters(aigul, "Soon: meeting of %(moment)s") == 1


async def she_writes_it_down(zhanar: Person) -> Promised:
    """For a question that Aigul and others had asked ahead; from then on it stands."""
    await zhanar.open(f"/meetings?place={VILLAGE}&view=list&state=held")
    await zhanar.follow(zhanar.page.get_by_role("link", name=HELD))
    meeting = zhanar.page.url.partition("/kk/")[2]
    await zhanar.sign_in_as_staff("official.okrug")
    await zhanar.open(f"/console/{meeting}")
    await zhanar.press("Write down a promise", inside="main")
    await zhanar.write("quote", QUOTE)
    await zhanar.choose("language", "kk")
    await zhanar.write("due_on", DUE_ON.isoformat())
    await zhanar.write("offset", "0:41:10")
    offered = zhanar.page.locator("[name=question] option", has_text=ASKED)
    await zhanar.choose("question", await offered.get_attribute("value") or "")
    await zhanar.press("Publish the promise", inside="main form")
    await zhanar.press("Public page", inside="main")
    page = zhanar.page.url.partition("/kk")[2]
    await zhanar.press("How this office keeps its word", inside="main")
    return Promised(page, zhanar.page.url.partition("/kk")[2])


async def it_runs_in_public(reader: Person, made: Promised) -> None:
    await reader.open(made.page)
    await reader.reads(QUOTE, "26 қараша")
    assert await reader.page.locator(".hs-clock--overdue").count() == 0
    await reader.open(made.office)
    running = reader.page.locator("section[aria-labelledby=promises-of-body] li", has_text=QUOTE)
    await expect(running).to_be_visible()
    assert await running.locator(".hs-clock--overdue").count() == 0


async def the_day_has_passed(reader: Person, made: Promised) -> None:
    """On its own page, on the office's page, and in the public list."""
    await reader.open(made.page)
    await reader.reads(QUOTE, reader.said("The day has passed, and nothing was written down as done."))
    await expect(reader.page.locator(".hs-clock--detailed")).to_contain_class("hs-clock--overdue")
    for where in (made.office, "/commitments?tab=overdue"):
        await reader.open(where)
        await expect(
            reader.page.locator("main li", has_text=QUOTE).locator(".hs-clock--overdue")
        ).to_be_visible()


async def letters(reader: Person, subject: str, number: str = "") -> int:
    """How many of hers have that subject."""
    await reader.open(f"/mailbox?contact={AIGUL}")
    pattern = re.sub(r"%\\\(\w+\\\)s|%\(\w+\)s", ".+", re.escape(reader.said(subject)))
    subjects = await reader.page.locator("main .hs-list__title").all_inner_texts()
    return sum(bool(re.match(pattern, each)) and number in each for each in subjects)


async def everything_ran_again(autumn: OtherDays) -> None:
    """Of this morning the days that passed and the reminders were gone through once more, and nothing of it lies about."""
    for _ in range(LETTERS_COME_WITHIN_SECONDS):
        if await autumn.value(RAN_THIS_MORNING):
            return
        await asyncio.sleep(1)
    raise AssertionError("the timetable did not run this morning")


async def told(reader: Person, subject: str, number: str = "") -> None:
    for _ in range(LETTERS_COME_WITHIN_SECONDS):
        if await letters(reader, subject, number):
            return
        await asyncio.sleep(1)
    raise AssertionError(f"{AIGUL} got no letter: {subject}")
