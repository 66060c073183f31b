"""Botagoz at a service centre, Kazakh: an old man has come, she asks for him and hands him the slip on paper."""

from __future__ import annotations

import io

import pikepdf
import pytest
from playwright.async_api import expect

from tests.journeys.conftest import Meet
from tests.journeys.person import REF, Person

pytestmark = pytest.mark.browser

IIN, MISTYPED = "991514000022", "991514000023"
TITLE = "Зейнетақымды ауылға қашан жеткізеді?"


async def test_she_registers_a_visitor_and_prints(meet: Meet) -> None:
    botagoz = await meet("desk", "kk")
    await botagoz.sign_in_as_staff("operator")
    await botagoz.open("/console/desk/visitor")
    await she_writes_down_who_came(botagoz)
    await she_finds_his_village(botagoz)
    await she_asks_for_him(botagoz)
    ref = await botagoz.heading()
    found = REF.search(ref)
    assert found is not None, ref
    await botagoz.press("Print the slip", inside="main")
    await the_paper_carries_only_the_slip(botagoz, found.group())


async def she_writes_down_who_came(botagoz: Person) -> None:
    await botagoz.write("family_name", "Оспанов")
    await botagoz.write("given_name", "Мұрат")
    await botagoz.write("iin", MISTYPED)
    await botagoz.choose("locale", "kk")
    await botagoz.press("Continue", inside="main")
    await expect(botagoz.page.locator("#iin-error")).to_be_visible()
    await expect(botagoz.page.locator("[name=family_name]")).to_have_value("Оспанов")
    await botagoz.write("iin", IIN)
    await botagoz.press("Continue", inside="main")


async def she_finds_his_village(botagoz: Person) -> None:
    await botagoz.write("q", "қараауыл")
    await botagoz.press("Find", inside="main")
    await botagoz.follow("main .hs-row__title")


async def she_asks_for_him(botagoz: Person) -> None:
    await botagoz.choose("topic", "pensions")
    await botagoz.choose("kind", "inquiry")
    await botagoz.choose("language", "kk")
    await botagoz.write("title", TITLE)
    await botagoz.write(
        "text", "Зейнетақым екі айдан бері кешігіп келеді. Себебі неде, қашан уақытында беріледі?"
    )
    await botagoz.choose("visibility", "private")
    await botagoz.press("Register and print the slip", inside="main")


async def the_paper_carries_only_the_slip(botagoz: Person, ref: str) -> None:
    page = botagoz.page
    await page.emulate_media(media="print")
    # the sign of the house stays as a letterhead
    for part in (".hs-nav", ".hs-tools", ".hs-footer ul", ".hs-button"):
        assert await page.locator(part).locator("visible=true").count() == 0, f"{part} would be printed"
    await botagoz.reads(ref, botagoz.said("Last day by law"))
    await expect(page.get_by_role("img").first).to_be_visible()
    assert TITLE not in await page.locator("body").inner_text(), "the slip says nothing of what was asked"
    with pikepdf.open(io.BytesIO(await page.pdf(prefer_css_page_size=True))) as paper:
        assert len(paper.pages) == 1, "it fits on one sheet"
