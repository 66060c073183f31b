"""From an address that somebody typed to one letter for everything that happened, and out again by one press."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlsplit

import pytest

from hearing_state.db import execute, rows, value
from hearing_state.following.actions.gather import Gather, gather
from hearing_state.following.actions.tell import Tell, tell
from hearing_state.ids import new_id
from hearing_state.people.contact import Address
from hearing_state.people.queries import contact_digest
from hearing_state.questions.actions.extend import Extend, extend
from hearing_state.questions.actions.screen import Screen, screen
from tests.agencies.country import ABAI_DISTRICT, QARAAUYL
from tests.following.mail import MAILBOX, Post, path_in
from tests.questions.pages.browser import come_in, heading, send
from tests.questions.world import TITLE, World, at, on


async def test_two_steps_in_and_the_link_alone_changes_nothing(village: World, post: Post):
    page = await post.ask(f"place={QARAAUYL}")
    assert page.status_code == 200
    assert heading(page) == "Пошта жәшігіңізді қараңыз"
    (letter,) = await post.work()
    assert letter["To"] == MAILBOX
    assert letter["Content-Language"] == "kk"
    assert letter["List-Unsubscribe"] is None
    link = path_in(letter, "/following/confirm/")
    assert (await post.client.get(link)).status_code == 200
    assert await value("SELECT count(*) FROM following_reader") == 0
    page = await send(post.client, await post.client.get(link), "")
    assert "Қараауыл" in page.text
    assert await value("SELECT count(*) FROM following_reader") == 1
    assert await value("SELECT count(*) FROM following_request") == 0
    assert (await post.client.get(link)).status_code == 404
    assert (await post.client.get(link[:-4] + "AAAA")).status_code == 404


async def test_whatever_of_hers_it_concerns_an_event_is_told_once_and_many_events_in_one_letter(
    village: World, post: Post
):
    for query in (f"place={ABAI_DISTRICT}", f"body={village.okrug.slug}", "topic=street_lighting"):
        await post.followed(query)
    client, later = post.client, on(village.resident, "2026-11-23", 13)
    slip = await village.ask(later)
    await screen(on(village.moderator, "2026-11-23", 13), Screen(question=slip.ref, verdict="publish"))
    second = await village.ask(later, title="Мектепке автобус қашан жүреді, жолы қалай болады?")
    await screen(on(village.moderator, "2026-11-23", 13), Screen(question=second.ref, verdict="publish"))
    (letter,) = await post.work(at("2026-11-23", 14))
    text = letter.get_content()
    assert (text.count(slip.ref), text.count(second.ref)) == (2, 2)  # beside the title and in the link
    assert TITLE in text
    assert await post.work() == []
    assert await post.work(at("2026-11-23", 15)) == []
    assert await value("SELECT count(*) FROM following_news") == 2
    found = path_in(letter, f"/questions/{slip.ref}")
    assert (await client.get(found)).status_code == 200
    assert found.startswith("/kk/")


@pytest.mark.parametrize(("language", "said"), [("ru", "новост"), ("en", "news")])
async def test_letters_are_in_the_reader_s_language(village: World, post: Post, language: str, said: str):
    await post.followed("topic=street_lighting", language=language)
    post.client.clock.put(at("2026-11-23", 13))
    for _each in range(2):
        await asked_publicly(village)
    (letter,) = await post.work(at("2026-11-23", 14))
    assert letter["Content-Language"] == language
    assert said in letter["Subject"].lower()
    assert f"/{language}/questions/Q-" in letter.get_content()


async def asked_publicly(village: World, hour: int = 13, day: str = "2026-11-23") -> str:
    slip = await village.ask(on(village.resident, day, hour))
    await screen(on(village.moderator, day, hour), Screen(question=slip.ref, verdict="publish"))
    return slip.ref


async def test_a_digest_waits_for_its_morning_and_holds_what_happened(village: World, post: Post):
    await post.followed(f"place={QARAAUYL}", rhythm="daily")
    await post.followed(f"place={QARAAUYL}", "daulet@mail.test", rhythm="weekly")
    refs = [await asked_publicly(village) for _each in range(2)]
    assert await post.work(at("2026-11-23", 23)) == []
    (daily,) = await post.work(at("2026-11-24", 9))
    assert daily["To"] == MAILBOX
    assert all(ref in daily.get_content() for ref in refs)
    third = await asked_publicly(village, 12, "2026-11-24")
    (again,) = await post.work(at("2026-11-25", 9))
    assert third in again.get_content()
    assert refs[0] not in again.get_content()
    assert await post.work(at("2026-11-29", 23)) == []
    (weekly,) = await post.work(at("2026-11-30", 9))
    assert weekly["To"] == "daulet@mail.test"
    assert all(ref in weekly.get_content() for ref in (*refs, third))


async def test_out_by_one_press_of_the_mail_program_and_back_from_the_page(village: World, post: Post):
    manage = await post.followed(f"place={QARAAUYL}")
    first = await asked_publicly(village)
    (letter,) = await post.work(at("2026-11-23", 14))
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    sent = dict(letter.raw_items())["List-Unsubscribe"]
    assert (
        sent == f"<{letter['List-Unsubscribe'].strip('<>')}>"
    )  # as mail programs look for it: in one piece, encoded in no way
    link = urlsplit(letter["List-Unsubscribe"].strip("<>")).path
    assert link == path_in(letter, "/stop")
    post.client.cookies.clear()
    assert (await post.client.get(link)).status_code == 200  # looked into by a program: nothing stops
    second = await asked_publicly(village, 15)
    (told,) = await post.work(at("2026-11-23", 16))
    assert second in told.get_content()
    assert first not in told.get_content()
    page = await post.client.post(link, data={"List-Unsubscribe": "One-Click"})
    assert page.status_code == 200
    assert MAILBOX in page.text
    await asked_publicly(village, 17)
    assert await post.work(at("2026-11-23", 18)) == []
    page = await send(post.client, page, "/resume")
    assert page.status_code == 200
    last = await asked_publicly(village, 19)
    (back,) = await post.work(at("2026-11-23", 20))
    assert last in back.get_content()
    page = await send(post.client, await post.client.get(manage), "/stop")
    assert "cache-control" in page.headers
    assert "no-store" in page.headers["cache-control"]


async def test_one_thing_is_stopped_and_taken_back_and_the_rhythm_changed(village: World, post: Post):
    manage = await post.followed(f"place={QARAAUYL}")
    page = await post.client.get(manage)
    (follow,) = await rows("SELECT id::text AS id FROM following_follow")
    page = await send(post.client, page, f"/{follow['id']}/stop")
    await asked_publicly(village)
    assert await post.work(at("2026-11-23", 14)) == []
    page = await send(post.client, page, f"/{follow['id']}/resume")
    page = await send(post.client, page, "/rhythm", rhythm="weekly")
    assert await rows("SELECT rhythm, locale FROM following_reader") == [{"rhythm": "weekly", "locale": "kk"}]


async def test_with_an_account_no_letter_asks_and_own_letters_are_not_doubled(village: World, post: Post):
    await a_mailbox(village, village.aigul, MAILBOX)
    await a_mailbox(village, village.head, "berik@mail.test")
    # The timetable has come by before, as in a house that runs: what happened an hour before its first time is not read.
    assert await post.work() == []
    for person in (village.aigul, village.head):
        await come_in(post.client, village.resident, person)
        page = await post.client.get(f"/kk/follow?place={QARAAUYL}")
        page = await send(post.client, page, "/follow/mine", rhythm="at_once")
        assert "Қараауыл" in page.text
        assert "/me/following" in str(page.url)
    ref = await asked_publicly(village)
    letters = await post.work(at("2026-11-23", 14))
    assert sorted(each["To"] for each in letters) == [MAILBOX, "berik@mail.test"]
    (hers,) = [each for each in letters if each["To"] == MAILBOX]
    assert hers["List-Unsubscribe"] is None  # the slip that the law owes; no news beside it
    assert await value("SELECT count(*) FROM following_news") == 1
    await extended(village, ref)
    letters = await post.work(at("2026-11-24", 14))
    assert sorted(each["To"] for each in letters) == [MAILBOX, "berik@mail.test"]
    assert await value("SELECT count(*) FROM following_news") == 2


async def extended(village: World, ref: str) -> None:
    wish = Extend(
        question=ref,
        reason="Жолға сараптама тағайындалды, қорытындысы күтілуде.",
        until_on=date(2026, 12, 28),
    )
    await extend(on(village.akim, "2026-11-24", 13), wish)


async def a_mailbox(village: World, person_id, address: str) -> None:
    await execute(
        "INSERT INTO people_contact (id, person_id, channel, address, address_digest, made_at, confirmed_at)"
        " VALUES ($1, $2, 'email', $3, $4, $5, $5)",
        new_id(), person_id, address, contact_digest(village.visitor, Address("email", address)), village.visitor.now,
    )  # fmt: skip


async def test_a_question_that_was_hidden_meanwhile_is_not_told(village: World, post: Post):
    await post.followed(f"place={QARAAUYL}", rhythm="daily")
    ref = await asked_publicly(village)
    await post.work(at("2026-11-23", 14))
    assert await value("SELECT count(*) FROM following_news WHERE letter_id IS NULL") == 1
    await execute(
        "UPDATE questions_question SET screening = 'hidden', hidden_reason = 'personal_data' WHERE ref = $1",
        ref,
    )
    assert await post.work(at("2026-11-24", 9)) == []


async def test_done_twice_it_is_still_one_letter(village: World, post: Post):
    await post.followed(f"place={QARAAUYL}")
    await asked_publicly(village)
    house = on(village.as_("system"), "2026-11-23", 14)
    assert await gather(house, Gather()) == 1
    assert await gather(house, Gather()) == 0
    reader = await value("SELECT id FROM following_reader")
    assert await tell(house, Tell(reader=reader)) is not None
    assert await tell(house, Tell(reader=reader)) is None
    assert await tell(on(village.as_("system"), "2026-11-23", 15), Tell(reader=reader)) is None
    sql = "SELECT count(*) FROM notifications_notification WHERE template = 'following/digest'"
    assert await value(sql) == 1


async def test_a_stranger_s_mailbox_gets_three_letters_however_it_is_spelt(village: World, post: Post):
    sent = []
    for number, address in enumerate(
        ("a.b@gmail.com", "ab+1@gmail.com", "AB+2@gmail.com", "a.b+3@gmail.com")
    ):
        page = await post.ask(f"place={QARAAUYL}", address)
        assert page.status_code == 200, number
        sent += await post.work()
    assert len(sent) == 3
    for _number in range(3):
        await post.ask("topic=street_lighting", "ab@gmail.com")
    assert await post.work() == []
    refused = await post.ask("topic=street_lighting", "+77011234567")
    assert refused.status_code == 422


async def test_what_is_not_there_cannot_be_followed(village: World, post: Post):
    private = await village.ask(is_public=False)
    for query in (f"question={private.ref}", "place=999999999", "topic=x", "body=nobody", "", "other=1"):
        assert (await post.client.get(f"/kk/follow?{query}")).status_code == 404, query
