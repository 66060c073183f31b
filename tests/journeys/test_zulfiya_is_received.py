"""Zulfiya, a phone, Kazakh: she asks to be received, is put on the list, is received on the day, and reads the protocol at home."""

from __future__ import annotations

import re
from datetime import datetime

import pytest
from playwright.async_api import expect

from hearing_state.clock import ALMATY
from tests.journeys.conftest import Meet
from tests.journeys.other_days import OtherDays
from tests.journeys.person import Person

pytestmark = pytest.mark.browser

ASKED_ON = datetime(2026, 12, 2, 12, tzinfo=ALMATY)
"""After everything that others do in the house of this autumn."""
RECEIVED_ON = datetime(2026, 12, 28, 16, 50, tzinfo=ALMATY)
HOURS_OF = "28 желтоқсан"
CONTACT = "zulfiya@example.kz"
ESSENCE = "Мүгедектігі бар балама арнап пандус салып беруді екі жыл бойы сұрап келемін."
DECISION = "Пандус 2027 жылғы бірінші сәуірге дейін салынады."
TERMS = "The office tells you day and hour within fifteen working days; after the reception you get the protocol within three working days (APPC 90)."
NUMBER = re.compile(r"B-\d{4}-\d{6}")


async def test_she_asks_is_received_and_reads_the_protocol(autumn: OtherDays, meet_in_autumn: Meet) -> None:
    zulfiya, ainur = await meet_in_autumn("phone", "kk"), await meet_in_autumn("desk", "kk")
    async with autumn.opened("run", ASKED_ON):
        ref = await she_asks(zulfiya)
        await ainur.sign_in_as_staff("clerk")
        await she_gets_day_and_hour(ainur, ref)
        await zulfiya.open(f"/my/receptions/{ref}")
        await zulfiya.reads(
            HOURS_OF, zulfiya.said("day and hour are set"), zulfiya.said("Person with a disability")
        )
    async with autumn.opened("run", RECEIVED_ON):
        ainur = await meet_in_autumn("desk", "kk")
        await ainur.sign_in_as_staff("clerk")
        await the_protocol_is_written(ainur, ref)
        await zulfiya.open(f"/my/receptions/{ref}")
        await zulfiya.reads(DECISION, zulfiya.said("protocol handed over"))
        await expect(zulfiya.page.locator(".hs-clock--kept").first).to_be_visible()


async def she_asks(zulfiya: Person) -> str:
    await zulfiya.open("/receptions")
    await zulfiya.follow(zulfiya.page.locator("main a", has_text=HOURS_OF).first)
    await zulfiya.press("Ask to be received", inside="main")
    await she_signs_in(zulfiya)
    await zulfiya.reads(zulfiya.said(TERMS))
    await zulfiya.write("essence", "Пандус керек.")
    await zulfiya.choose("priority", "disability")
    await zulfiya.choose("form", "in_person")
    await zulfiya.press("Send the request", inside="main")
    await expect(zulfiya.page.locator("#essence-error")).to_be_visible()
    await expect(zulfiya.page.locator("[name=priority][value=disability]")).to_be_checked()
    await zulfiya.write("essence", ESSENCE)
    await zulfiya.choose("is_recording_known", "yes")
    await zulfiya.press("Send the request", inside="main")
    await zulfiya.reads(zulfiya.said("Your request is registered"), ESSENCE)
    found = NUMBER.search(await zulfiya.page.locator("main").inner_text())
    assert found is not None
    return found.group()


async def she_signs_in(zulfiya: Person) -> None:
    await zulfiya.write("contact", CONTACT)
    await zulfiya.press("Send the code", inside="main")
    await zulfiya.write("code", await zulfiya.code_from_mailbox(CONTACT))
    await zulfiya.press("Sign in", "people", inside="main")


async def she_gets_day_and_hour(ainur: Person, ref: str) -> None:
    """Whoever goes first by law is seen to, before her request is opened and in it."""
    first_by_law = ainur.said("Person with a disability")
    await ainur.open("/console/receptions")
    row = ainur.page.locator("main .hs-row", has_text=ref)
    await expect(row).to_contain_text(first_by_law)
    await ainur.follow(row.locator("a").first)
    await ainur.reads(first_by_law, ESSENCE)
    slot = ainur.page.locator("main [name=slot] option", has_text=HOURS_OF).first
    await ainur.choose("slot", await slot.get_attribute("value") or "")
    await ainur.press("Set day and hour", inside="main form")
    assert await ainur.page.locator("main [name=decision]").count() == 0  # the hour has not come
    await ainur.write("note", "Бұрынғы екі хаты мен жауаптары қоса тігілген.")
    await ainur.press("The file is ready", inside="main form")
    await expect(ainur.page.locator(".hs-notice--success")).to_be_visible()


async def the_protocol_is_written(ainur: Person, ref: str) -> None:
    await ainur.open(f"/console/receptions/{ref}")
    await ainur.press("Sign the protocol", inside="main form")
    await expect(ainur.page.locator("#error-summary")).to_be_visible()  # nothing was decided yet
    await ainur.write("decision", DECISION)
    await ainur.write("instruction", "Құрылыс бөліміне")
    await ainur.write("instruction_until_on", "2027-04-01")
    await ainur.write("recording_note", "Қабылдау бөлмесінің жазба мұрағаты, № 12")
    await ainur.press("Sign the protocol", inside="main form")
    await ainur.press("It is handed over", inside="main form")
    await expect(ainur.page.locator(".hs-notice--success")).to_be_visible()
