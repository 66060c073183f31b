"""Bolat signs a petition on a phone's page with his electronic signature; Gulnar signs from two devices at once and counts once; whose
certificate cannot be checked at that moment is told so, and is counted later.
"""

from __future__ import annotations

import asyncio
import base64
import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from tests.journeys.conftest import Meet, devices, meeting_by
from tests.journeys.other_days import SECONDS_TO_FILL
from tests.journeys.person import Person
from tests.support.authority import Authority, answering
from tests.support.browser import chromium
from tests.support.ncalayer import running
from tests.support.processes import Process, free_port

pytestmark = pytest.mark.browser

RECEIPT = re.compile(r"[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}")
COUNTED_WITHIN = 60


@pytest.fixture(scope="module")
async def authority() -> AsyncIterator[Authority]:
    async with answering(datetime.now(UTC), clock=lambda: datetime.now(UTC)) as made:
        yield made


@pytest.fixture(scope="module")
async def trusting_house(
    authority: Authority, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[str]:
    """A whole house that trusts the tests' authority."""
    folder: Path = tmp_path_factory.mktemp("keys")
    port = free_port()
    env = {
        "HS_DATA_DIR": str(folder / "var"),
        "HS_SITE_URL": f"http://127.0.0.1:{port}",
        "HS_EDS_ROOTS": str(authority.trusted(folder)),
    }
    process = Process("run", env, folder / "house.log", port=port)
    process.start()
    await asyncio.to_thread(process.wait_until_ready, SECONDS_TO_FILL)
    yield f"http://127.0.0.1:{port}"
    assert await asyncio.to_thread(process.stop) == 0, process.log.read_text(errors="replace")[-2000:]


@pytest.fixture(scope="module")
async def trusting_browser() -> AsyncIterator[Browser]:
    """Where the signing program was installed, its certificate is trusted."""
    async with chromium("--ignore-certificate-errors") as opened:
        yield opened


@pytest.fixture
async def meet(trusting_browser: Browser, trusting_house: str) -> AsyncIterator[Meet]:
    async with devices(trusting_browser, trusting_house) as made:
        yield meeting_by(made)


async def test_bolat_signs_on_a_phone_and_is_counted_apart(
    meet: Meet, authority: Authority, tmp_path: Path
) -> None:
    bolat = await meet("phone", "kk")
    ref = await finds_the_petition(bolat)
    await comes_to_the_words(bolat, ref, "bolat.key@example.kz")
    await bolat.choose("consent", "yes")
    await nobody_answers(bolat)
    async with running(tmp_path, None) as program:
        await presses(bolat)
        await expect(told(bolat, "cancelled")).to_be_visible()
        shown = await bolat.page.locator("#words").text_content()
        assert base64.b64decode(program.asked[0]["args"]["data"]).decode() == shown
        await bolat.look()
        program.key = authority.person("990101000004", "БОЛАТ", "СЕЙІТОВ")
        async with bolat.page.expect_navigation():
            await presses(bolat)
    await bolat.look()
    await bolat.reads(bolat.said("Thank you, your signature is taken."))
    assert RECEIPT.search(await bolat.page.locator("main").inner_text())
    await bolat.open(f"/petitions/{ref}/sign/eds")
    await bolat.reads(bolat.said("Receipt: %(code)s").partition("%")[0].strip())
    await counted_apart(bolat, ref)


async def test_gulnar_signs_from_two_devices_at_once(
    meet: Meet, authority: Authority, tmp_path: Path
) -> None:
    phone, desk = await meet("phone", "kk"), await meet("desk", "ru")
    ref = await finds_the_petition(phone)
    for each in (phone, desk):
        await comes_to_the_words(each, ref, "gulnar.key@example.kz")
        await each.choose("consent", "yes")
    async with running(
        tmp_path, authority.person("880101000001", "ГУЛЬНАР", "ОСПАНОВА", elliptic=True)
    ) as program:
        program.gate.clear()
        both = asyncio.gather(*(signs(each) for each in (phone, desk)))
        async with asyncio.timeout(30):
            while len(program.asked) < 2:
                await asyncio.sleep(0.05)
        program.gate.set()
        await both
    thanks = [each.said("Thank you, your signature is taken.") for each in (phone, desk)]
    said = [await each.page.locator(".hs-notice--success").first.inner_text() for each in (phone, desk)]
    assert sum(one.strip() == thank for one, thank in zip(said, thanks, strict=True)) == 1
    receipts = {
        found.group()
        for each in (phone, desk)
        if (found := RECEIPT.search(await each.page.locator("main").inner_text()))
    }
    assert len(receipts) == 1


async def test_what_cannot_be_checked_now_is_kept_and_told(
    meet: Meet, authority: Authority, tmp_path: Path
) -> None:
    marat = await meet("phone", "ru")
    ref = await finds_the_petition(marat)
    await comes_to_the_words(marat, ref, "marat.key@example.kz")
    await marat.choose("consent", "yes")
    authority.fails |= {"ocsp", "crl"}
    try:
        async with running(tmp_path, authority.person("770101000009", "МАРАТ", "ИСАЕВ")):
            await signs(marat)
    finally:
        authority.fails.clear()
    await marat.look()
    await marat.reads(
        marat.said(
            "The authority that says whether a certificate was revoked does not answer. It is asked again by itself; as soon as it answers your signature is counted. You need not do anything."
        )
    )


async def test_without_scripts_a_signature_made_elsewhere_is_sent_as_a_file(
    meet: Meet, authority: Authority, tmp_path: Path
) -> None:
    saule = await meet("phone", "kk", javascript=False)
    ref = await finds_the_petition(saule)
    await comes_to_the_words(saule, ref, "saule.key@example.kz")
    words = await saule.page.locator("#words").text_content()
    assert words is not None
    path = tmp_path / "signed.cms"
    path.write_bytes(
        base64.b64decode(
            authority.person("660101000016", "САУЛЕ", "ЕРЖАНОВА").signs(words.encode(), apart=True)
        )
    )
    await saule.choose("consent", "yes")
    await saule.press("Sign with my key")
    await expect(saule.page.locator("#error-summary")).to_be_visible()
    words = await saule.page.locator("#words").text_content()
    assert words is not None
    path.write_bytes(
        base64.b64decode(
            authority.person("660101000016", "САУЛЕ", "ЕРЖАНОВА").signs(words.encode(), apart=True)
        )
    )
    await saule.page.locator("#signature").set_input_files(path)
    await saule.press("Sign with my key")
    await saule.reads(saule.said("Thank you, your signature is taken."))


async def finds_the_petition(person: Person) -> str:
    """The first that is open for signatures."""
    await person.open("/petitions")
    href = await person.page.locator("main .hs-list a[href*='/petitions/P-']").first.get_attribute("href")
    assert href is not None
    return href.rsplit("/", 1)[1]


async def comes_to_the_words(person: Person, ref: str, contact: str) -> None:
    await person.open(f"/petitions/{ref}/sign")
    await person.press("Sign in and sign")
    await person.write("contact", contact)
    await person.press("Send the code")
    await person.write("code", await person.code_from_mailbox(contact))
    await person.press("Sign in", "people", inside="main")
    await person.press("Sign with an electronic signature", inside="main")


def told(person: Person, state: str):
    return person.page.locator(f'[data-eds-state="{state}"]')


async def presses(person: Person) -> None:
    await person.page.locator("[data-eds-button]").click()


async def signs(person: Person) -> None:
    async with person.page.expect_navigation(timeout=60_000):
        await presses(person)


async def nobody_answers(person: Person) -> None:
    await presses(person)
    await expect(told(person, "absent")).to_be_visible()
    await expect(person.page.locator("[data-eds-button]")).to_be_enabled()


async def counted_apart(person: Person, ref: str) -> None:
    by_key = person.said("by an electronic signature", "proof")
    async with asyncio.timeout(COUNTED_WITHIN):
        while True:
            await person.open(f"/petitions/{ref}")
            text = await person.page.locator("main").text_content() or ""
            if f"{by_key}: 1" in text:
                return
            await asyncio.sleep(1)
