"""The measuring tool measures: a bare route is driven, refusals are named, the last line has its figures."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Iterator

import pytest

from deploy.bench import house
from deploy.bench.load import CALLERS, Measured, drive, get
from deploy.bench.pages import KINDS, figures, table

PROMISED = {"cached_rps", "uncached_rps", "ask_rps", "search_p95_ms", "api_rps", "bare_rps"}


@pytest.fixture(scope="module")
def bare_port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    with house.bare(tmp_path_factory.mktemp("bare")) as port:
        yield port


async def test_callers_ask_again_and_again_until_the_time_is_over(bare_port: int):
    measured = await drive(bare_port, itertools.cycle([get(bare_port, "/")]).__next__, 0.3)
    assert measured.refused == []
    assert len(measured.latencies) > 50
    assert 0 < measured.percentile(0.5) <= measured.percentile(0.99)
    assert 0.25 < measured.seconds < 5


async def test_what_was_not_wanted_is_named_and_not_counted(bare_port: int):
    measured = await drive(bare_port, itertools.cycle([get(bare_port, "/nowhere")]).__next__, 0.1)
    assert measured.latencies == []
    assert set(measured.refused) == {"404 to GET /nowhere HTTP/1.1"}


async def test_it_ends_when_there_is_nothing_left_to_ask(bare_port: int):
    requests = iter([get(bare_port, "/")] * 20)
    measured = await drive(bare_port, lambda: next(requests, None), 10)
    assert len(measured.latencies) == 20
    assert measured.seconds < 5


async def test_callers_are_spread_over_all_the_processes_that_serve():
    came: dict[int, int] = {}

    async def turn_away(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        port = writer.get_extra_info("sockname")[1]
        came[port] = came.get(port, 0) + 1
        writer.close()

    servers = [await asyncio.start_server(turn_away, "127.0.0.1", 0) for _number in range(2)]
    ports = [server.sockets[0].getsockname()[1] for server in servers]
    await drive(ports, itertools.cycle([get(ports[0], "/")]).__next__, 0.2)
    for server in servers:
        server.close()
    assert came == dict.fromkeys(ports, CALLERS // 2)


def test_the_last_line_has_its_figures():
    run = Measured(seconds=2.0, latencies=[0.001 * n for n in range(1, 101)])
    found = figures([dict.fromkeys(KINDS, run)] * 3)
    assert PROMISED | {f"{kind}_p99_ms" for kind in KINDS} <= set(found)
    assert (found["cached_rps"], found["search_p95_ms"], found["ask_p99_ms"]) == (50.0, 96.0, 100.0)
    assert all(what in table([dict.fromkeys(KINDS, run)]) for what in KINDS.values())


def test_settings_of_the_house_are_the_ones_that_exist():
    from deploy.settings_reference import variables

    assert set(house.SETTINGS) <= variables()
