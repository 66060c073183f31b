"""Aigul, a phone, Kazakh, no account: she asks about the water in her village and finds her question again."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import Page, expect

from tests.journeys.conftest import Meet
from tests.journeys.person import REF, Person

pytestmark = pytest.mark.browser

DAY = re.compile(r"\d{4}-\d\d-\d\d")
CONTACT = "aigul.phone@example.kz"
TITLE = "Қараауылда ауыз су күніне екі сағат қана беріледі, неге?"
TEXT = "Біздің көшеде су таңертең және кешке бір сағаттан ғана келеді. Құбыр қашан жөнделеді?"
POINTS = ("Су қашан тәулік бойы беріледі?", "Оған дейін су тасыла ма?")


async def test_she_asks_and_finds_it_again(meet: Meet) -> None:
    aigul = await meet("phone", "kk")
    ref = await asks(aigul, CONTACT)
    await aigul.press("See the question", inside="main")
    await aigul.reads(ref, TITLE)
    await follows_the_neighbours_question(aigul)
    await she_finds_it_without_an_account(await meet("phone", "kk"), ref)
    await it_waits_under_my_questions(await meet("phone", "kk"), ref)


async def asks(person: Person, contact: str) -> str:
    """The whole way from the home page to the slip; returns the number on it."""
    await person.open("/")
    await person.press("Ask a question", inside=".hs-tasks")
    await she_finds_her_village(person)
    await she_writes_the_question(person)
    await person.reads(
        person.said("Was this asked before?"), "Қараауылда ауыз су неге тәулігіне екі сағат қана беріледі?"
    )
    await person.press("Ask mine all the same")
    await the_body_is_proposed(person)
    await person.reads(person.said("Check your question"), TITLE, *POINTS)
    await she_proves_her_contact(person, contact)
    await person.write("given_name", "Айгүл")
    await person.write("family_name", "Қасымова")
    await person.press("Register the question")
    return await the_slip(person)


async def she_finds_her_village(person: Person) -> None:
    await person.write("q", "карауыл")  # her keyboard has no Қ
    await person.press("Find", inside="main")
    first = person.page.locator("main .hs-list > li").first
    await expect(first).to_contain_text("Қараауыл")
    await person.follow(first.get_by_role("button"))


async def she_writes_the_question(person: Person) -> None:
    await person.press("Continue")  # too early: nothing is written yet
    await expect(person.page.locator("#error-summary")).to_be_visible()
    await person.choose("topic", "water_supply")
    await person.write("title", TITLE)
    await person.write("text", TEXT)
    await person.press("Continue")
    for number, point in enumerate(POINTS):
        await person.write("points", point, number)
    await person.press("Continue")


async def the_body_is_proposed(person: Person) -> None:
    why = person.page.locator("main .hs-notice p")
    assert (await why.nth(0).inner_text()).strip(), "which body"
    assert (await why.nth(1).inner_text()).strip(), "why this one"
    await person.choose("kind", "inquiry")
    await person.choose("visibility", "public")
    await person.press("Continue")


async def she_proves_her_contact(person: Person, contact: str) -> None:
    await person.press("Continue")
    await person.write("contact", contact)
    await person.press("Send me the code")
    await person.write("code", await person.code_from_mailbox(contact))
    await person.press("Continue")


async def the_slip(person: Person) -> str:
    await person.reads(person.said("Your question is registered"), person.said("Last day by law"))
    number = await person.page.locator(".hs-slip-number strong").inner_text()
    assert REF.fullmatch(number)
    await expect(person.page.locator(".hs-clock time")).to_have_attribute("datetime", DAY)
    await largest_is(person.page, ".hs-slip-number strong")
    return number


async def largest_is(page: Page, selector: str) -> None:
    """The most important fact is the largest thing on the page."""
    size = "each => parseFloat(getComputedStyle(each).fontSize)"
    others = await page.locator("main *:visible").evaluate_all(f"all => Math.max(...all.map({size}))")
    assert await page.locator(selector).evaluate(size) == others


async def follows_the_neighbours_question(person: Person) -> None:
    neighbours = "Қараауылда ауыз су неге тәулігіне екі сағат қана беріледі?"
    await person.open("/questions?q=ауыз+су")
    await person.follow(person.page.get_by_role("link", name=neighbours))
    await person.press("Follow")
    await person.open("/my/questions")
    await person.reads(person.said("Followed by me"), neighbours, person.said("Asked by me"), TITLE)


async def she_finds_it_without_an_account(stranger: Person, ref: str) -> None:
    await stranger.open("/")
    await stranger.open("/questions/find")
    await stranger.write("number", ref.lower())
    await stranger.press("Find", inside="main")
    await stranger.reads(ref, stranger.said("Last day by law"))


async def it_waits_under_my_questions(aigul: Person, ref: str) -> None:
    """A new phone, the same e-mail: her questions are there."""
    await aigul.open("/sign-in")
    await aigul.write("contact", CONTACT)
    await aigul.press("Send the code")
    await aigul.write("code", await aigul.code_from_mailbox(CONTACT))
    await aigul.press("Sign in", "people", inside="main")
    await aigul.open("/my/questions")
    await aigul.reads(TITLE, ref)
