"""A resident at a telephone without scripts, a guest beside her: ask, support, follow a number, take it back."""

from __future__ import annotations

import httpx2
import pytest

from hearing_state.db import row, value
from hearing_state.i18n import speaking
from hearing_state.people.person import Step
from hearing_state.people.sessions import open_session
from hearing_state.web import load_panels
from hearing_state.web.rendering import render_text
from meetings.asking.actions.answer_on_the_spot import AnswerOnTheSpot, answer_on_the_spot
from meetings.asking.actions.mark_not_reached import MarkNotReached, mark_not_reached
from meetings.asking.actions.order_override import OrderOverride, order_override
from meetings.asking.actions.screen import Screen, screen
from meetings.asking.actions.take_away import TakeAway, take_away
from tests.meetings.asking.list_of import LIGHT_KK, LIGHT_RU, REASON, ROAD_KK, WATER_KK, ListOf
from tests.meetings.registration.hall import resident
from tests.questions.pages.browser import come_in, followed, form_to, heading, send

NASTY = "<script>alert(1)</script> ' OR 1=1; -- \u202e🙂 %(x)s {{ 7*7 }}"


@pytest.fixture
async def browser(client: httpx2.AsyncClient, ahead: ListOf) -> httpx2.AsyncClient:
    await come_in(client, ahead.world.system, ahead.world.aigul)
    return client


async def opened(client: httpx2.AsyncClient, path: str) -> httpx2.Response:
    return await followed(client, await client.get(f"/en/{path}"))


async def test_aigul_asks_and_gets_her_slip(browser: httpx2.AsyncClient, ahead: ListOf):
    page = await opened(browser, f"meetings/{ahead.meeting.ref}/ask")
    slip = await send(
        browser, page, "/ask", text=LIGHT_KK, language="kk", topic="street_lighting", is_named="yes"
    )
    ref = await value("SELECT ref FROM asking_question")
    assert heading(slip) == "Your question to the meeting is received"
    assert ref in slip.text
    assert "<svg" in slip.text
    mine = await opened(browser, "my/meeting-questions")
    assert LIGHT_KK in mine.text
    assert "waits for a moderator" in mine.text


async def test_faults_are_told_beside_their_fields_and_words_are_kept(
    browser: httpx2.AsyncClient, ahead: ListOf
):
    page = await opened(browser, f"meetings/{ahead.meeting.ref}/ask")
    action = form_to(page, "/ask").action
    refused = await browser.post(
        action, data={"text": "Неге?", "language": "tlh", "topic": "dragons", "place": "1"}
    )
    assert refused.status_code == 422
    for field in ("text", "language", "place"):
        assert f'href="#{field}"' in refused.text
    assert "Неге?" in refused.text
    refused = await browser.post(action, data={"text": "ы" * 601, "language": "kk", "topic": "roads"})
    assert "at most 600 characters" in refused.text


@pytest.mark.parametrize(
    "field", ["text", "language", "topic", "place", "point", "is_named", "how", "anyway"]
)
async def test_nasty_input_is_taken_or_refused_and_never_executed(
    browser: httpx2.AsyncClient, ahead: ListOf, field: str
):
    page = await opened(browser, f"meetings/{ahead.meeting.ref}/ask")
    for nasty in (NASTY, "\x00" * 40, "ы" * 5000, "<!--" * 20, "\ud83d"):
        data = {
            "text": LIGHT_KK,
            "language": "kk",
            "topic": "roads",
            field: nasty.encode("utf-8", "replace").decode(),
        }
        answer = await browser.post(form_to(page, "/ask").action, data=data)
        assert answer.status_code in {200, 303, 409, 422}
        assert "<script>alert" not in (await followed(browser, answer)).text


