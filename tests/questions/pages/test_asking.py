"""A resident without an account asks from her telephone, without scripts, and nothing that she typed is lost."""

from __future__ import annotations

import io
import re

import pytest
from PIL import Image

from hearing_state.db import row, value
from hearing_state.people import queries as people
from tests.agencies.country import QARAAUYL
from tests.questions.pages.browser import come_in, followed, form_to, heading, send
from tests.questions.world import TEXT, TITLE

TOLD = {"topic": "street_lighting", "title": TITLE, "text": TEXT, "language": "kk"}


async def _begun(client, locale="ru"):
    """The page where she says what it is about."""
    page = await client.get(f"/{locale}/ask", params={"place": QARAAUYL})
    return await send(client, page, "/ask", place=QARAAUYL)


async def _ready(client, locale="ru", visibility="public"):
    """The page where she checks what she wrote."""
    page = await send(client, await _begun(client, locale), "/question", **TOLD)
    page = await send(client, page, "/details", points=["Когда починят?", "Кто отвечает?", ""])
    return await send(client, page, "/body", kind="inquiry", visibility=visibility)


async def _code(as_):
    code_id = await value("SELECT id FROM people_login_code ORDER BY made_at DESC, id DESC LIMIT 1")
    return (await people.code_letter(as_("system"), code_id)).code


@pytest.mark.parametrize(
    ("locale", "where", "done"),
    [("kk", "Ол қай жерде?", "Сұрағыңыз тіркелді"), ("ru", "Где это?", "Ваш вопрос зарегистрирован")],
)
async def test_she_asks_from_the_first_page_to_the_slip(village, client, as_, locale, where, done):
    assert heading(await client.get(f"/{locale}/ask")) == where
    page = await _ready(client, locale)
    page = await client.get(re.search(r'href="([^"]+/contact)"', page.text).group(1))
    page = await send(client, page, "/contact", contact="+7 701 123 45 67")
    page = await send(client, page, "/code", code=await _code(as_))
    page = await send(client, page, "/send", given_name="Айгүл", family_name="Сәтбаева")
    assert heading(page) == done
    ref = re.search(r"<strong>(Q-\d{4}-\d{6})</strong>", page.text).group(1)
    kept = await row("SELECT title, is_public, screening FROM questions_question WHERE ref = $1", ref)
    assert (kept["title"], kept["is_public"], kept["screening"]) == (TITLE, True, "waiting")
    assert await value("SELECT count(*) FROM questions_point p JOIN questions_question q ON q.id = p.question_id WHERE q.ref = $1", ref) == 2  # fmt: skip
    assert await value("SELECT count(*) FROM questions_draft") == 0


async def test_a_second_press_registers_nothing_more_and_shows_the_same_slip(village, client):
    await come_in(client, village.resident, village.aigul)
    page = await _ready(client)
    form = form_to(page, "/send")
    first, second = [await client.post(form.action, data=form.values) for _press in range(2)]
    assert (first.status_code, first.headers["location"]) == (303, second.headers["location"])
    assert heading(await followed(client, second)) == "Ваш вопрос зарегистрирован"
    assert await value("SELECT count(*) FROM questions_question") == 1


async def test_a_signed_in_resident_needs_no_code(village, client):
    await come_in(client, village.resident, village.aigul)
    page = await _ready(client, "en")
    assert "Step 5 of 5" in page.text
    assert "You ask as Айгүл Сәтбаева." in page.text
    assert heading(await send(client, page, "/send")) == "Your question is registered"


async def test_what_is_wrong_is_said_and_what_was_typed_stays_on_the_page_and_on_the_server(village, client):
    page = await send(client, await _begun(client), "/question", topic="", title="Свет?", text="Темно", language="ru")  # fmt: skip
    assert page.status_code == 422
    assert 'value="Свет?"' in page.text
    assert "Темно</textarea>" in page.text
    assert 'href="#topic"' in page.text
    assert 'href="#title"' in page.text
    again = await client.get(form_to(page, "/question").action)
    assert 'value="Свет?"' in again.text
    assert "Темно</textarea>" in again.text


async def test_one_point_more_without_scripts(village, client):
    page = await send(client, await _begun(client), "/question", **TOLD)
    page = await send(client, page, "/details", points=["Один", "Два", "Три"], more="point")
    assert form_to(page, "/details").values["points"] == ["Один", "Два", "Три", ""]


