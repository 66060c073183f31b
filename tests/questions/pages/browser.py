"""A browser without scripts: it reads a page, fills its form, sends it, follows where it is led."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from uuid import UUID

import httpx2

from hearing_state.actions import Context
from hearing_state.people.person import Step
from hearing_state.people.sessions import open_session

_VOID = frozenset({"input"})


@dataclass
class FormOnPage:
    action: str
    method: str
    values: dict[str, list[str]] = field(default_factory=dict)


class _Forms(HTMLParser):
    """Every form of a page with what its fields hold."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[FormOnPage] = []
        self._area = self._select = ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        if tag == "form":
            self.forms.append(FormOnPage(given.get("action", ""), given.get("method", "get")))
        elif not self.forms:
            return
        elif tag == "input" and (
            given.get("type") not in ("radio", "checkbox", "file") or "checked" in given
        ):
            self._put(given.get("name", ""), given.get("value", ""))
        elif tag == "textarea":
            self._area = given.get("name", "")  # without a name it is not sent
            self._put(self._area, "")
        elif tag == "select":
            self._select = given["name"]
        elif tag == "option" and "selected" in given and self._select:
            self._put(self._select, given.get("value", ""))

    def handle_data(self, data: str) -> None:
        if self._area and self.forms:
            self.forms[-1].values[self._area][-1] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._area:
            self.forms[-1].values[self._area][-1] = self.forms[-1].values[self._area][-1].removeprefix("\n")
            self._area = ""
        elif tag == "select":
            self._select = ""

    def _put(self, name: str, value: str) -> None:
        if name:
            self.forms[-1].values.setdefault(name, []).append(value)


def forms(page: httpx2.Response) -> list[FormOnPage]:
    parser = _Forms()
    parser.feed(page.text)
    return parser.forms


def form_to(page: httpx2.Response, ending: str) -> FormOnPage:
    """The page's form whose address ends so."""
    return next(each for each in forms(page) if each.method == "post" and each.action.endswith(ending))


async def send(
    client: httpx2.AsyncClient, page: httpx2.Response, ending: str, **filled: Any
) -> httpx2.Response:
    """Fill that form and press its button; led on to the next page where there is one."""
    form = form_to(page, ending)
    data: dict[str, Any] = {**form.values, **filled}
    answer = await client.post(form.action, data=data)
    return await followed(client, answer)


async def followed(client: httpx2.AsyncClient, answer: httpx2.Response) -> httpx2.Response:
    while answer.status_code == 303:
        answer = await client.get(answer.headers["location"])
    return answer


def heading(page: httpx2.Response) -> str:
    found = re.search(r"<h1[^>]*>(.*?)</h1>", page.text, re.DOTALL)
    return html.unescape(re.sub(r"<span class=\"hs-caption\".*?</span>|<[^>]+>", "", found.group(1) if found else "")).strip()  # fmt: skip


async def come_in(client: httpx2.AsyncClient, context: Context, person_id: UUID) -> None:
    """The person is signed in, in this browser."""
    client.cookies.set("hs_session", await open_session(context, person_id, Step.CODE, ""))