async def test_nasty_words_stand_as_words_on_every_page(browser: httpx2.AsyncClient, ahead: ListOf):
    ref = await ahead.published(text=NASTY, is_named=True)
    other = await ahead.published(ahead.world.daulet, f"{NASTY} !")
    await ahead.bundle(ref, other)
    await order_override(ahead.clerk, OrderOverride(question=ref, position=1, reason=NASTY))
    base = f"meetings/{ahead.meeting.ref}"
    for path in (
        f"{base}/questions",
        f"{base}/questions/{ref}",
        f"{base}/questions/{ref}/support",
        base,
        "my/meeting-questions",
    ):
        page = await opened(browser, path)
        assert page.status_code == 200
        assert "<script>alert" not in page.text
        assert "{{ 7*7 }}" in page.text


async def test_what_looks_like_it_is_shown_first_and_may_be_supported_instead(
    browser: httpx2.AsyncClient, ahead: ListOf
):
    twin = await ahead.published(ahead.world.daulet, LIGHT_RU, language="ru")
    page = await opened(browser, f"meetings/{ahead.meeting.ref}/ask")
    typed = {"text": LIGHT_KK, "language": "kk", "topic": "street_lighting"}
    near = await send(browser, page, "/ask", **typed)
    assert heading(near) == "Was this asked already?"
    assert LIGHT_RU in near.text
    assert LIGHT_KK in near.text
    done = await send(browser, near, f"{twin}/support")
    assert "You support this question." in done.text
    assert (await ahead.shown(twin)).line.supporters == 2
    near = await send(browser, page, "/ask", **typed)
    slip = await send(browser, near, "/ask")
    assert heading(slip) == "Your question to the meeting is received"
    assert await value("SELECT count(*)::int FROM asking_question") == 2


async def test_a_visitor_signs_in_on_the_way_and_no_word_is_lost(client: httpx2.AsyncClient, ahead: ListOf):
    page = await opened(client, f"meetings/{ahead.meeting.ref}/ask")
    form = form_to(page, "/ask")
    data = {**form.values, "text": WATER_KK, "language": "kk", "topic": "water_supply", "how": "sign_in"}
    answer = await client.post(form.action, data=data)
    assert answer.status_code == 303
    assert f"/sign-in?next=%2Fen%2Fmeetings%2F{ahead.meeting.ref}%2Fask" in answer.headers["location"]
    client.cookies.set("hs_session", await open_session(ahead.world.system, ahead.world.aigul, Step.CODE, ""))
    page = await opened(client, f"meetings/{ahead.meeting.ref}/ask")
    assert "What you had written is here" in page.text
    assert WATER_KK in page.text
    await send(client, page, "/ask")
    assert await value("SELECT asker_id FROM asking_question") == ahead.world.aigul
    assert await value("SELECT count(*)::int FROM asking_draft") == 0


async def test_a_guest_asks_supports_and_finds_it_again_by_the_slips_own_address(
    client: httpx2.AsyncClient, ahead: ListOf
):
    page = await opened(client, f"meetings/{ahead.meeting.ref}/ask")
    slip = await send(client, page, "/ask", text=ROAD_KK, language="kk", topic="roads", how="guest")
    assert "You asked as a guest" in slip.text
    found = await row("SELECT ref, is_guest FROM asking_question")
    assert found is not None
    assert found["is_guest"]
    mine = await opened(client, "my/meeting-questions")
    assert ROAD_KK in mine.text
    own = str(slip.request.url)
    client.cookies.clear()  # another browser
    assert (await client.get(own)).status_code == 200
    assert (await client.get(own.partition("?")[0])).status_code == 404


async def test_a_visitor_is_told_the_two_ways_to_support(client: httpx2.AsyncClient, ahead: ListOf):
    ref = await ahead.published()
    page = await opened(client, f"meetings/{ahead.meeting.ref}/questions/{ref}/support")
    assert "Sign in and support" in page.text
    done = await send(client, page, "/support")
    assert done.request.url.path == f"/en/meetings/{ahead.meeting.ref}/questions"
    line = (await ahead.shown(ref)).line
    assert (line.supporters, line.guests) == (1, 1)
    page = await opened(client, f"meetings/{ahead.meeting.ref}/questions/{ref}/support")
    await send(client, page, "/unsupport")
    assert (await ahead.shown(ref)).line.guests == 0


