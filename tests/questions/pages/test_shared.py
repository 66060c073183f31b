"""A question whose link is passed on: a picture and lines in the head with how it stands, of what everybody reads alone."""

from __future__ import annotations

import html
import io
import re
from datetime import date

import pytest
from PIL import Image

from hearing_state.i18n import speaking
from hearing_state.questions.actions.make_private import MakePrivate, make_private
from hearing_state.questions.actions.mask import Mask, mask
from hearing_state.questions.actions.refuse import Refuse, refuse
from hearing_state.questions.actions.return_for_defects import ReturnForDefects, return_for_defects
from hearing_state.questions.pages.shared import share_of
from hearing_state.questions.queries import shown
from tests.questions.pages.browser import come_in
from tests.questions.world import TITLE, World, on

NAME = re.compile(r'<meta (?:property|name)="([^"]+)" content="([^"]*)">')


async def head(client, ref: str, language: str = "en") -> dict[str, str]:
    text = (await client.get(f"/{language}/questions/{ref}")).text.partition("</head>")[0]
    return {name: html.unescape(said) for name, said in NAME.findall(text)}


async def said_of(village: World, ref: str, day: str = "2026-11-23") -> tuple[str, str]:
    with speaking("en"):
        share = share_of(await shown(on(village.visitor, day), ref))
    return share.number, share.beside


async def test_the_page_says_what_stands_beside_its_link(client, village: World):
    ref = await village.published()
    told = await head(client, ref)
    assert told["og:title"] == TITLE
    assert told["og:description"].startswith("The answer is due, last day: 14 December 2026.")
    assert told["description"] == told["og:description"]
    assert told["og:url"].endswith(f"/en/questions/{ref}")
    assert told["og:image"].endswith(f"/en/questions/{ref}/share.png")
    assert told["og:url"].startswith("http")
    assert told["twitter:card"] == "summary_large_image"
    assert (await head(client, ref, "kk"))["og:locale"] == "kk_KZ"
    assert (await head(client, ref, "ru"))["og:image"].endswith(f"/ru/questions/{ref}/share.png")


async def test_its_picture_is_told_apart_by_language_and_by_how_it_stands(client, village: World):
    ref = await village.taken()
    answer = await client.get(f"/ru/questions/{ref}/share.png")
    assert answer.headers["content-type"] == "image/png"
    assert answer.headers["cross-origin-resource-policy"] == "cross-origin"
    assert "public" in answer.headers["cache-control"]
    assert Image.open(io.BytesIO(answer.content)).size == (1200, 630)
    known = {"if-none-match": answer.headers["etag"]}
    assert (await client.get(f"/ru/questions/{ref}/share.png", headers=known)).status_code == 304
    assert (await client.get(f"/kk/questions/{ref}/share.png", headers=known)).status_code == 200
    await village.answer(ref)
    assert (await client.get(f"/ru/questions/{ref}/share.png", headers=known)).status_code == 200


async def test_it_says_how_it_stands_and_since_when(village: World):
    ref = await village.published()
    assert await said_of(village, ref) == ("The answer is due", "last day: 14 December 2026")
    assert await said_of(village, ref, "2026-12-20") == ("No answer", "The last day was 14 December 2026")
    await return_for_defects(
        village.official,
        ReturnForDefects(
            question=ref, defects="Көшенің атын жазыңыз, үй нөмірін де.", until_on=date(2026, 12, 10)
        ),
    )
    assert await said_of(village, ref) == ("Waiting for the asker", "")
    answered = await village.answered()
    assert await said_of(village, answered) == ("Answered on time", "23 November 2026")
    late = await village.taken()
    await village.answer(late, on(village.official, "2026-12-21"))
    assert await said_of(village, late, "2026-12-22") == ("Answered late", "21 December 2026")
    refused = await village.taken()
    await refuse(
        village.akim, Refuse(question=refused, reason="insulting", text="Сұрақта балағат сөздер бар.")
    )
    assert await said_of(village, refused) == ("Refused", "23 November 2026")


async def test_of_what_not_everybody_reads_there_is_no_picture_for_anybody(client, village: World):
    private = (await village.ask(is_public=False, consent=False)).ref
    waiting = (await village.ask()).ref
    made_private = await village.published()
    await make_private(village.resident, MakePrivate(question=made_private))
    for reader in (None, village.aigul):
        if reader:
            await come_in(client, village.visitor, reader)
        for ref in (private, waiting, made_private):
            assert (await client.get(f"/kk/questions/{ref}/share.png")).status_code == 404
            assert not [name for name in await head(client, ref) if name.startswith(("og:", "twitter:"))]
    assert (await client.get("/kk/questions/Q-2026-999999/share.png")).status_code == 404
    assert (await client.get("/kk/questions/x/share.png")).status_code == 404


async def test_what_was_covered_is_not_in_the_picture(village: World):
    ref = await village.published(title="Менің нөмірім 87011234567, шам қашан жанады?")
    wish = Mask(question=ref, part="title", fragment="87011234567", reason="Телефон нөмірі көрініп тұр.")
    await mask(village.moderator, wish)
    share = share_of(await shown(village.visitor, ref))
    assert "8701" not in share.title
    assert "█" in share.title


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
async def test_words_in_the_head_cannot_break_out(client, village: World, language: str):
    ref = await village.published(title='Шам" onload="alert(1) қашан жанады?')
    page = (await client.get(f"/{language}/questions/{ref}")).text.partition("</head>")[0]
    assert 'onload="alert' not in page
    assert (await head(client, ref, language))["og:title"] == 'Шам" onload="alert(1) қашан жанады?'
