"""What happened reaches whoever follows it, also late: no news is lost on its way into a letter."""

from __future__ import annotations

from hearing_state.db import value
from hearing_state.following.actions.follow import Follow, follow
from hearing_state.following.following import Rhythm
from hearing_state.questions.actions.screen import Screen, screen
from hearing_state.questions.models import EventRow
from tests.agencies.country import QARAAUYL
from tests.following.mail import MAILBOX, Post
from tests.following.test_following import a_mailbox, asked_publicly
from tests.questions.world import World, at, on


async def test_a_question_that_is_shown_two_days_later_is_news_then_and_once(village: World, post: Post):
    await post.followed(f"place={QARAAUYL}")
    slip = await village.ask(on(village.resident, "2026-11-23", 13))
    assert await post.work(at("2026-11-23", 14)) == []
    assert await post.work(at("2026-11-24", 9)) == []
    await screen(on(village.moderator, "2026-11-25", 10), Screen(question=slip.ref, verdict="publish"))
    (letter,) = await post.work(at("2026-11-25", 11))
    assert slip.ref in letter.get_content()
    await post.followed(f"body={village.okrug.slug}", "daulet@mail.test")
    hidden = Screen(question=slip.ref, verdict="hide", reason="personal_data")
    await screen(on(village.moderator, "2026-11-25", 12), hidden)
    await screen(on(village.as_("system"), "2026-11-25", 13), Screen(question=slip.ref, verdict="publish"))
    assert await post.work(at("2026-11-25", 14)) == []


async def test_the_asker_is_told_of_what_no_letter_of_hers_says(village: World, post: Post):
    await a_mailbox(village, village.aigul, MAILBOX)
    assert await post.work() == []
    await follow(village.resident, Follow(kind="place", key=QARAAUYL, rhythm=Rhythm.AT_ONCE))
    await asked_publicly(village)
    (slip,) = await post.work(at("2026-11-23", 14))
    assert slip["List-Unsubscribe"] is None
    question = await value("SELECT id FROM questions_question")
    body, hour = village.okrug.id, at("2026-11-23", 15)
    await EventRow.create(
        question_id=question, kind="reassigned", happened_at=hour, role="system", agency_id=body, facts={}, is_public=True
    )  # fmt: skip
    (told,) = await post.work(at("2026-11-23", 16))
    assert told["List-Unsubscribe"] is not None


async def test_what_is_too_much_for_one_day_waits_for_the_next(village: World, post: Post, monkeypatch):
    for place in ("queries", "tasks"):
        monkeypatch.setattr(f"hearing_state.notifications.{place}.letters_a_day", lambda: 2)
    await post.followed(f"place={QARAAUYL}")
    for hour in (13, 14):
        await asked_publicly(village, hour)
        assert len(await post.work(at("2026-11-23", hour, 30))) == 1
    third = await asked_publicly(village, 15)
    assert await post.work(at("2026-11-23", 15, 30)) == []
    assert await post.work(at("2026-11-23", 20)) == []
    (letter,) = await post.work(at("2026-11-24", 14))
    assert third in letter.get_content()
    assert await value("SELECT count(*) FROM notifications_notification WHERE failed_at IS NOT NULL") == 0
