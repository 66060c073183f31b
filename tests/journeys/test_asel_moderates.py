"""Asel, a moderator: she lets a question be read, hides another, decides a report; another moderator hears the appeal."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from tests.journeys.conftest import Meet
from tests.journeys.person import Person

pytestmark = pytest.mark.browser

FRESH = "Мектептің жылу қазандығы қысқа дайын ба?"
REPORTED = "Медеу ауданында кешкі автобустар неге қысқарды?"
OUTSPOKEN = "Арқат пен Қараауыл арасындағы көпір қашан салынады?"


async def test_she_screens_what_came(meet: Meet) -> None:
    asel = await meet("desk", "kk")
    await asel.sign_in_as_staff("moderator")
    await asel.open("/console/screening")
    await asel.follow(asel.page.locator(".hs-row__title", has_text=FRESH))
    await asel.press("Decide", inside="main form")
    await expect(asel.page.locator("#error-summary")).to_be_visible()  # nothing was chosen
    await asel.choose("verdict", "publish")
    await asel.press("Decide", inside="main form")
    await expect(asel.page.locator(".hs-notice--success")).to_be_visible()
    await she_hides_one_with_a_reason(asel)


async def she_hides_one_with_a_reason(asel: Person) -> None:
    await asel.open("/questions?q=көпір")
    await asel.follow(asel.page.get_by_role("link", name=OUTSPOKEN))
    ref = asel.page.url.rpartition("/")[2]
    await asel.open(f"/console/screening/{ref}")
    await asel.choose("verdict", "hide")
    await asel.choose("reason", "third_person")
    await asel.press("Decide", inside="main form")
    await asel.open(f"/questions/{ref}")
    await asel.reads(asel.said("It accuses a named private person"))


async def test_a_report_is_decided_and_somebody_else_hears_the_appeal(meet: Meet) -> None:
    asel = await meet("desk", "kk")
    await asel.sign_in_as_staff("moderator")
    reader = await signed_in(meet, "yerbol@example.kz")
    await reader.open("/questions?q=автобустар")
    await reader.follow(reader.page.get_by_role("link", name=REPORTED))
    ref = reader.page.url.rpartition("/")[2]
    await reader.press("Report this to a moderator", inside="main")
    await reader.choose("reason", "insulting")
    await reader.write("text", "Мәтінде балағат сөз бар.")
    await reader.press("Send the report", inside="main")
    await asel.open("/console/reports")
    await asel.follow(f"main a[href$='{ref}']")
    await asel.choose("verdict", "upheld insulting")
    await asel.write("explanation", "Мәтіндегі бір сөйлем әдеп ережесіне қайшы.")
    await asel.press("Decide", inside="main form")
    decision = asel.page.url.partition("/kk")[2]
    await the_author_appeals(meet, decision)
    await somebody_else_hears_it(meet, asel, ref, decision)


async def the_author_appeals(meet: Meet, decision: str) -> None:
    author = await signed_in(meet, "daulet@example.kz")
    await author.open(decision)
    await author.write("text", "Сұрағымда балағат сөз жоқ, қайта қарауыңызды сұраймын.")
    await author.press("Appeal", inside="main form")


async def somebody_else_hears_it(meet: Meet, asel: Person, ref: str, decision: str) -> None:
    await asel.open("/console/reports")
    await asel.follow(f"main a[href*='/appeals/']:has-text('{ref}')")
    await asel.reads(asel.said("You made the first decision: another moderator decides on the appeal."))
    viktor = await meet("desk", "ru")
    await viktor.sign_in_as_staff("moderator2")
    await viktor.open("/console/reports")
    await viktor.follow(f"main a[href*='/appeals/']:has-text('{ref}')")
    await viktor.choose("outcome", "granted")
    await viktor.write("explanation", "Бранных слов в вопросе нет.")
    await viktor.press("Decide", inside="main form")
    await viktor.open(decision)
    await viktor.reads("Бранных слов в вопросе нет.")


async def signed_in(meet: Meet, contact: str) -> Person:
    person = await meet("phone", "kk")
    await person.open("/sign-in")
    await person.write("contact", contact)
    await person.press("Send the code")
    await person.write("code", await person.code_from_mailbox(contact))
    await person.press("Sign in", "people", inside="main")
    return person
