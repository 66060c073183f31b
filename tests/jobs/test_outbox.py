"""The queue: leases, order, repeats."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from hearing_state.db import row, transaction
from hearing_state.jobs import bell, dead_letters, outbox
from hearing_state.jobs.listeners import Listener, Listeners, Told
from tests.jobs.world import START, say

LEASE = 30.0


async def test_a_row_for_each_listener(db, monkeypatch):
    listeners = Listeners()
    monkeypatch.setattr(outbox, "LISTENERS", listeners)

    async def run(context: object, told: Told) -> None: ...

    listeners.add(Listener("a.one", "thing.done", run))
    listeners.add(Listener("b.two", "thing.done", run))
    listeners.add(Listener("c.three", "thing.undone", run))
    assert await outbox.tell("thing.done", "T-1", {"by": uuid4(), "on": START}, at=START) == 2
    claims = await outbox.claim(10, START, LEASE, "example.kz")
    assert sorted(each.listener for each in claims) == ["a.one", "b.two"]
    assert claims[0].told.payload["on"] == "2026-11-23T04:00:00+00:00"
    assert claims[0].told.message_id == f"<outbox-{claims[0].told.id}@example.kz>"
    assert await outbox.tell("unheard.of", "T-1", {}, at=START) == 0


async def test_the_same_thing_told_twice_is_one_row(db):
    assert await say(1, once="k") == 1
    assert await say(1, once="k") == 0


async def test_what_is_rolled_back_was_never_said(db):
    async def fail() -> None:
        async with transaction():
            await say(1)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await fail()
    assert await outbox.claim(10, START, LEASE) == []


async def test_rows_about_one_thing_come_one_after_the_other(db):
    for number in (1, 2):
        await say(number, about="Q-1")
    await say(3, about="Q-2")
    first = await outbox.claim(10, START, LEASE)
    assert [each.told.payload["n"] for each in first] == [1, 3]
    assert await outbox.claim(10, START, LEASE) == []
    await outbox.settle(first[0], START)
    assert [each.told.payload["n"] for each in await outbox.claim(10, START, LEASE)] == [2]


async def test_a_later_row_waits_while_an_earlier_one_is_put_off_and_comes_when_it_is_dead(db):
    await say(1)
    await say(2)
    (claim,) = await outbox.claim(10, START, LEASE)
    await outbox.put_off(claim, START + timedelta(hours=1), "broken")
    assert await outbox.claim(10, START, LEASE) == []
    (again,) = await outbox.claim(10, START + timedelta(hours=2), LEASE)
    assert (again.told.payload["n"], again.attempts) == (1, 1)
    await outbox.bury(again, START, "broken")
    (second,) = await outbox.claim(10, START, LEASE)
    assert second.told.payload["n"] == 2


async def test_a_sleeper_with_an_old_lease_settles_nothing(db):
    await say(1)
    (sleeper,) = await outbox.claim(1, START, LEASE)
    later = START + timedelta(seconds=LEASE + 1)
    (other,) = await outbox.claim(1, later, LEASE)
    assert other.told.id == sleeper.told.id
    assert not await outbox.hold(sleeper)
    assert not await outbox.settle(sleeper, later)
    assert not await outbox.put_off(sleeper, later, "late")
    assert not await outbox.bury(sleeper, later, "late")
    assert await outbox.hold(other)
    assert await outbox.settle(other, later)
    assert not await outbox.settle(other, later)


async def test_nobody_gets_a_row_before_its_lease_ends(db):
    await say(1)
    assert len(await outbox.claim(1, START, LEASE)) == 1
    assert await outbox.claim(1, START + timedelta(seconds=LEASE - 1), LEASE) == []


async def test_a_dead_letter_is_shown_and_revived(db):
    await say(1)
    (claim,) = await outbox.claim(1, START, LEASE)
    await outbox.bury(claim, START, "invalid: question.too_short")
    (letter,) = await dead_letters.dead_letters()
    assert (letter.payload, letter.error, letter.attempts) == ({"n": 1}, "invalid: question.too_short", 1)
    assert (await outbox.figures(START))["dead"] == 1
    assert await dead_letters.how_many() == 1
    assert await dead_letters.revive(letter.id, START)
    assert not await dead_letters.revive(letter.id, START)
    (claim,) = await outbox.claim(1, START, LEASE)
    assert claim.attempts == 0


async def test_a_dead_letter_can_be_given_up(db):
    await say(1)
    (claim,) = await outbox.claim(1, START, LEASE)
    await outbox.bury(claim, START, "broken")
    assert await dead_letters.discard(claim.told.id, START)
    assert await outbox.claim(1, START, LEASE) == []
    assert await dead_letters.dead_letters() == []


async def test_done_rows_are_forgotten_after_a_month(db):
    await say(1)
    (claim,) = await outbox.claim(1, START, LEASE)
    await outbox.settle(claim, START)
    assert await outbox.forget(START + timedelta(days=29)) == 0
    assert await outbox.forget(START + timedelta(days=31)) == 1
    assert await row("select 1 from jobs_outbox") is None


async def test_the_figures_count(db):
    await say(1)
    await say(2)
    await outbox.claim(1, START, LEASE)
    figures = await outbox.figures(START)
    assert (figures["waiting"], figures["failing"], figures["dead"]) == (2, 0, 0)


async def test_the_bell_is_silent_inside_a_transaction(own_database):
    rings: list[int] = []
    hammer = lambda: rings.append(1)  # noqa: E731
    bell.hang(hammer)
    try:
        async with transaction():
            await outbox.ring()
        assert rings == []
        await outbox.ring()
        assert rings == [1]
    finally:
        bell.unhang(hammer)
