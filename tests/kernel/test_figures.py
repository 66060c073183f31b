"""What the operator's scraper is told, well and ill."""

import re
from datetime import timedelta
from uuid import uuid4

from hearing_state.db import execute
from hearing_state.jobs import outbox
from hearing_state.ledger import Entry
from hearing_state.ledger.entry import write
from hearing_state.web.figures import collected, described
from tests.support.contexts import NOON

LEASE = 30.0


async def scraped(client) -> dict[str, float]:
    text = (await client.get("/metrics")).text
    return {
        name: float(number) for name, number in re.findall(r"^hearing_state_(\S+) (\S+)$", text, re.MULTILINE)
    }


async def test_every_figure_that_is_described_is_told(client):
    numbers = await scraped(client)
    assert described().keys() <= numbers.keys()
    assert numbers["figures_unread"] == 0
    assert numbers["database_up"] == 1


async def test_every_figure_says_what_it_is(client):
    text = (await client.get("/metrics")).text
    typed = re.findall(r"^# TYPE (\S+)", text, re.MULTILINE)
    assert typed == re.findall(r"^# HELP (\S+) .", text, re.MULTILINE)
    assert len(typed) == len(set(typed))


async def test_the_queue_ages(client):
    await outbox.tell(
        "question.registered", "Q-2026-000001", {}, at=NOON - timedelta(minutes=7), to=["a", "b"]
    )
    await outbox.claim(1, NOON - timedelta(minutes=2), LEASE)
    numbers = await scraped(client)
    assert numbers["outbox_waiting"] == 2
    assert numbers["outbox_stale_leases"] == 1
    assert numbers["outbox_overdue_seconds"] == numbers["outbox_oldest_seconds"] == 420


async def test_a_dead_letter_ages(client):
    await outbox.tell("question.registered", "Q-2026-000001", {}, at=NOON - timedelta(hours=3), to=["a"])
    (claim,) = await outbox.claim(1, NOON - timedelta(hours=2), LEASE)
    await outbox.bury(claim, NOON - timedelta(hours=1), "broken")
    numbers = await scraped(client)
    assert (numbers["outbox_dead"], numbers["outbox_oldest_dead_seconds"]) == (1, 3600)
    assert numbers["outbox_oldest_seconds"] == 0


async def test_the_log_lags_only_where_it_is_published(client, as_, settings):
    at = NOON - timedelta(minutes=5)
    await write([Entry("question.registered", "Q-2026-000001")], is_public=True, at=at, act_id=uuid4())
    assert (await scraped(client))["ledger_oldest_unnumbered_seconds"] == 0
    publishing = settings.model_copy(update={"publish_log": True})
    context = as_("system").__class__(now=NOON, settings=publishing)
    assert (await collected(context))["ledger_oldest_unnumbered_seconds"] == 300


async def test_the_counter_has_a_watermark(client):
    await execute(
        "INSERT INTO signing_change (id, petition_id, place_code, proof, delta, happened_at) VALUES ($1, $2, '', 'code', 1, $3)",
        uuid4(), uuid4(), NOON - timedelta(seconds=40),
    )  # fmt: skip
    assert (await scraped(client))["petitions_uncounted_seconds"] == 40


async def test_letters_that_failed_are_counted_for_an_hour(client):
    for hours in (0.5, 3):
        await execute(
            "INSERT INTO notifications_notification (id, recipient, channel, template, locale, about, values, message_id, queued_at, failed_at)"
            " VALUES ($1, 'x', 'email', 'ending', 'kk', $2, '{}', $2, $3, $3)",
            uuid4(), str(hours), NOON - timedelta(hours=hours),
        )  # fmt: skip
    numbers = await scraped(client)
    assert (numbers["letters_failed_hour"], numbers["letters_waiting"]) == (1, 0)


async def test_the_calendar_ends_some_day(client):
    numbers = await scraped(client)
    assert numbers["calendar_days_left"] > 30
    assert numbers['finding{name="calendar"}'] == 0


async def test_a_scrape_is_neither_shed_nor_written_down(client):
    assert 'route="/metrics"' not in (await client.get("/metrics")).text + (await client.get("/metrics")).text
