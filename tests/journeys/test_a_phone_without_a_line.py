"""A phone asks without a line: what was read is read again, the question waits on the device and arrives once."""

from __future__ import annotations

import asyncio
import re

import pytest
from playwright.async_api import Page, Route, expect

from tests.journeys.conftest import Meet
from tests.journeys.person import REF, Person
from tests.journeys.test_aigul_asks_from_her_phone import (
    TITLE,
    she_finds_her_village,
    she_proves_her_contact,
    she_writes_the_question,
    the_body_is_proposed,
)

pytestmark = pytest.mark.browser

CONTACT = "aigul.line@example.kz"
CONTROLLED = """() => new Promise(done => {
  navigator.serviceWorker.addEventListener('controllerchange', done);
  if (navigator.serviceWorker.controller) done();
}).then(() => undefined)"""
KEPT = """async () => {
  const found = [];
  for (const name of await caches.keys())
    for (const each of await (await caches.open(name)).keys()) found.push(new URL(each.url).pathname);
  return found.filter(each => !each.startsWith('/static/'));
}"""


async def test_a_question_waits_for_the_line_and_arrives_once(meet: Meet) -> None:
    aigul = await meet("phone", "kk")
    phone = aigul.page.context
    await the_worker_is_there(aigul.page)
    await she_is_about_to_send(aigul)
    await phone.set_offline(True)
    await aigul.press("Register the question")
    await aigul.reads(aigul.said("Waiting to be sent"), TITLE)
    await phone.set_offline(False)
    slip = aigul.named(aigul.said("Open the slip"), "main")
    await expect(slip).to_be_visible(timeout=20_000)
    await aigul.look()
    await aigul.follow(slip)
    number = await aigul.page.locator(".hs-slip-number strong").inner_text()
    assert REF.fullmatch(number)
    await it_was_asked_once(aigul)
    await nothing_is_left_after_signing_out(aigul)


async def test_a_question_whose_answer_was_lost_on_the_way_arrives_once(meet: Meet) -> None:
    aigul = await meet("phone", "kk")
    await the_worker_is_there(aigul.page)
    await she_is_about_to_send(aigul, "aigul.lost@example.kz")
    reached = asyncio.Event()

    async def lose(route: Route) -> None:
        await route.fetch(max_redirects=0)
        reached.set()
        await route.abort("connectionreset")

    await aigul.page.context.route(re.compile("/send$"), lose, times=1)
    await aigul.press("Register the question")
    assert reached.is_set(), "the house has it"
    await aigul.open("/without-line")
    slip = aigul.named(aigul.said("Open the slip"), "main")
    await expect(slip).to_be_visible(timeout=20_000)
    await aigul.follow(slip)
    await it_was_asked_once(aigul)


async def test_what_was_read_is_read_again_and_the_rest_is_said_in_words(meet: Meet) -> None:
    reader = await meet("phone", "kk")
    await the_worker_is_there(reader.page)
    await reader.open("/help")
    heading = await reader.heading()
    await expect_kept(reader.page, "/kk/help")
    await no_page_is_asked_for_twice_without_need(reader.page)
    await reader.page.context.set_offline(True)
    await reader.open("/help")
    assert await reader.heading() == heading
    await it_says_that_it_is_a_copy(reader)
    await reader.open("/bodies")
    await reader.reads(reader.said("There is no connection."), reader.said("You can read now"))
    readable = reader.page.locator("[data-kept-pages] a")
    await expect(readable.first).to_be_visible()
    assert "/kk/help" in await readable.evaluate_all("all => all.map(each => new URL(each.href).pathname)")


async def the_worker_is_there(page: Page) -> None:
    await page.goto("/kk/")
    await page.evaluate(CONTROLLED)


async def expect_kept(page: Page, path: str) -> None:
    async with asyncio.timeout(20):
        while path not in await page.evaluate(KEPT):
            await asyncio.sleep(0.1)


async def no_page_is_asked_for_twice_without_need(page: Page) -> None:
    """For who is known a second copy is asked for, not while one is fresh, and not where the reader saves data."""
    worker = page.context.service_workers[0]
    copied = "path => secondCopy(location.origin + path).then(answer => answer.type)"
    assert await worker.evaluate(copied, "/kk/help") == "error"
    assert await worker.evaluate(copied, "/kk/calculator") == "basic"
    await worker.evaluate("() => Object.defineProperty(navigator, 'connection', {value: {saveData: true}})")
    assert await worker.evaluate(copied, "/kk/calculator") == "error"


async def it_says_that_it_is_a_copy(reader: Person) -> None:
    """For a few seconds the browser takes what it just read for fresh; after that the copy is shown, and called so."""
    said = reader.page.locator("[data-line-copy]")
    async with asyncio.timeout(40):
        while not await said.is_visible():
            await reader.page.reload()
            await reader.page.evaluate("() => navigator.serviceWorker.ready.then(() => undefined)")
            await asyncio.sleep(0.5)


async def she_is_about_to_send(person: Person, contact: str = CONTACT) -> None:
    await person.open("/ask")
    await she_finds_her_village(person)
    await she_writes_the_question(person)
    await person.press("Ask mine all the same")
    await the_body_is_proposed(person)
    await she_proves_her_contact(person, contact)
    await person.write("given_name", "Айгүл")
    await person.write("family_name", "Қасымова")


async def it_was_asked_once(person: Person) -> None:
    await person.open("/my/questions")
    asked = person.page.locator("section[aria-labelledby=asked]")
    await expect(asked.get_by_role("link", name=TITLE)).to_have_count(1)
    await expect(person.page.locator("section[aria-labelledby=begun]")).to_have_count(0)


async def nothing_is_left_after_signing_out(person: Person) -> None:
    kept = await person.page.evaluate(KEPT)
    assert [each for each in kept if re.search("/(my|me|ask)(/|$)|/slip$", each)] == [], (
        "only what everybody sees"
    )
    await person.open("/me")
    await person.press("Sign out", inside="main")
    assert [each for each in await person.page.evaluate(KEPT) if not each.endswith("/without-line")] == []
    await person.open("/without-line")
    await expect(person.page.locator("[data-kept-forms] li")).to_have_count(0)
    assert await person.page.evaluate("Object.keys(localStorage)") == []