async def test_a_resident_presses_in_the_list_and_again(browser: httpx2.AsyncClient, ahead: ListOf):
    ref = await ahead.published(ahead.world.daulet)
    page = await opened(browser, f"meetings/{ahead.meeting.ref}/questions")
    await send(browser, page, f"{ref}/support")
    assert (await ahead.shown(ref)).line.supporters == 2
    page = await opened(browser, f"meetings/{ahead.meeting.ref}/questions")
    await send(browser, page, f"{ref}/unsupport")
    assert (await ahead.shown(ref)).line.supporters == 1


async def test_the_list_tells_its_order_its_rule_and_the_chairs_reason(
    client: httpx2.AsyncClient, ahead: ListOf
):
    low, high = await ahead.published(), await ahead.published(ahead.world.daulet, ROAD_KK)
    await ahead.crowd(high, 3)
    await ahead.ask(await resident(), WATER_KK)
    page = await client.get(f"/en/meetings/{ahead.meeting.ref}/questions")
    assert page.text.index(ROAD_KK) < page.text.index(LIGHT_KK)
    assert "How the order is made" in page.text
    assert "1 more question waits for a moderator." in page.text
    assert WATER_KK not in page.text
    assert "set-cookie" not in page.headers  # what visitors see alike may be kept
    await order_override(ahead.world.head, OrderOverride(question=low, position=1, reason=REASON))
    page = await client.get(f"/en/meetings/{ahead.meeting.ref}/questions")
    assert page.text.index(LIGHT_KK) < page.text.index(ROAD_KK)
    assert REASON in page.text


async def test_a_long_list_goes_on_page_by_page_in_one_order(client: httpx2.AsyncClient, ahead: ListOf):
    refs = [await ahead.published(await resident(n), f"{n}-сұрақ: {WATER_KK}") for n in range(23)]
    seen = []
    for number in (1, 2, 3):
        page = await client.get(f"/en/meetings/{ahead.meeting.ref}/questions?page={number}")
        assert page.status_code == 200
        seen += [ref for ref in refs if f'id="{ref}"' in page.text]
    assert seen == refs
    for tab in ("newest", "answered", "nonsense"):
        assert (await client.get(f"/en/meetings/{ahead.meeting.ref}/questions?tab={tab}")).status_code == 200


async def test_the_number_leads_there_from_everywhere_and_says_nothing_that_is_not_public(
    client: httpx2.AsyncClient, ahead: ListOf
):
    ref = await ahead.ask()
    there = f"/en/meetings/{ahead.meeting.ref}/questions/{ref}"
    for path in (
        f"/en/questions/find?number={ref}",
        f"/en/questions/find?number={ref[2:]}",
        f"/en/questions/{ref}",
    ):
        answer = await client.get(path)
        assert (answer.status_code, answer.headers["location"]) == (303, there)
    page = await client.get(there)
    assert page.status_code == 200
    assert LIGHT_KK not in page.text
    assert "a moderator reads it first" in page.text
    assert (await client.get("/en/questions/Q-2026-999999")).status_code == 404
    assert (await client.get("/en/questions/find?number=Q-2026-999999")).status_code == 422
    assert (await client.get(there.replace(ahead.meeting.ref, "M-2026-999999"))).status_code == 404
    assert (await client.get(f"{there}/slip")).status_code == 404


async def test_taken_away_the_same_number_is_a_question_that_names_its_meeting(
    client: httpx2.AsyncClient, ahead: ListOf
):
    ref = await ahead.published()
    await ahead.begin()
    await take_away(ahead.in_the_room, TakeAway(question=ref))
    page = await client.get(f"/en/questions/{ref}")
    assert page.status_code == 200
    assert f"/en/meetings/{ahead.meeting.ref}" in page.text
    assert "Taken away from a meeting" in page.text
    page = await client.get(f"/en/meetings/{ahead.meeting.ref}/questions/{ref}")
    assert f"/en/questions/{ref}" in page.text
    assert "It is answered in writing." in page.text


