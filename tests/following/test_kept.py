"""What is kept of readers: only what they want now, no longer than they want it, and given to nobody else."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from hearing_state.db import execute, rows, value
from hearing_state.ids import new_id
from hearing_state.people.contact import Address
from hearing_state.people.queries import contact_digest
from hearing_state.privacy import emptying
from hearing_state.retention import RETENTION
from tests.agencies.country import QARAAUYL
from tests.following.mail import MAILBOX, Post
from tests.following.test_following import asked_publicly
from tests.questions.pages.browser import heading, send
from tests.questions.world import World, at


async def test_who_had_stopped_all_letters_gets_what_she_asks_for_anew_alone(village: World, post: Post):
    manage = await post.followed(f"place={QARAAUYL}")
    assert (await post.client.post(f"{manage}/stop")).status_code == 200
    await post.followed(f"body={village.district.slug}")
    await asked_publicly(village)
    assert await post.work(at("2026-11-23", 14)) == []
    page = await post.client.get(manage)
    (stopped,) = [line for line in page.text.splitlines() if "/resume" in line]
    assert "Қараауыл" in stopped
    assert "Қайта қадағалау" in stopped
    page = await send(post.client, page, "/resume")
    await asked_publicly(village, 15)
    assert len(await post.work(at("2026-11-23", 16))) == 1


async def test_who_stopped_all_letters_is_not_told_that_one_thing_comes_again(village: World, post: Post):
    """One thing cannot come back while no letter comes at all: only all letters are offered."""
    manage = await post.followed(f"place={QARAAUYL}")
    page = await post.client.get(manage)
    assert f"Хаттар келетін мекенжай: {MAILBOX}" in page.text
    (one,) = re.findall(r'action="[^"]*(/[0-9a-f-]{36}/stop)"', page.text)
    page = await send(post.client, page, one)
    assert "Қайта қадағалау" in page.text
    assert heading(await post.client.get(f"{manage}/stop")) == "Барлық хатты тоқтату"
    page = await post.client.post(f"{manage}/stop")
    assert (page.status_code, heading(page)) == (200, "Барлық хат тоқтатылды")
    page = await post.client.get(f"{manage}?done=resumed")
    assert "Қайта қадағалау" not in page.text
    assert f"Хаттар келетін мекенжай: {MAILBOX}" not in page.text
    assert "енді келмейді" in page.text
    assert "Жаңалықтар қайтадан келеді" not in page.text
    assert re.findall(r'action="([^"]*/following/[^"]*)"', page.text) == [f"{manage}/resume"]


async def test_no_row_keeps_the_secret_part_of_an_address(village: World, post: Post):
    manage = await post.followed(f"place={QARAAUYL}")
    key = manage.rpartition("/")[2]
    kept = await rows("SELECT result::text AS result FROM actions_request WHERE action LIKE 'following.%'")
    assert kept
    assert key not in str(kept)


async def _night(now: datetime) -> None:
    tables = [each for each in RETENTION.tables if each.name.startswith("following_")]
    shapes = await emptying.shapes(tables)
    for each in tables:
        await emptying.outlived(each, shapes, now)


async def test_the_address_of_who_stopped_thing_after_thing_goes_too(village: World, post: Post):
    await post.followed(f"place={QARAAUYL}")
    await post.followed("topic=street_lighting")
    await execute("UPDATE following_follow SET stopped_at = $1 WHERE thing LIKE 'topic:%'", at("2026-11-24"))
    await _night(at("2027-02-01"))
    assert await value("SELECT count(*) FROM following_reader") == 1
    await execute("UPDATE following_follow SET stopped_at = $1", at("2027-02-01"))
    await _night(at("2027-02-01") + timedelta(days=29))
    assert await value("SELECT count(*) FROM following_reader") == 1
    await _night(at("2027-02-01") + timedelta(days=31))
    assert await value("SELECT count(*) FROM following_reader") == 0


async def test_nobody_is_given_the_list_of_an_address_that_she_has_not_confirmed(village: World, post: Post):
    await post.followed(f"place={QARAAUYL}")
    await post.ask("topic=street_lighting")
    known = contact_digest(village.visitor, Address("email", MAILBOX))
    await execute(
        "INSERT INTO people_contact (id, person_id, channel, address, address_digest, made_at) VALUES ($1, $2, 'email', $3, $4, $5)",
        new_id(), village.aigul, MAILBOX, known, village.visitor.now,
    )  # fmt: skip
    tables = [each for each in RETENTION.tables if each.name.startswith("following_") and each.mine]
    assert [await emptying.own_rows(each, village.aigul) for each in tables] == [[]] * len(tables)
    await execute("UPDATE people_contact SET confirmed_at = made_at WHERE address = $1", MAILBOX)
    found = {each.name: len(await emptying.own_rows(each, village.aigul)) for each in tables}
    assert found == {
        "following_news": 0,
        "following_follow": 1,
        "following_reader": 1,
        "following_request": 1,
    }
