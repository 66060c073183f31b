"""The page of one question: everybody reads what is public, nobody reads what is not, the asker does what is hers."""

from __future__ import annotations

import re

import pytest
from markupsafe import escape

from hearing_state.db import value
from hearing_state.questions.actions.correct_answer import CorrectAnswer, correct_answer
from hearing_state.questions.actions.mask import Mask, mask
from hearing_state.questions.actions.redirect import Redirect, redirect
from hearing_state.questions.actions.refuse import Refuse, refuse
from hearing_state.questions.actions.return_for_defects import ReturnForDefects, return_for_defects
from hearing_state.questions.actions.screen import Screen, screen
from tests.questions.pages.browser import come_in, form_to, heading, send
from tests.questions.world import LAW, POINTS, REPLY, TEXT, TITLE, at, on, said

LOCALES = ("kk", "ru", "en")
SECRET_WORDS = (TITLE, TEXT, *POINTS, "Айгүл")


@pytest.mark.parametrize("locale", LOCALES)
async def test_an_answered_question_is_read_point_by_point(village, client, locale):
    ref = await village.answered()
    page = await client.get(f"/{locale}/questions/{ref}")
    assert page.status_code == 200
    assert heading(page) == TITLE
    for words in (*POINTS, REPLY, "2-тармаққа жауап.", LAW, "Айгүл С."):
        assert words in page.text
    assert "Сәтбаева" not in page.text
    assert f"/{locale}/deadlines/" in page.text  # why this date


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("path", ["", "/slip"])
async def test_a_strangers_page_of_a_private_question_has_none_of_its_words(village, client, locale, path):
    slip = await village.ask(is_public=False, consent=False)
    await come_in(client, village.resident, village.saule)
    page = await client.get(f"/{locale}/questions/{slip.ref}{path}")
    assert page.status_code == (404 if path else 200)
    for words in SECRET_WORDS:
        assert words not in page.text
    if not path:
        assert slip.ref in page.text
        assert "hs-clock--detailed" in page.text
        assert '<meta name="robots" content="noindex">' in page.text


async def test_no_list_and_no_panel_tells_of_a_private_question(village, client):
    slip = await village.ask(is_public=False, consent=False)
    for path in (
        "/kk/questions",
        f"/kk/questions?q={slip.ref}",
        "/kk/",
        "/kk/places/103230000",
        "/kk/search?q=Қараауыл",
    ):
        page = await client.get(path)
        assert page.status_code == 200
        assert TITLE not in page.text


async def test_what_a_moderator_has_not_read_is_not_public_yet(village, client):
    slip = await village.ask()
    page = await client.get(f"/en/questions/{slip.ref}")
    assert "a moderator reads it first" in page.text
    assert not [words for words in SECRET_WORDS if words in page.text]


async def test_a_hidden_question_says_by_which_coded_reason(village, client):
    ref = await village.published()
    await screen(village.moderator, Screen(question=ref, verdict="hide", reason="third_person"))
    page = await client.get(f"/en/questions/{ref}")
    assert "It accuses a named private person" in page.text
    assert "The body owes the answer all the same." in page.text
    assert not [words for words in SECRET_WORDS if words in page.text]


async def test_silence_after_the_legal_day_is_said_plainly_with_the_body_above(village, client):
    ref = await village.published()
    client.clock.put(at("2026-12-28"))
    page = await client.get(f"/en/questions/{ref}")
    assert "No answer by the legal day." in page.text
    assert "Silence counts as a refusal" in page.text
    assert str(escape(village.district.name_en)) in page.text
    assert 'id="complain"' in page.text


async def test_a_redirected_question_tells_where_it_went_and_why(village, client):
    ref = await village.published()
    wish = Redirect(question=ref, agency=village.district.id, reason="Бұл мәселе ауданның құзырында.")
    await redirect(village.official, wish)
    page = await client.get(f"/en/questions/{ref}")
    assert "Sent on to another body" in page.text
    assert "Бұл мәселе ауданның құзырында." in page.text
    assert "APPC 65, 76(2)" in page.text


async def test_a_refused_question_shows_reason_article_and_how_to_complain(village, client):
    ref = await village.taken()
    told = "Осы сұрақ бойынша сот ісі қаралып жатыр."
    await refuse(village.official, Refuse(question=ref, reason="in_court", text=told))
    page = await client.get(f"/en/questions/{ref}")
    assert "The same matter is before a court" in page.text
    assert told in page.text
    assert "3 months from the day you learned" in page.text


async def test_a_corrected_answer_leaves_the_old_one_readable(village, client):
    ref = await village.answered()
    told = said(ref, text="Түзетілген жауап: шамдар 5 желтоқсанға дейін жөнделеді.")
    await correct_answer(village.second_official, CorrectAnswer(**told, reason="Күні қате жазылған еді."))
    page = await client.get(f"/en/questions/{ref}")
    assert "Түзетілген жауап" in page.text
    assert "Earlier version 1" in page.text
    assert REPLY in page.text


