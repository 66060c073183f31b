"""A journalist finds who answers slowest and makes the page's figures again from its table alone; a citizen checks an answer's proof."""

from __future__ import annotations

import asyncio
import csv
import hashlib
import io
import re
import shlex
import sys
from collections.abc import AsyncIterator
from fractions import Fraction
from pathlib import Path

import pytest
from playwright.async_api import Browser

from tests.journeys.conftest import Meet, devices, meeting_by
from tests.journeys.october_in_a_village import october_house
from tests.journeys.person import Person

pytestmark = pytest.mark.browser
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")


@pytest.fixture(scope="module")
async def october(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[str]:
    async with october_house(tmp_path_factory.mktemp("october")) as address:
        yield address


@pytest.fixture
async def meet_in_october(browser: Browser, october: str) -> AsyncIterator[Meet]:
    async with devices(browser, october) as made:
        yield meeting_by(made)


async def figure(person: Person, name: str) -> Fraction:
    """The number that the page tells under that name."""
    told = person.page.locator("main dl div", has=person.page.get_by_text(person.said(name), exact=True))
    number = _NUMBER.search(await told.locator("strong").inner_text())
    assert number
    return Fraction(number[0].replace(",", "."))


def at_most(days: list[int], share: Fraction) -> int:
    """The least number of days within which so great a part of them lies, counted one by one."""
    return next(day for day in sorted(days) if sum(each <= day for each in days) >= share * len(days))


@pytest.mark.parametrize(("kind", "language"), [("phone", "kk"), ("desk", "ru")])
async def test_he_finds_the_slowest_body_and_its_table_gives_the_figures_of_its_page(
    meet_in_october: Meet, kind: str, language: str
) -> None:
    dauren = await meet_in_october(kind, language)
    await dauren.open("/figures")
    await dauren.follow("section[aria-labelledby=ranking] tbody th a")
    async with dauren.page.expect_download() as waiting:
        await dauren.named(dauren.said("The facts as a table (CSV)"), "main").click()
    table = Path(await (await waiting.value).path()).read_text(encoding="utf-8")

    duties = [each for each in csv.DictReader(io.StringIO(table)) if each["what"] == "duty"]
    in_time = [each for each in duties if each["answered_on"] and each["answered_on"] <= each["due_on"]]
    silent = [each for each in duties if not each["answered_on"]]
    assert len(silent) == 3
    days = [int(each["working_days"]) for each in duties]
    share = round(Fraction(100 * len(in_time), len(duties)), 1)
    assert share < round(Fraction(100 * len(in_time), len(duties) - len(silent)), 1)  # silence would flatter
    assert await figure(dauren, "Fell due") == len(duties)
    assert await figure(dauren, "In time, of all that fell due") == share
    assert await figure(dauren, "No answer") == len(silent)
    assert await figure(dauren, "Half took at most") == at_most(days, Fraction(1, 2))
    assert await figure(dauren, "Nine in ten took at most") == at_most(days, Fraction(9, 10))


@pytest.mark.parametrize(("kind", "language"), [("phone", "kk"), ("desk", "ru")])
async def test_she_checks_the_proof_of_an_answer_without_trusting_the_page(
    meet_in_october: Meet, kind: str, language: str
) -> None:
    saule = await meet_in_october(kind, language)
    await saule.open("/questions?state=answered")
    await saule.follow("main .hs-list__title[href*='/questions/']")
    check = saule.page.locator("section[aria-labelledby=check-yourself]")
    await check.locator("summary").click()
    command = (await check.locator("pre code").first.inner_text()).strip()
    entry = check.locator("li", has=saule.page.locator("code", has_text="question.answered"))
    await saule.follow(entry.locator("a").first)
    await saule.page.locator("section[aria-labelledby=proof] summary").click()
    line, own, steps, signed = [
        each.strip()
        for each in (await saule.page.locator("section[aria-labelledby=proof] pre code").all_inner_texts())[
            :4
        ]
    ]
    assert '"question.answered"' in line
    assert joined(line, own, steps, saule.said("left", "side of a hash")) == signed
    said = await the_program_says(command)
    assert said.startswith("verified: ")
    assert line in said
    assert f"root {signed}" in said


def joined(line: str, own: str, steps: str, left: str) -> str:
    """What the page tells her to do, in words: take digests and join them."""
    found = hashlib.sha256(b"\0" + line.encode()).digest()
    assert found.hex() == own
    for step in steps.splitlines():
        side, neighbour = step.rsplit(" ", 1)
        pair = [bytes.fromhex(neighbour), found] if side == left else [found, bytes.fromhex(neighbour)]
        found = hashlib.sha256(b"\1" + b"".join(pair)).digest()
    return found.hex()


async def the_program_says(command: str) -> str:
    """The line of the page, typed into her own computer."""
    program, *words = shlex.split(command)
    assert program == "hearing-state"
    process = await asyncio.create_subprocess_exec(
        Path(sys.executable).with_name(program), *words, stdout=asyncio.subprocess.PIPE
    )
    told, _nothing = await process.communicate()
    assert process.returncode == 0
    return told.decode()
