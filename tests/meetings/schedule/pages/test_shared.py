"""A meeting whose link is passed on: a picture and lines in the head with who meets whom, where and when."""

from __future__ import annotations

import html
import io
import re

from PIL import Image

from hearing_state.i18n import speaking
from meetings.schedule import lines
from meetings.schedule.actions.cancel import Cancel, cancel
from meetings.schedule.pages.shared import share_of
from tests.meetings.world import TITLE_KK, TITLE_RU, World

NAME = re.compile(r'<meta (?:property|name)="([^"]+)" content="([^"]*)">')
HALL = {"address_kk": "Мәдениет үйі, Абай көшесі, 12", "address_ru": "Дом культуры, ул. Абая, 12"}


async def head(client, ref: str, language: str) -> dict[str, str]:
    text = (await client.get(f"/{language}/meetings/{ref}")).text.partition("</head>")[0]
    return {name: html.unescape(said) for name, said in NAME.findall(text)}


async def test_the_page_says_what_stands_beside_its_link(client, here: World):
    found = await here.announced(mode="hybrid", **HALL)
    told = await head(client, found.ref, "ru")
    assert told["og:title"] == TITLE_RU
    for said in (
        "15 декабря 2026 года, вторник, 18:00–19:30",
        "жители: ",
        HALL["address_ru"],
        "Бауыржан Омаров",
    ):
        assert said in told["og:description"], said
    assert told["og:image"].endswith(f"/ru/meetings/{found.ref}/share.png")
    assert told["og:url"].endswith(f"/ru/meetings/{found.ref}")
    assert told["twitter:card"] == "summary_large_image"
    assert (await head(client, found.ref, "kk"))["og:title"] == TITLE_KK


async def test_the_picture_says_who_meets_whom_where_and_when(client, here: World):
    found = await here.announced(mode="hybrid", **HALL)
    with speaking("ru"):
        share = share_of(await lines.one(here.visitor, found.ref))
    assert (share.title, share.number, share.beside) == (
        TITLE_RU,
        "18:00",
        "15 декабря 2026\xa0года, вторник",
    )
    assert share.between == f"в зале и онлайн: {HALL['address_ru']}"
    assert "Бауыржан Омаров" in share.below
    assert "жители: " in share.above
    answer = await client.get(f"/kk/meetings/{found.ref}/share.png")
    assert answer.headers["content-type"] == "image/png"
    assert Image.open(io.BytesIO(answer.content)).size == (1200, 630)
    known = {"if-none-match": answer.headers["etag"]}
    assert (await client.get(f"/kk/meetings/{found.ref}/share.png", headers=known)).status_code == 304
    assert (await client.get(f"/ru/meetings/{found.ref}/share.png", headers=known)).status_code == 200
    assert (await client.get("/kk/meetings/M-2026-999999/share.png")).status_code == 404
    assert (await client.get("/kk/meetings/x/share.png")).status_code == 404


async def test_a_cancelled_meeting_says_so_first(client, here: World):
    found = await here.announced()
    before = (await client.get(f"/ru/meetings/{found.ref}/share.png")).headers["etag"]
    await cancel(here.clerk, Cancel(meeting=found.ref, reason="Жолды қар басып қалды, жету мүмкін емес."))
    with speaking("en"):
        share = share_of(await lines.one(here.visitor, found.ref))
    assert share.number == "Cancelled"
    assert share.beside == "15 December 2026, Tuesday, 18:00"
    assert (await head(client, found.ref, "en"))["og:description"].startswith("Cancelled. 15 December 2026")
    assert (await client.get(f"/ru/meetings/{found.ref}/share.png")).headers["etag"] != before
