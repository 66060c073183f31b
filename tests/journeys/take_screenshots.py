"""Pictures of the pages that matter most, as people see them. `make screenshots`, or with names: `… question board`."""

from __future__ import annotations

import asyncio
import io
import sys
import tempfile
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path

from PIL import Image
from playwright.async_api import Browser, FloatRect, Locator, Page, StorageState, ViewportSize

from tests.journeys.other_days import SECONDS_TO_FILL
from tests.journeys.person import REF, Person
from tests.support.browser import DESK, PHONE, chromium
from tests.support.processes import Process, free_port

FOLDER = Path(__file__).parents[2] / "docs" / "screenshots"
HEIGHT_MAX = 1600
COLOURS = 256
VILLAGE, DISTRICT = "103230100", "103200000"
ASKED = {
    "kk": ("Қараауылда көше шамдары қашан жанады?", "Абай көшесінде шам бір айдан бері жанбайды."),
    "ru": ("Когда в Караауле зажгут уличные фонари?", "На улице Абая фонари не горят уже месяц."),
}  # fmt: skip
ANSWER = {
    "kk": "Су құбырының сорғы станциясы жөнделді, су 1 желтоқсаннан бастап тәулік бойы беріледі.",
    "ru": "За прошлый год на ремонт дорог района израсходовано 214 млн тенге.",
}
MEETING = {"kk": "Қараауыл ауылының тұрғындарымен кездесу", "ru": "Встреча с жителями села Карааул"}
ANSWERED = {
    "kk": "Абай көшесінде неге екі айдан бері шам жанбайды?",
    "ru": "Будет ли подвоз детей из Жидебая в школу этой зимой?",
}
EVERYWHERE = tuple((language, kind) for language in ("kk", "ru") for kind in ("phone", "desk"))
CROSSWISE = (("kk", "phone"), ("ru", "desk"))
AT_THE_DESK = (("kk", "desk"), ("ru", "desk"))


async def home(person: Person) -> None:
    await person.page.goto(f"/{person.language}/")


async def ask(person: Person) -> None:
    await person.page.goto(f"/{person.language}/ask?place={VILLAGE}")
    await _on(person, "main form[method=post] button")


async def question(person: Person) -> None:
    await person.page.goto(
        f"/{person.language}/questions?q={ANSWERED[person.language].split()[-1].rstrip('?')}"
    )
    await _on(person, person.page.get_by_role("link", name=ANSWERED[person.language]))


async def overdue(person: Person) -> None:
    await person.page.goto(f"/{person.language}/deadlines?tab=overdue")
    await _on(person, "main .hs-list__title[href*='/questions/']")


async def why(person: Person) -> None:
    await question(person)
    await _on(person, ".hs-clock__why a")


async def board(person: Person) -> None:
    await person.page.goto(f"/{person.language}/deadlines")


async def place(person: Person) -> None:
    await person.page.goto(f"/{person.language}/places/{DISTRICT}")


async def body(person: Person) -> None:
    await place(person)
    await _on(person, "main a[href*='/bodies/']")


async def calculator(person: Person) -> None:
    await person.page.goto(f"/{person.language}/calculator?rule=appeal.answer&day=2026-11-23&time=19:05")


async def slip(person: Person) -> None:
    """The operator's own way: she asks for somebody who has come."""
    title, text = ASKED[person.language]
    await person.page.goto(f"/{person.language}/console/desk/visitor")
    for name, value in (("family_name", "Оспанов"), ("given_name", "Мұрат")):
        await person.write(name, value)
    await _on(person, "main button")
    await person.page.goto(f"{person.page.url}/{VILLAGE}")
    await person.choose("topic", "street_lighting")
    await person.choose("visibility", "private")
    await person.write("title", title)
    await person.write("text", text)
    await _on(person, "main form button[type=submit]")
    ref = REF.search(person.page.url)
    await person.page.goto(f"/{person.language}/questions/{ref.group() if ref else ''}/slip")


async def paper(person: Person) -> None:
    """The slip as it comes out of the printer."""
    await slip(person)
    await person.page.emulate_media(media="print")


async def desk(person: Person) -> None:
    await person.page.goto(f"/{person.language}/console/desk")


async def case(person: Person) -> None:
    await desk(person)
    await _on(person, person.page.locator(".hs-row__title").nth(0 if person.language == "kk" else 1))


async def answer(person: Person) -> None:
    await case(person)
    await _on(person, "main form[action$='/answer/start'] button")
    await person.write("text", ANSWER[person.language])


async def calendar(person: Person) -> None:
    """This month's meetings of the district and of what concerns it."""
    await person.page.goto(f"/{person.language}/meetings?place={DISTRICT}")