async def test_an_answer_on_the_spot_is_read_by_everybody(client: httpx2.AsyncClient, ahead: ListOf):
    ref = await ahead.published()
    await ahead.begin()
    await answer_on_the_spot(ahead.in_the_room, AnswerOnTheSpot(question=ref, answer_kk="Ертең жанады."))
    for path in ("", f"/{ref}"):
        page = await client.get(f"/en/meetings/{ahead.meeting.ref}/questions{path}")
        assert "Ертең жанады." in page.text


async def test_she_takes_it_back_takes_it_out_and_demands_an_answer(
    browser: httpx2.AsyncClient, ahead: ListOf
):
    own, twin, third = (
        await ahead.published(),
        await ahead.published(ahead.world.daulet, LIGHT_RU),
        await ahead.published(text=ROAD_KK),
    )
    await ahead.bundle(twin, own)
    base = f"meetings/{ahead.meeting.ref}/questions"
    page = await opened(browser, f"{base}/{own}/not-mine")
    done = await send(browser, page, "/not-mine")
    assert "Your question stands alone again" in done.text
    page = await opened(browser, f"{base}/{third}/withdraw")
    done = await send(browser, page, "/withdraw")
    assert "Your question is taken back" in done.text
    assert (await browser.get(f"/en/{base}/{twin}/withdraw")).status_code == 404  # another's
    await ahead.begin()
    await mark_not_reached(ahead.in_the_room, MarkNotReached(meeting=ahead.meeting.ref, question=own))
    page = await opened(browser, f"{base}/{own}/in-writing")
    done = await send(browser, page, "/in-writing")
    assert "The office owes you an answer in writing now." in done.text
    assert await value("SELECT ref FROM questions_question") == own


async def test_what_is_hidden_says_why_and_is_reported_like_any_question(
    browser: httpx2.AsyncClient, ahead: ListOf
):
    ref = await ahead.published(ahead.world.daulet)
    page = await opened(browser, f"meetings/{ahead.meeting.ref}/questions/{ref}")
    assert (
        f"about={ref}" in page.text
        or f"/report/{ref}" in page.text
        or "Report this to a moderator" in page.text
    )
    await screen(ahead.moderator, Screen(question=ref, verdict="hide", reason="third_person"))
    page = await opened(browser, f"meetings/{ahead.meeting.ref}/questions/{ref}")
    assert "It accuses a named private person" in page.text
    assert LIGHT_KK not in page.text


async def test_the_meetings_page_shows_the_first_of_the_order(ahead: ListOf):
    ref = await ahead.published()
    await ahead.crowd(ref, 2)
    found = [
        each
        for each in await load_panels(ahead.world.visitor, "meeting", ahead.meeting)
        if "asking" in each.template
    ]
    with speaking("en"):
        shown = render_text(found[0].template, found[0].values)
    assert LIGHT_KK in shown
    assert "3 residents" in shown
    assert f"/en/meetings/{ahead.meeting.ref}/ask" in shown


async def test_before_the_announcement_nobody_can_ask_and_while_the_meeting_goes_on_everybody_in_writing(
    client: httpx2.AsyncClient, ahead: ListOf
):
    planned = await ahead.world.planned("2026-12-23")
    page = await client.get(f"/en/meetings/{planned.ref}/ask")
    assert "Questions are taken once the meeting is announced." in page.text
    assert (await client.get(f"/en/meetings/{planned.ref}/questions")).status_code == 200
    await ahead.begin()
    client.clock.put(ahead.in_the_room.now)  # type: ignore[attr-defined]
    page = await client.get(f"/en/meetings/{ahead.meeting.ref}/ask")
    assert "the meeting has begun" not in page.text
    assert 'name="text"' in page.text
