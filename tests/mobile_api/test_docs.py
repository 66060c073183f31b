"""The pages for makers of apps say all that the description says, in three languages, with nothing from elsewhere."""

from __future__ import annotations

import json
import re

import pytest

from hearing_state.i18n import speaking
from mobile_api.chapters import book, book_of, sentences
from mobile_api.describe import DOCUMENT, Description
from mobile_api.pages.docs import TITLES, said
from mobile_api.v1 import ENDPOINTS
from tests.house.catalogues import gathered, packages

TOLD = json.loads(DOCUMENT.read_text(encoding="utf-8"))
LINK = re.compile(r'(?:href|src)="([^"]+)"')
CONTENT = re.compile(r"<main\b.*?</main>", re.DOTALL)
NAMES_AND_TAGS = re.compile(r"<code\b.*?</code>|<[^>]+>", re.DOTALL)
ENGLISH = re.compile(r"\b[A-Za-z']+(?: [A-Za-z']+){2,}")


def test_every_operation_and_shape_is_in_the_book():
    named = {told["operationId"] for item in TOLD["paths"].values() for told in item.values()}
    assert set(book().operations) == named
    assert set(book().shapes) == set(TOLD["components"]["schemas"])
    assert set(book().chapters) == set(TITLES)
    fields = {name: {each.name for each in shape.fields} for name, shape in book().shapes.items()}
    assert fields == {
        name: set(told.get("properties", {})) for name, told in TOLD["components"]["schemas"].items()
    }


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
async def test_the_list_leads_to_every_operation_and_shape(api, language):
    page = await api.get(f"/{language}/developers")
    assert page.status_code == 200
    links = set(LINK.findall(page.text))
    assert {f"/{language}/developers/operations/{name}" for name in book().operations} <= links
    assert {f"/{language}/developers/shapes/{name}" for name in book().shapes} <= links
    assert "/api/v1/openapi.json" in links
    with speaking(language):
        assert str(TITLES["discussions"]) in page.text
    assert not [each for each in links if not each.startswith(("/", "#"))]
    assert "script-src 'self'" in page.headers["content-security-policy"]
    assert not re.search(r"<script(?![^>]*\ssrc=)|\son\w+=|\sstyle=", page.text)


async def test_each_page_tells_its_own(api):
    for name, operation in book().operations.items():
        page = await api.get(f"/en/developers/operations/{name}")
        assert page.status_code == 200, name
        for word in (operation.address, *(each.name for each in operation.parameters)):
            assert word in page.text.replace("<wbr>", ""), (name, word)
        heading = page.text.partition("<h1")[2].partition("</h1>")[0]
        assert heading.count("/<wbr>") == operation.address.count("/"), name  # broken between its parts alone
        for piece in (*operation.takes, *operation.gives):
            assert not piece.shape or f"/en/developers/shapes/{piece.text}" in page.text, name
    for name, shape in book().shapes.items():
        page = await api.get(f"/en/developers/shapes/{name}")
        assert page.status_code == 200, name
        assert all(f'<code lang="en">{each.name}</code>' in page.text for each in shape.fields), name


@pytest.mark.parametrize("path", ["operations/nothing", "shapes/Nothing", "shapes/%00"])
async def test_what_is_not_in_the_book_is_not_found(api, path):
    assert (await api.get(f"/en/developers/{path}")).status_code == 404


def test_what_the_docstrings_say_is_gathered_for_translation():
    of_the_code = {said for _whose, said in sentences(book_of(Description().of(ENDPOINTS)))}
    folders = dict(packages())["mobile_api"]
    assert of_the_code <= {each.id for each in gathered("mobile_api", folders)}


def test_a_sentence_keeps_the_names_that_a_program_takes():
    with speaking("kk"):
        told = said(
            "`mode`: among `taking_part.modes` of the meeting. In a full hall one stands on the wait list."
        )
    assert told.startswith(
        '<code lang="en">mode</code>: кездесудің <code lang="en">taking_part.modes</code> '
    )
    assert said("`<b>` & more") == '<code lang="en">&lt;b&gt;</code> &amp; more'


@pytest.mark.parametrize("language", ["kk", "ru"])
async def test_every_page_speaks_the_readers_language(api, language):
    paths = ["", *(f"/operations/{name}" for name in book().operations)]
    paths += [f"/shapes/{name}" for name in book().shapes]
    told: dict[str, str] = {}
    for path in paths:
        page = CONTENT.search((await api.get(f"/{language}/developers{path}")).text)
        assert page, path
        told[path.rpartition("/")[2]] = page[0]
        left_in_english = ENGLISH.findall(NAMES_AND_TAGS.sub("\n", page[0]))
        assert not left_in_english, (path, left_in_english)
    with speaking(language):
        missing = [(whose, each) for whose, each in sentences(book()) if said(each) not in told[whose]]
    assert not missing