async def meeting(person: Person) -> None:
    """The next one with a hall, open to registration, with its list of questions."""
    await person.page.goto(f"/{person.language}/places/{VILLAGE}")
    await _on(person, person.page.get_by_role("link", name=MEETING[person.language]))


async def coverage(person: Person) -> None:
    await person.page.goto(f"/{person.language}/coverage/{DISTRICT}")


async def nation(person: Person) -> None:
    """The country by regions, with its map of tiles."""
    await person.page.goto(f"/{person.language}/coverage")


async def promises(person: Person) -> None:
    await person.page.goto(f"/{person.language}/commitments")


async def promise(person: Person) -> None:
    """One whose day has passed."""
    await person.page.goto(f"/{person.language}/commitments?tab=overdue")
    await _on(person, "main .hs-list__title")


async def organiser(person: Person) -> None:
    await person.page.goto(f"/{person.language}/console/meetings")


async def plan(person: Person) -> None:
    """Next year's draft of the district."""
    await person.page.goto(f"/{person.language}/console/plans?year={datetime.now(UTC).year + 1}")
    await _on(person, "main .hs-row__title")


async def _on(person: Person, where: Locator | str) -> None:
    target = person.page.locator(where).first if isinstance(where, str) else where
    async with person.page.expect_navigation():
        await target.click()


Shot = Callable[[Person], Awaitable[None]]
SHOTS: tuple[tuple[Shot, tuple[tuple[str, str], ...], str], ...] = (
    (home, EVERYWHERE, ""), (ask, CROSSWISE, ""), (question, EVERYWHERE, ""), (overdue, CROSSWISE, ""), (board, EVERYWHERE, ""),
    (why, CROSSWISE, ""), (place, EVERYWHERE, ""), (body, CROSSWISE, ""), (calculator, CROSSWISE, ""), (slip, CROSSWISE, "operator"), (paper, AT_THE_DESK[:1], "operator"),
    (desk, AT_THE_DESK, "official"), (case, CROSSWISE[1:], "official"), (answer, AT_THE_DESK, "official"),
    (calendar, EVERYWHERE, ""), (meeting, EVERYWHERE, ""), (coverage, CROSSWISE, ""), (nation, CROSSWISE, ""), (promises, CROSSWISE, ""), (promise, CROSSWISE, ""),
    (organiser, AT_THE_DESK, "clerk"), (plan, AT_THE_DESK, "clerk"),
)  # fmt: skip


async def take(browser: Browser, address: str, wanted: set[str]) -> None:
    accounts: dict[str, StorageState | None] = {"": None}
    for shot, views, account in SHOTS:
        if wanted and shot.__name__ not in wanted:
            continue
        if account not in accounts:
            accounts[account] = await _signed_in(browser, address, account)
        for language, kind in views:
            size = PHONE if kind == "phone" else DESK
            context = await browser.new_context(
                base_url=address,
                viewport=size,
                locale=language,
                reduced_motion="reduce",
                storage_state=accounts[account],
            )
            page = await context.new_page()
            await shot(Person(page, language))
            await _picture(page, size, FOLDER / f"{shot.__name__}-{language}-{size['width']}.png")
            await context.close()


async def _signed_in(browser: Browser, address: str, account: str) -> StorageState:
    """Once for each account: a one-time code serves once."""
    context = await browser.new_context(base_url=address, viewport=DESK)
    official = Person(await context.new_page(), "kk")
    await official.sign_in_as_staff(account)
    kept = await context.storage_state()
    await context.close()
    return kept


async def _picture(page: Page, size: ViewportSize, path: Path) -> None:
    await page.evaluate("document.fonts.ready.then(() => true)")
    height = min(await page.evaluate("document.documentElement.scrollHeight"), HEIGHT_MAX)
    clip: FloatRect = {"x": 0, "y": 0, "width": size["width"], "height": height}
    taken = Image.open(io.BytesIO(await page.screenshot(full_page=True, clip=clip)))
    taken.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
    print(path.name, path.stat().st_size)


async def main(wanted: set[str]) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="hearing-state-pictures-") as folder:
        port = free_port()
        env = {"HS_DATA_DIR": f"{folder}/var", "HS_SITE_URL": f"http://127.0.0.1:{port}"}
        process = Process("run", env, Path(folder) / "house.log", port=port)
        process.start()
        try:
            process.wait_until_ready(SECONDS_TO_FILL)
            async with chromium() as browser:
                await take(browser, f"http://127.0.0.1:{port}", wanted)
        finally:
            process.stop()


if __name__ == "__main__":
    asyncio.run(main(set(sys.argv[1:])))
