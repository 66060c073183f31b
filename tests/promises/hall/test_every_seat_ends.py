"""H15: every seat ends. Whatever way a join goes wrong, its tasks, sockets, threads and memory are given back.

A thousand joins: ``HS_UGLY_JOINS=1000 pytest tests/promises/hall/test_every_seat_ends.py``.
"""

import asyncio
import ctypes
import gc
import os
import random
from pathlib import Path

from tests.meetings.media.peers import engine, listens, until
from tests.meetings.media.ugly import SHORT, UGLY, in_time, left

JOINS = int(os.environ.get("HS_UGLY_JOINS", "60"))
AT_ONCE = 10
MORE_MEMORY = 1.02


async def test_every_seat_ends_whatever_way_the_join_goes():
    chosen = random.Random(4)
    async with engine(SHORT) as media:
        await media.open_room("m")
        await media.give_floor("m", "head")
        before = left()
        await _ugly(
            media, [way for way in UGLY for _turn in range(max(5, JOINS // 20))]
        )  # what is kept, is there
        await _is_empty(media, before)
        held = _memory()
        await _ugly(media, [UGLY[number % len(UGLY)] for number in range(JOINS)], chosen)
        await _is_empty(media, before)
        print(f"\nafter {JOINS} joins: {_memory() / held:.4f} of {held >> 20} MiB")
        assert _memory() <= MORE_MEMORY * held
        good = await listens(media, "m", "saule")  # and the next join is well
        await good.close()


async def _ugly(media, ways, chosen=None):
    if chosen is not None:
        chosen.shuffle(ways)
    for start in range(0, len(ways), AT_ONCE):
        some = ways[start : start + AT_ONCE]
        await asyncio.gather(*(_goes_wrong(way, media, start + number) for number, way in enumerate(some)))


async def _goes_wrong(way, media, number):
    with in_time():
        await way(media, number)


async def _is_empty(media, before):
    await until(lambda: not media._peers, seconds=15)
    await until(lambda: all(now <= then for now, then in zip(left(), before, strict=True)), seconds=10)
    assert not media.node.mux.by_name
    assert not media.node.mux.by_address
    assert not media.rooms["m"].listeners
    assert not media.rooms["m"].publishers


def _memory():
    """Bytes of this process in memory, after what is free was given back to the system."""
    gc.collect()
    ctypes.CDLL(None).malloc_trim(0)
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
