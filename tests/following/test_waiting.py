"""While the mail relay is away letters wait. Who pressed "unsubscribe" meanwhile is not written to when it comes back."""

from __future__ import annotations

from email.message import EmailMessage
from urllib.parse import urlsplit

from hearing_state.db import execute, rows, value
from hearing_state.following import tasks
from hearing_state.following.actions.follow import Follow, follow
from hearing_state.following.actions.stop import Stop, stop
from hearing_state.following.following import Rhythm
from hearing_state.following.queries import key_of
from hearing_state.main.worker import relay_for
from hearing_state.notifications.actions.set_preferences import SetPreferences, set_preferences
from tests.agencies.country import QARAAUYL
from tests.following.mail import MAILBOX, Post
from tests.following.test_following import a_mailbox, asked_publicly, extended
from tests.questions.world import World, at, on

DIGESTS = """
SELECT CASE WHEN sent_at IS NOT NULL THEN 'sent' WHEN failed_at IS NOT NULL THEN 'failed' WHEN unwanted_at IS NOT NULL THEN 'unwanted'
 ELSE 'waiting' END AS state, tries FROM notifications_notification WHERE template = 'following/digest' ORDER BY queued_at, id
"""


async def away(post: Post, hour: int, day: str = "2026-11-23") -> None:
    """A letter is written, and the relay takes none."""
    post.relay.mood = "busy"
    post.client.clock.put(at(day, hour))
    await tasks.gather_and_call(post.house.context(), post.client.clock.now())
    await relay_for(post.house, parallel=1).drain()
    assert await rows(DIGESTS) == [{"state": "waiting", "tries": 1}]


async def back(post: Post, hour: int, day: str = "2026-11-23") -> list[EmailMessage]:
    """The relay is there again; what goes out."""
    post.relay.mood = "takes"
    before = len(post.relay.taken)
    post.client.clock.put(at(day, hour))
    await relay_for(post.house, parallel=1).drain()
    assert await value("SELECT count(*) FROM jobs_outbox WHERE done_at IS NULL") == 0
    return post.relay.taken[before:]


async def let_go(village: World, thing: str, day: str = "2026-11-23") -> None:
    context = on(village.visitor, day, 19)
    key = key_of(context, await value("SELECT id FROM following_reader"))
    followed = await value("SELECT id FROM following_follow WHERE thing = $1", thing)
    await stop(context, Stop(key=key, follow=followed))


async def test_a_letter_that_waited_is_dropped_for_who_stopped_all(village: World, post: Post):
    await post.followed(f"place={QARAAUYL}")
    await asked_publicly(village)
    (first,) = await post.work(at("2026-11-23", 13, 30))
    link = urlsplit(first["List-Unsubscribe"].strip("<>")).path
    await execute("DELETE FROM notifications_notification WHERE template = 'following/digest'")
    await asked_publicly(village, 14)
    await away(post, 15)
    page = await post.client.post(link, data={"List-Unsubscribe": "One-Click"})
    assert page.status_code == 200
    assert await back(post, 20) == []
    assert await rows(DIGESTS) == [{"state": "unwanted", "tries": 1}]


async def test_it_is_dropped_for_who_let_go_of_what_it_is_about(village: World, post: Post):
    await post.followed(f"place={QARAAUYL}")
    await post.followed(f"body={village.district.slug}")
    await asked_publicly(village)
    await away(post, 14)
    await let_go(village, f"place:{QARAAUYL}")
    assert await back(post, 20) == []
    assert await rows(DIGESTS) == [{"state": "unwanted", "tries": 1}]


async def test_what_is_followed_for_another_reason_is_told_all_the_same(village: World, post: Post):
    await post.followed(f"place={QARAAUYL}")
    await post.followed(f"body={village.okrug.slug}")
    ref = await asked_publicly(village)
    await away(post, 14)
    await let_go(village, f"place:{QARAAUYL}")
    (letter,) = await back(post, 20)
    assert ref in letter.get_content()
    assert await rows(DIGESTS) == [{"state": "sent", "tries": 2}]


async def test_of_two_things_the_letter_tells_the_one_that_is_still_followed(village: World, post: Post):
    kept, gone = await asked_publicly(village, 12), await asked_publicly(village, 12)
    for ref in (kept, gone):
        await post.followed(f"question={ref}")
        await extended(village, ref)
    await away(post, 18, "2026-11-24")
    await let_go(village, f"question:{gone}", "2026-11-24")
    (letter,) = await back(post, 23, "2026-11-24")
    assert kept in letter.get_content()
    assert gone not in letter.get_content()


async def test_a_letter_that_waits_goes_to_who_let_go_of_nothing(village: World, post: Post):
    await post.followed(f"place={QARAAUYL}")
    ref = await asked_publicly(village)
    await away(post, 14)
    (letter,) = await back(post, 20)
    assert ref in letter.get_content()


async def test_what_was_hidden_meanwhile_is_not_told(village: World, post: Post):
    await post.followed(f"place={QARAAUYL}")
    kept, hidden = await asked_publicly(village), await asked_publicly(village)
    await away(post, 14)
    await execute("UPDATE questions_question SET screening = 'waiting' WHERE ref = $1", hidden)
    (letter,) = await back(post, 20)
    assert kept in letter.get_content()
    assert hidden not in letter.get_content()


async def test_where_all_was_hidden_meanwhile_nothing_is_sent(village: World, post: Post):
    await post.followed(f"place={QARAAUYL}")
    await asked_publicly(village)
    await away(post, 14)
    await execute("UPDATE questions_question SET screening = 'waiting'")
    assert await back(post, 20) == []
    assert await rows(DIGESTS) == [{"state": "unwanted", "tries": 1}]


async def test_it_is_dropped_for_who_turned_its_kind_off_in_her_account(village: World, post: Post):
    await a_mailbox(village, village.head, MAILBOX)
    follower = on(village.neighbour, "2026-11-23", 12)
    assert await post.work() == []
    await follow(follower, Follow(kind="place", key=QARAAUYL, rhythm=Rhythm.AT_ONCE))
    await asked_publicly(village)
    await away(post, 14)
    await set_preferences(follower, SetPreferences())
    assert await back(post, 20) == []
    assert await rows(DIGESTS) == [{"state": "unwanted", "tries": 1}]


async def test_the_letter_that_asks_goes_out_after_the_wait(village: World, post: Post):
    post.relay.mood = "busy"
    await post.ask(f"place={QARAAUYL}")
    await relay_for(post.house, parallel=1).drain()
    (letter,) = await back(post, 20)
    assert "/following/confirm/" in letter.get_content()