async def test_covered_words_are_gone_for_strangers_and_kept_for_the_asker(village, client):
    ref = await village.published(text=TEXT + " Телефоным 8 701 555 44 33.")
    await mask(
        village.official, Mask(question=ref, part="text", fragment="8 701 555 44 33", reason="Телефон нөмірі")
    )
    page = await client.get(f"/en/questions/{ref}")
    assert "555 44 33" not in page.text
    assert "Personal data was covered" in page.text
    await come_in(client, village.resident, village.aigul)
    own = await client.get(f"/en/questions/{ref}")
    assert "8 701 555 44 33" in own.text


async def test_an_address_that_names_nothing_is_not_found(village, client):
    for ref in ("Q-2026-999999", "17", "P-2026-000001", "Q-2026-000001'"):
        assert (await client.get(f"/kk/questions/{ref}")).status_code == 404


async def test_somebody_else_has_none_of_the_askers_pages(village, client):
    ref = await village.answered()
    paths = ("cure", "withdraw", "rate", "unanswered", "follow-up", "make-private", "make-public")
    await come_in(client, village.resident, village.saule)
    for path in paths:
        assert (await client.get(f"/kk/questions/{ref}/{path}")).status_code == 404


async def test_the_asker_rates_once_and_then_asks_again(village, client):
    ref = await village.answered()
    await come_in(client, village.resident, village.aigul)
    page = await client.get(f"/en/questions/{ref}/rate")
    assert (await send(client, page, "/rate")).status_code == 422
    page = await send(client, page, "/rate", stars="2", remark="Екінші тармақ жоқ.")
    assert "★★☆☆☆" in page.text
    page = await client.get(f"/en/questions/{ref}/follow-up")
    refused = await send(client, page, "/follow-up", numbers=["2"], text="аз")
    assert refused.status_code == 422
    assert ">аз</textarea>" in refused.text.replace("\n", "")
    page = await send(client, refused, "/follow-up", numbers=["2"], text="Кім жауапты екені айтылмады.")
    assert "The asker asked again" in page.text
    assert await value("SELECT state FROM questions_question") == "followed_up"


async def test_the_asker_marks_a_point_without_asking_again(village, client):
    ref = await village.answered()
    await come_in(client, village.resident, village.aigul)
    page = await send(
        client, await client.get(f"/en/questions/{ref}/unanswered"), "/unanswered", numbers=["3"]
    )
    assert "The asker says: not answered" in page.text


async def test_the_asker_adds_what_was_missing(village, client):
    ref = await village.taken()
    told = "Көшенің қай үйінің жанында екенін жазыңыз."
    until = at("2026-12-01").date()
    await return_for_defects(village.official, ReturnForDefects(question=ref, defects=told, until_on=until))
    await come_in(client, village.resident, village.aigul)
    page = await client.get(f"/en/questions/{ref}/cure")
    assert told in page.text
    assert "1 December 2026" in page.text
    page = await send(client, page, "/cure", text="Абай көшесі, 12-үйдің жанында.")
    assert "The asker added what was missing" in page.text


async def test_the_asker_takes_it_back_after_reading_the_consequence(village, client):
    ref = await village.published()
    await come_in(client, village.resident, village.aigul)
    page = await client.get(f"/en/questions/{ref}/withdraw")
    assert "The body then owes no answer any more." in page.text
    page = await send(client, page, "/withdraw", reason="")
    assert "hs-clock--withdrawn" in page.text
    assert (await client.get(f"/en/questions/{ref}/withdraw")).status_code == 303


async def test_the_asker_makes_it_private_and_public_again(village, client):
    ref = await village.published()
    await come_in(client, village.resident, village.aigul)
    await send(client, await client.get(f"/en/questions/{ref}/make-private"), "/make-private")
    assert await value("SELECT screening FROM questions_question") == "private"
    page = await client.get(f"/en/questions/{ref}/make-public")
    assert (await send(client, page, "/make-public")).status_code == 422
    await send(client, page, "/make-public", consent="yes")
    assert await value("SELECT screening FROM questions_question") == "waiting"


async def test_a_reader_follows_and_stops(village, client):
    ref = await village.published()
    await come_in(client, village.resident, village.saule)
    page = await send(client, await client.get(f"/en/questions/{ref}"), "/follow")
    assert "Stop following" in page.text
    mine = await client.get("/en/my/questions")
    assert TITLE in mine.text
    page = await send(client, page, "/unfollow")
    assert await value("SELECT count(*) FROM questions_follow") == 0


async def test_nobody_follows_without_signing_in(village, client):
    ref = await village.published()
    page = await client.get(f"/en/questions/{ref}")
    assert not re.search(r'action="[^"]*/follow"', page.text)
    assert (await client.post(f"/en/questions/{ref}/follow")).status_code == 401


async def test_officials_do_not_see_askers_buttons_and_the_form_is_the_pages_own(village, client):
    ref = await village.answered()
    page = await client.get(f"/en/questions/{ref}")
    for name in ("rate", "withdraw", "make-private"):
        assert f"/questions/{ref}/{name}" not in page.text
    await come_in(client, village.resident, village.aigul)
    page = await client.get(f"/en/questions/{ref}/rate")
    assert form_to(page, "/rate").values["_once"]


async def test_days_of_another_moment_move_the_clock_on_reading_alone(village, client):
    ref = await village.published()
    client.clock.put(on(village.visitor, "2026-12-11").now)
    page = await client.get(f"/en/questions/{ref}")
    assert "hs-clock--due_soon" in page.text
