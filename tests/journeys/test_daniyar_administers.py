"""Daniyar, administrator, Kazakh: a decree moves days only after he has seen which; somebody is appointed; nothing is stuck."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from playwright.async_api import expect

from tests.journeys.conftest import Meet
from tests.journeys.person import Person

pytestmark = pytest.mark.browser

NEW_HEAD = {
    "holder_name": "Гүлнар Есенова",
    "post_kk": "Ауылдық округ әкімі",
    "post_ru": "Аким сельского округа",
    "post_en": "Akim of the rural district",
}
DECREE = "Үкіметтің сынақ қаулысы № 77"


async def test_he_previews_appoints_and_looks_after_the_outbox(meet: Meet) -> None:
    daniyar = await meet("desk", "kk")
    await daniyar.sign_in_as_staff("administrator")
    await he_adds_a_decree(daniyar)
    await he_appoints_a_head(daniyar)
    await daniyar.open("/console/outbox")
    await daniyar.reads(daniyar.said("Nothing failed too often."))


async def he_adds_a_decree(daniyar: Person) -> None:
    await daniyar.open("/console/calendar")
    await daniyar.press("Add a decree", inside="main")
    today = date.fromisoformat(str(await daniyar.page.locator("#decided_on").get_attribute("max")))
    off = next(day for n in range(7, 14) if (day := today + timedelta(days=n)).weekday() == 2)
    await daniyar.write("source", DECREE)
    await daniyar.write("decided_on", today.isoformat())
    await daniyar.write("days", f"{off.isoformat()} - Сынақ күні | Пробный день | Trial day")
    await daniyar.press("Show what would move", inside="main")
    moved = await daniyar.page.locator("main tbody tr").count()
    assert moved >= 1, "an open case ends after that day"
    await daniyar.press("Confirm and count anew", inside="main")
    await daniyar.reads(DECREE)


async def he_appoints_a_head(daniyar: Person) -> None:
    """A body has one head at a time: he is told so, ends the one appointment, begins the other the day after."""
    await daniyar.open("/console/bodies")
    await daniyar.write("q", "Арқат")
    await daniyar.press("Show", "agency", inside="main")
    await daniyar.follow("main .hs-row__title")
    last_day = date.fromisoformat(await daniyar.page.locator("main [name=until_on]").first.input_value())
    await daniyar.press("Appoint somebody", inside="main")
    await daniyar.choose("role", "head")
    for name, text in NEW_HEAD.items():
        await daniyar.write(name, text)
    await daniyar.write("from_on", last_day.isoformat())
    await daniyar.press("Appoint", inside="main form")
    await daniyar.reads(daniyar.said("Somebody heads this body in those days. End that appointment first."))
    await daniyar.press("Back, change nothing")
    await daniyar.press("End the appointment", inside="main table")
    await daniyar.press("Appoint somebody", inside="main")
    await daniyar.choose("role", "head")
    for name, text in NEW_HEAD.items():
        await daniyar.write(name, text)
    await daniyar.write("from_on", (last_day + timedelta(days=1)).isoformat())
    await daniyar.press("Appoint", inside="main form")
    await expect(daniyar.page.locator("main table")).to_contain_text(NEW_HEAD["holder_name"])
