"""The site as an app: what a telephone is told, what the worker takes along, and what may be kept."""

import json
import re
import struct

import pytest

from hearing_state.site.pages.installed import NEEDED, PARTS
from hearing_state.web.static import assets

LANGUAGES = ("kk", "ru", "en")
NAMES = {"kk": "Халық үніне құлақ асатын мемлекет", "ru": "Слышащее государство", "en": "Hearing State"}


def _taken_along(script: str) -> dict[str, object]:
    found = re.match(r"self\.house = (\{.*\});\n", script)
    assert found is not None
    told: dict[str, object] = json.loads(found[1])
    return told


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_telephone_learns_name_and_icons_in_the_readers_language(client, language):
    page = await client.get(f"/{language}/help")
    assert f'<link rel="manifest" href="/{language}/manifest.webmanifest">' in page.text
    answer = await client.get(f"/{language}/manifest.webmanifest")
    assert answer.headers["content-type"] == "application/manifest+json"
    told = answer.json()
    assert (told["name"], told["lang"]) == (NAMES[language], language)
    assert (told["start_url"], told["scope"], told["display"]) == (f"/{language}/", "/", "standalone")
    assert f'content="{told["theme_color"]}"' in page.text
    assert {each["purpose"] for each in told["icons"]} == {"any", "maskable"}
    for each in told["shortcuts"]:
        assert (await client.get(each["url"])).status_code == 200


async def test_every_icon_is_as_large_as_it_says(client):
    for each in (await client.get("/kk/manifest.webmanifest")).json()["icons"]:
        icon = await client.get(each["src"])
        assert icon.headers["content-type"] == each["type"]
        if each["type"] == "image/png":
            width, height = struct.unpack(">II", icon.content[16:24])
            assert each["sizes"] == f"{width}x{height}"


async def test_the_worker_lies_at_the_top_of_the_site_and_is_always_asked_for_anew(client):
    answer = await client.get("/service-worker.js")
    assert answer.headers["service-worker-allowed"] == "/"
    assert answer.headers["cache-control"] == "no-cache"
    assert answer.headers["content-type"].startswith("text/javascript")
    assert "script-src 'self'" in answer.headers["content-security-policy"]
    parts = re.findall(r'"(/static/[^"]+/js/worker/[^"]+)"', answer.text)
    assert len(parts) == len(PARTS)
    scripts = [(await client.get(each)).text for each in parts]
    assert any("showNotification" in each for each in scripts), "short messages are shown by the same worker"


async def test_what_the_worker_takes_along_is_there_and_open_to_everybody(client):
    told = _taken_along((await client.get("/service-worker.js")).text)
    assert told["pages"] == [f"/{each}/without-line" for each in LANGUAGES]
    assert len(told["files"]) == len(NEEDED)
    for address in (*told["pages"], *told["files"]):
        answer = await client.get(address)
        assert answer.status_code == 200
        assert "set-cookie" not in answer.headers, address
        assert "no-store" not in answer.headers.get("cache-control", ""), address


async def test_the_page_without_a_line_needs_no_file_that_is_not_taken_along(client):
    page = (await client.get("/kk/without-line")).text
    wanted = set(re.findall(r'(?:src|href)="(/static/[^"]+)"', page)) - {"/static/"}
    along = set(_taken_along((await client.get("/service-worker.js")).text)["files"])
    assert {each for each in wanted - along if not each.endswith("icon-180.png")} == set()
    assert {assets()[name].version for name in NEEDED} == {each.split("/")[2] for each in along}


async def test_what_is_shown_to_somebody_known_does_not_call_itself_public(client):
    client.cookies.set("hs_browser", "b" * 43)
    for path in ("/kk/ask", "/kk/my/questions", "/kk/help", "/kk/without-line"):
        assert "public" not in (await client.get(path)).headers.get("cache-control", ""), path
