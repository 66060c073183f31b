"""From an action's entry to a signed head, over real PostgreSQL."""

from __future__ import annotations

import asyncio
import json
import threading

import pytest

from hearing_state.db import execute, value
from hearing_state.ids import new_id
from hearing_state.ledger import Entry, folder, publication, write
from hearing_state.ledger.folder import HeadMismatchError
from hearing_state.ledger.runner import log_in
from hearing_state.verifier.command import _fetch
from hearing_state.verifier.log import check
from tests.support.contexts import NOON


async def say(count: int = 1, about: str = "akimat-of-abai", *, is_public: bool = True) -> None:
    entries = [
        Entry("agency.second_person_set", about, {"needed": number % 2 == 0}) for number in range(count)
    ]
    await write(entries, is_public=is_public, at=NOON, act_id=new_id())


def verified(log):
    _, entries = check(_fetch(str(log.root)), log.read("vkey").decode().strip())
    return [json.loads(each) for each in entries]


@pytest.fixture
def log(tmp_path):
    return log_in(tmp_path, "https://house.test")


async def test_a_public_fact_is_in_the_signed_head_and_a_private_one_is_not(db, log):
    await say(about="akimat-of-abai")
    await say(about="akimat-of-semey", is_public=False)
    await publication.step(log)
    assert [each["about"] for each in verified(log)] == ["akimat-of-abai"]


async def test_lost_files_are_written_anew_up_to_the_same_head(db, log):
    await say(300)
    first = await publication.step(log)
    for each in log.root.rglob("tile/*/*"):
        if each.is_file():
            each.unlink()
    (log.root / "checkpoint").unlink()
    assert await publication.step(log) == first
    assert len(verified(log)) == 300


async def test_nothing_is_signed_when_the_database_was_set_back(db, log):
    await say(3)
    await publication.step(log)
    await execute("UPDATE ledger_head SET size = 0, root = NULL, numbered = 2")
    with pytest.raises(HeadMismatchError):
        await publication.step(log)


async def test_four_runners_at_once_give_each_number_once(own_database, log):
    for _ in range(5):
        await say(40)
        await asyncio.gather(*(publication.step(log) for _ in range(4)))
    while await value("SELECT numbered > size OR numbered < 200 FROM ledger_head"):
        await publication.step(log)
    assert len(verified(log)) == 200


async def test_a_slow_disk_holds_up_nobody_but_the_log(db, log, monkeypatch):
    loop, plain, go_on = asyncio.get_running_loop(), folder.put, threading.Event()
    at_the_disk = asyncio.Event()

    def slow(*given):
        loop.call_soon_threadsafe(at_the_disk.set)
        go_on.wait()
        plain(*given)

    monkeypatch.setattr(folder, "put", slow)
    await say(2)
    publishing = asyncio.create_task(publication.step(log))
    await at_the_disk.wait()  # the loop turns while the disk does not answer: it would hang here otherwise
    go_on.set()
    await publishing
    assert len(verified(log)) == 2


async def test_whoever_is_cancelled_at_the_disk_lets_go_of_the_log_only_after_it(db, log, monkeypatch):
    loop, plain, go_on = asyncio.get_running_loop(), folder.put, threading.Event()
    at_the_disk = asyncio.Event()

    def slow(*given):
        loop.call_soon_threadsafe(at_the_disk.set)
        go_on.wait()
        plain(*given)

    monkeypatch.setattr(folder, "put", slow)
    await say(2)
    await publication.number()
    publishing = asyncio.create_task(publication.publish(log))
    await at_the_disk.wait()
    publishing.cancel()
    with log.held() as is_ours:
        assert not is_ours
    go_on.set()
    with pytest.raises(asyncio.CancelledError):
        await publishing
    with log.held() as is_ours:
        assert is_ours


async def test_the_head_is_asked_for_anew_and_a_tile_is_kept_for_ever(db, client, settings):
    log = log_in(settings.data_dir, "https://house.test")
    await say(3)
    await publication.step(log)
    head = await client.get("/log/checkpoint")
    tile = await client.get("/log/tile/0/000.p/3")
    assert (head.status_code, head.headers["cache-control"]) == (200, "no-cache")
    assert len(tile.content) == 96
    assert "immutable" in tile.headers["cache-control"]
    for name in ("key", ".lock", "../key", "tile/0/000", "tile/0/..%2f..%2f..%2fkey"):
        assert (await client.get(f"/log/{name}")).status_code == 404
