"""From an action's entry to a signed head, over real PostgreSQL."""

from __future__ import annotations

import asyncio
import json

import pytest

from hearing_state.db import execute, value
from hearing_state.ids import new_id
from hearing_state.ledger import Entry, publication, write
from hearing_state.ledger.folder import HeadMismatchError
from hearing_state.ledger.runner import log_in
from hearing_state.verifier.command import _fetch
from hearing_state.verifier.log import check
from tests.support.contexts import NOON


async def say(count: int = 1, about: str = "Q-2026-000017", *, is_public: bool = True) -> None:
    entries = [Entry("question.rated", about, {"stars": number}) for number in range(count)]
    await write(entries, is_public=is_public, at=NOON, act_id=new_id())


def verified(log):
    _, entries = check(_fetch(str(log.root)), log.read("vkey").decode().strip())
    return [json.loads(each) for each in entries]


@pytest.fixture
def log(tmp_path):
    return log_in(tmp_path, "https://house.test")


async def test_a_public_fact_is_in_the_signed_head_and_a_private_one_is_not(db, log):
    await say(about="Q-2026-000017")
    await say(about="Q-2026-000018", is_public=False)
    await publication.step(log)
    assert [each["about"] for each in verified(log)] == ["Q-2026-000017"]


async def test_what_is_no_public_reference_is_committed_to_and_can_be_forgotten(db, log):
    person = str(new_id())
    await say(about=person)
    await publication.step(log)
    await execute("DELETE FROM ledger_opening")
    [shown] = verified(log)
    assert person not in json.dumps(shown)
    assert len(shown["about_sha256"]) == 64


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