async def test_too_many_points_are_refused_and_kept(village, client):
    page = await send(client, await _begun(client), "/question", **TOLD)
    page = await send(client, page, "/details", points=[f"Пункт {n}" for n in range(13)])
    assert page.status_code == 422
    assert "Пункт 11" in page.text


async def test_the_legal_day_the_body_and_the_reason_are_told_before_sending(village, client):
    page = await send(client, await _begun(client, "en"), "/question", **TOLD)
    page = await send(client, page, "/details")
    assert "It is decided at this level" in page.text
    assert "checked" not in re.search(r'name="visibility".*?>', page.text).group(0)
    unchosen = await send(client, page, "/body")
    assert unchosen.status_code == 422
    page = await send(client, unchosen, "/body", kind="complaint", visibility="private")
    assert "An answer is due by 22 December 2026" in page.text
    assert "Only I and the body" in page.text


async def test_a_body_that_is_not_offered_is_refused(village, client):
    page = await send(client, await _begun(client, "en"), "/question", **TOLD)
    page = await send(client, page, "/details")
    page = await send(client, page, "/body", kind="inquiry", visibility="public", agency=str(village.aigul))
    assert page.status_code == 422
    assert "This body cannot be chosen for that place and topic." in page.text


async def test_another_place_asks_again_who_answers(village, client):
    page = await _ready(client)
    draft = re.search(r"/ask/([0-9a-f-]{36})/", page.text).group(1)
    page = await client.get("/ru/ask", params={"draft": draft, "q": "Абай ауданы"})
    page = await send(client, page, "/ask", place="103200000")
    assert page.url.path.endswith("/body")
    assert (await value("SELECT typed->>'title' FROM questions_draft")) == TITLE


async def test_questions_like_it_are_shown_and_mine_may_be_asked_all_the_same(village, client):
    await village.published()
    page = await send(client, await _begun(client, "en"), "/question", **TOLD)
    page = await send(client, page, "/details")
    assert heading(page) == "Was this asked before?"
    assert TITLE in page.text
    onwards = re.search(r'href="([^"]+/body)"', page.text).group(1)
    assert heading(await client.get(onwards)) == "Who will answer?"


async def test_another_browser_does_not_find_the_draft(village, client):
    page = await _begun(client)
    client.cookies.clear()
    assert (await client.get(form_to(page, "/question").action)).status_code == 404


async def test_a_wrong_code_is_refused_in_words(village, client, as_):
    page = await _ready(client)
    page = await client.get(re.search(r'href="([^"]+/contact)"', page.text).group(1))
    assert (await send(client, page, "/contact", contact="not a contact")).status_code == 422
    page = await send(client, page, "/contact", contact="aigul@example.kz")
    assert "ai•••@example.kz" in page.text
    page = await send(client, page, "/code", code="000")
    assert page.status_code == 422
    assert 'href="#code"' in page.text


async def test_files_are_kept_with_the_draft_and_go_with_the_question(village, client):
    await come_in(client, village.resident, village.aigul)
    page = await send(client, await _begun(client, "en"), "/question", **TOLD)
    form = form_to(page, "/details")
    picture = io.BytesIO()
    Image.new("RGB", (40, 30), "#00677f").save(picture, "PNG")
    sent = [("files", ("лампа.png", picture.getvalue(), "image/png")), ("files", ("bad.exe", b"MZ\x90\x00\x01\x02", "image/png"))]  # fmt: skip
    page = await client.post(form.action, data=form.values, files=sent)
    assert page.status_code == 422
    assert "лампа.png" in page.text
    page = await send(client, page, "/details")
    page = await send(client, page, "/body", kind="inquiry", visibility="public")
    assert "лампа.png" in page.text
    page = await send(client, page, "/send")
    ref = re.search(r"<strong>(Q-\d{4}-\d{6})</strong>", page.text).group(1)
    assert await value("SELECT count(*) FROM files_attachment WHERE attached_to = $1", ref) == 1


async def test_a_draft_is_thrown_away_when_she_says_so(village, client):
    page = await _ready(client)
    page = await send(client, page, "/discard")
    assert page.url.path == "/ru/my/questions"
    assert await value("SELECT count(*) FROM questions_draft") == 0
