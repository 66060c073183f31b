"""A person at a screen: reads in one language, presses what is written there, fills fields, and looks every page over."""

from __future__ import annotations

import asyncio
import re
from typing import Any
from urllib.parse import urlsplit

from playwright.async_api import Locator, Page

from hearing_state.i18n import catalogue
from hearing_state.people.demo import PASSWORD
from hearing_state.web.request import SESSION_COOKIE
from tests.support.browser import check_access, check_access_without_scripts

LETTER_COMES_WITHIN = 60
STAFF: dict[tuple[str, str], list[Any]] = {}
"""Sessions of officials: house and user name -> the browser's cookies."""
LETTERS_TAKEN: set[str] = set()
"""Whoever asks for a code twice must not take the first again before the second has come."""
CODE = re.compile(r"\b\d{6}\b")
REF = re.compile(r"Q-\d{4}-\d{6}")
# Words in Latin letters that are the same in every language, and those of people who write in English.
LATIN = re.compile(r"[A-Za-z][A-Za-z']{2,}")
SAME_EVERYWHERE = frozenset(
    {
        "PDF",
        "SMS",
        "Chrome",
        "Word",
        "JPEG",
        "PNG",
        "SHA",
        "CSV",
        "JSON",
        "ICS",
        "Atom",
        "III",
        "VIII",
        "Ctrl",
        "Enter",
        "Tab",
        "English",
        "NCALayer",
        "CMS",
        "Chromium",
        "Linux",
        "API",
        "OpenAPI",
    }
)
TEXT_OF_THE_PAGE = """() => {
  const foreign = 'script, noscript, style, svg, code, kbd, pre, textarea, input, [hidden], [lang=en], select[name=person_id]';
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const said = [document.title];
  while (walker.nextNode()) if (!walker.currentNode.parentElement.closest(foreign)) said.push(walker.currentNode.textContent);
  return said.join('\\n');
}"""


class Person:
    """``lens``: where the own browser runs no scripts, a page of one that does, to look a copy over with."""

    def __init__(self, page: Page, language: str, lens: Page | None = None) -> None:
        self.page, self.language, self._lens = page, language, lens
        self.seen: list[str] = []

    def said(self, sentence: str, context: str = "") -> str:
        """An English sentence of the code as this person reads it."""
        words = catalogue(self.language)
        found = words.pgettext(context, sentence) if context else words.gettext(sentence)
        assert self.language == "en" or found != sentence, f"{sentence!r} is not said in {self.language}"
        return found

    async def look(self) -> None:
        """The page is there, is accessible, fits the screen, and speaks one language."""
        self.seen.append(urlsplit(self.page.url).path)
        if self._lens is None:
            await check_access(self.page)
        else:
            await check_access_without_scripts(self.page, self._lens)
        if self.language == "en":
            return
        text = await self.page.evaluate(TEXT_OF_THE_PAGE)
        text = re.sub(r"\S+@\S+|https?://\S+", "", text)
        strays = sorted(set(LATIN.findall(text)) - SAME_EVERYWHERE)
        assert strays == [], f"{self.page.url} speaks English to a reader of {self.language}: {strays}"

    async def open(self, path: str) -> None:
        """Type an address; without a language it is the own one."""
        answer = await self.page.goto(f"/{self.language}{path}")
        assert answer is not None
        assert answer.ok, f"{path}: {answer.status}"
        await self.look()

    async def press(self, sentence: str, context: str = "", *, inside: str = "body") -> None:
        """Press the button or link that says so, and look at what comes."""
        await self.follow(self.named(self.said(sentence, context), inside))

    def named(self, name: str, inside: str = "body") -> Locator:
        part = self.page.locator(inside)
        button = part.get_by_role("button", name=name, exact=True)
        return button.or_(part.get_by_role("link", name=name, exact=True)).first

    async def follow(self, way: Locator | str) -> None:
        """Go where a link or button leads."""
        target = self.page.locator(way).first if isinstance(way, str) else way
        async with self.page.expect_navigation():
            await target.click()
        await self.look()

    async def write(self, name: str, text: str, number: int = 0) -> None:
        """Into the field of that name; ``number`` where there are several."""
        await self.page.locator(f'main [name="{name}"]').nth(number).fill(text)

    async def choose(self, name: str, value: str) -> None:
        found = self.page.locator(f'main [name="{name}"]')
        if await found.first.evaluate("each => each.localName") == "select":
            await found.first.select_option(value)
        else:
            await self.page.locator(f'main [name="{name}"][value="{value}"]').check()

    async def reads(self, *texts: str) -> None:
        main = " ".join((await self.page.locator("main").inner_text()).split())
        for each in texts:
            assert " ".join(each.split()) in main, f"{each!r} is not on {self.page.url}: {main[:1500]}"

    async def heading(self) -> str:
        return (await self.page.locator("h1").inner_text()).strip()

    async def sign_in_as_staff(self, user_name: str) -> None:
        """With password and the one-time code that the demo shows; a code that somebody used a moment ago is waited out. Whoever
        signed in before in this house goes on in that session: each code is good once in half a minute.
        """
        await self.open("/console/sign-in")
        seat = urlsplit(self.page.url).netloc, user_name
        if seat in STAFF and await self._goes_on_in(STAFF[seat]):
            return
        used = ""
        async with asyncio.timeout(90):
            while not used or "/console/sign-in" in self.page.url:
                await self.open("/console/sign-in")
                code = await self.page.locator(f'[data-code-of="{user_name}"]').inner_text()
                if code == used:
                    await asyncio.sleep(1)
                    continue
                used = code
                await self.write("user_name", user_name)
                await self.write("password", PASSWORD)
                await self.write("code", code)
                await self.press("Sign in to the workplace", inside="main")
        STAFF[seat] = [each for each in await self.page.context.cookies() if each["name"] == SESSION_COOKIE]

    async def _goes_on_in(self, session: list[Any]) -> bool:
        """False where it ended meanwhile."""
        await self.page.context.add_cookies(session)
        await self.open("/console/")
        return "/console/sign-in" not in self.page.url

    async def code_from_mailbox(self, contact: str) -> str:
        """The newest code sent there that nobody took yet, read in another tab."""
        mailbox = Person(await self.page.context.new_page(), self.language, self._lens)
        links = mailbox.page.locator("main .hs-list a")
        async with asyncio.timeout(LETTER_COMES_WITHIN):
            while True:
                await mailbox.open(f"/mailbox?contact={contact}")
                newest = await links.first.get_attribute("href") if await links.count() else None
                if newest is not None and newest not in LETTERS_TAKEN:
                    break
                await asyncio.sleep(0.3)
        LETTERS_TAKEN.add(newest)
        await mailbox.follow(links.first)
        found = CODE.search(await mailbox.page.locator(".hs-letter").inner_text())
        self.seen.extend(mailbox.seen)
        await mailbox.page.close()
        assert found is not None, f"no code for {contact}"
        return found.group()
