"""Gulmira writes a petition on her phone in Kazakh and passes the link on; a neighbour signs twice at once and is counted once. A petition
that fifty have joined is published by the moderator, and its author sees how far it is.
"""

from __future__ import annotations

import asyncio
import re

import pytest
from playwright.async_api import expect

from petitions.considering.demo_words import PETITIONS
from tests.journeys.conftest import Meet
from tests.journeys.person import Person

pytestmark = pytest.mark.browser

TITLE = "Қараауыл ауылында моншаны жөндеп, қайта ашу"
PROPOSAL = "Ауылдағы қоғамдық монша күзге дейін жөнделіп, аптасына екі күн жұмыс істесін."
REASONS = "Монша екі жыл бойы жабық тұр, ал ауылдың жартысынан көбінде жуынатын жағдай жоқ."
COUNTED_WITHIN_MS = 25_000
BEFORE_THE_CHECK = next(each for each in PETITIONS if each.author == "marina" and not each.steps)


async def test_she_files_it_and_a_neighbour_is_counted_once(meet: Meet) -> None:
    gulmira = await meet("phone", "kk")
    await she_drafts(gulmira)
    link = await she_files(gulmira, "gulmira@example.kz")
    bolat = await meet("phone", "kk")
    await he_signs_twice_at_once(bolat, link)
    await it_is_counted_once(gulmira, link)


async def test_the_moderator_publishes_and_the_author_sees_how_far_it_is(meet: Meet) -> None:
    asel = await meet("desk", "ru")
    await asel.sign_in_as_staff("moderator")
    await asel.open("/console/petitions")
    await asel.follow(asel.page.get_by_role("link", name=BEFORE_THE_CHECK.title))
    await asel.press("Open for the check", inside="main")
    await asel.press("Publish", inside="main")
    await asel.reads(asel.said("Nothing waits for a moderator"))
    marina = await meet("phone", "ru")
    await signs_in(marina, "/my/petitions", "marina@example.kz")
    await marina.follow(marina.page.get_by_role("link", name=BEFORE_THE_CHECK.title))
    await marina.reads(marina.said("Open for signatures"), "50 из 5 957")
    await expect(marina.page.locator("main progress").first).to_have_attribute("value", "50")
    letters = await marina.page.goto("/ru/mailbox?contact=marina@example.kz")
    assert letters is not None
    subject = marina.said("Petition %(ref)s is published").partition("%(ref)s")[2].strip()
    assert subject in await marina.page.locator("main").inner_text()


async def she_drafts(person: Person) -> None:
    await person.open("/")
    await person.press("Petition", "task", inside=".hs-tasks")
    await person.press("Begin a petition", inside="main")
    await person.write("q", "карауыл")
    await person.press("Find", inside="main")
    await person.page.locator('main [name="place"][value="103230100"]').check()
    await person.write("title", TITLE)
    await person.choose("topic", "public_spaces")
    await person.choose("language", "kk")
    await person.press("Continue")
    if person.page.url.endswith("/near"):
        await person.press("Mine is another one")
    await person.page.locator('main [name="agency"]').first.check()
    await person.press("Continue")
    await person.press("Continue")  # too early: nothing is written yet
    await expect(person.page.locator("#error-summary")).to_be_visible()
    await person.write("proposal", PROPOSAL)
    await person.write("reasons", REASONS)
    await person.press("Continue")
    await person.reads(TITLE, PROPOSAL, REASONS)


async def she_files(person: Person, contact: str) -> str:
    """The direct link, as she passes it on."""
    await person.press("Sign in and file")
    await _proves(person, contact)
    await _names_herself(person, "Гүлмира", "Әбенова")
    await person.choose("consent", "yes")
    await person.press("File the petition")
    await person.reads(
        person.said("Pass this link on: before the check only its holders can read and sign the petition.")
    )
    link = await person.page.locator("main .hs-notice a[href*='/petitions/']").first.get_attribute("href")
    assert link is not None
    return link


async def he_signs_twice_at_once(bolat: Person, link: str) -> None:
    """On two screens, pressed at the same moment."""
    await bolat.page.goto(link)
    await bolat.look()
    await bolat.press("Sign", inside="main")
    await bolat.press("Sign in and sign")
    await _proves(bolat, "bolat@example.kz")
    await _names_herself(bolat, "Болат", "Сейітов")
    await bolat.choose("consent", "yes")
    other = Person(await bolat.page.context.new_page(), "kk")
    await other.page.goto(bolat.page.url)
    await _names_herself(other, "Болат", "Сейітов")
    await other.choose("consent", "yes")
    await asyncio.gather(bolat.press("Sign", inside="main"), other.press("Sign", inside="main"))
    thanks = bolat.said("Thank you, your signature is taken.")
    before = bolat.said("You had signed already: one person, one signature.")
    said = [await each.page.locator(".hs-notice--success").first.inner_text() for each in (bolat, other)]
    assert sorted(each.strip() for each in said) == sorted([thanks, before])
    receipts = {
        re.search(r"[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}", await each.page.locator("main").inner_text())
        for each in (bolat, other)
    }
    assert len({each.group() for each in receipts if each}) == 1
    await other.page.close()


async def it_is_counted_once(gulmira: Person, link: str) -> None:
    """The counter comes by every ten seconds."""
    async with asyncio.timeout(COUNTED_WITHIN_MS / 1000):
        while True:
            await gulmira.page.goto(link)
            number = (await gulmira.page.locator("#votes ~ p strong").first.inner_text()).strip()
            if number != "0":
                break
    assert number == "1"
    await gulmira.look()


async def signs_in(person: Person, way: str, contact: str) -> None:
    await person.open(way)
    await person.press("Sign in", inside="main")
    await _proves(person, contact)


async def _proves(person: Person, contact: str) -> None:
    await person.write("contact", contact)
    await person.press("Send the code")
    await person.write("code", await person.code_from_mailbox(contact))
    await person.press("Sign in", "people", inside="main")


async def _names_herself(person: Person, given: str, family: str) -> None:
    """Only who has said no name yet is asked for one."""
    if await person.page.locator('main [name="given_name"]').count():
        await person.write("given_name", given)
        await person.write("family_name", family)
