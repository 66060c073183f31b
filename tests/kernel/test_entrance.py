"""More acts than can be answered soon: they are told to come again, at once, in words, on a line that goes on."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
import uvicorn
from starlette.types import Receive, Scope, Send

from hearing_state.main import packages
from hearing_state.main.ending import Lines
from hearing_state.web import entrance, turning_away
from hearing_state.web.entrance import ENTRANCE, LEAST, SLOWEST_SECONDS, SOON_SECONDS, WEIGHT, Entrance
from tests.support.processes import free_port

ACT = "POST {path} HTTP/1.1\r\nHost: x\r\nAccept-Language: ru\r\nContent-Length: 4\r\n\r\n"
READ = b"GET /kk/ HTTP/1.1\r\nHost: x\r\n\r\n"


def answered(made: Entrance, found: int, seconds: float) -> Entrance:
    for _answer in range(round(5 / WEIGHT)):
        made.answered(found, seconds)
    return made


def test_before_there_was_a_crowd_the_setting_holds():
    assert Entrance(requests_at_once=300).acts_at_once() == 300
    assert answered(Entrance(), entrance.CROWD - 1, 1.0).acts_at_once() == 200


def test_as_many_are_let_in_as_are_answered_soon():
    # A hundred in work, answered after twice as long as is soon: half as many are soon enough.
    assert answered(Entrance(), 150, 1.5 * SOON_SECONDS).acts_at_once() == 100


def test_neither_more_than_the_setting_nor_fewer_than_a_transaction_is_worth():
    assert answered(Entrance(), 150, 0.01).acts_at_once() == 200
    assert answered(Entrance(), 150, 60.0).acts_at_once() == LEAST
    assert answered(Entrance(), 150, 60.0).seconds_each <= SLOWEST_SECONDS / 150


def test_a_house_that_is_well_again_lets_in_as_many_as_before():
    slow = answered(Entrance(), 150, 1.0)
    assert answered(slow, LEAST, 0.01).acts_at_once() == 200


@asynccontextmanager
async def serving(app: Any) -> AsyncIterator[int]:
    port = free_port()
    config = uvicorn.Config(
        app,
        host="127.0.0.1",
        port=port,
        lifespan="off",
        http=Lines,
        log_config=None,
        timeout_graceful_shutdown=1,
    )
    server = uvicorn.Server(config)
    task = asyncio.create_task(server._serve())
    while not server.started:
        await asyncio.sleep(0.01)
    try:
        yield port
    finally:
        server.should_exit = True
        await task


@pytest.fixture
def room_for_one(monkeypatch: pytest.MonkeyPatch) -> None:
    packages.install()
    turning_away._made.cache_clear()
    monkeypatch.setattr(ENTRANCE, "requests_at_once", 1)
    monkeypatch.setattr(ENTRANCE, "seconds_each", 0.0)


async def said(reader: asyncio.StreamReader) -> tuple[int, dict[str, str], str]:
    head = (await reader.readuntil(b"\r\n\r\n")).decode()
    status, *lines = head.strip().split("\r\n")
    headers = dict(line.split(": ", 1) for line in lines)
    body = await reader.readexactly(int(headers.get("content-length", "0")))
    return int(status.split(" ")[1]), headers, body.decode()


@pytest.mark.usefixtures("room_for_one")
async def test_an_act_too_many_is_told_to_come_again_and_its_line_goes_on():
    inside, go_on = asyncio.Event(), asyncio.Event()

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] == "POST":
            inside.set()
            await go_on.wait()
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
        await send({"type": "http.response.body", "body": b"ok"})

    async with serving(app) as port:
        let_in, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(ACT.format(path="/kk/petitions/x/sign").encode() + b"a=bc")
        await inside.wait()
        turned, other = await asyncio.open_connection("127.0.0.1", port)
        other.write(ACT.format(path="/kk/petitions/x/sign").encode())
        status, headers, body = await said(turned)  # before the rest of it has come
        other.write(b"a=bc")
        assert (status, headers["content-language"], headers["cache-control"]) == (503, "kk", "no-store")
        assert 3 <= int(headers["retry-after"]) <= 10
        assert "content-security-policy" in headers
        assert "Дәл қазір жүйеде адам өте көп." in body
        other.write(ACT.format(path="/api/v1/questions").encode() + b"a=bc")
        status, headers, body = await said(turned)
        assert (status, headers["content-type"], headers["content-language"]) == (
            503,
            "application/problem+json",
            "ru",
        )
        assert '"reason": "house_full"' in body
        other.write(ACT.format(path="/ru/petitions/x/sign").encode())
        other.write(
            b"a=" + b"bc" + ACT.format(path="/ru/x").encode() + b"a=bc"
        )  # in pieces, and one behind the other
        for _each in range(2):
            status, headers, _body = await said(turned)
            assert (status, headers["content-language"]) == (503, "ru")
        other.write(READ)  # whoever only reads is not turned away here
        assert (await said(turned))[0] == 200
        go_on.set()
        assert (await said(let_in))[0] == 200
        other.write(ACT.format(path="/kk/petitions/x/sign").encode() + b"a=bc")
        assert (await said(turned))[0] == 200  # there is room again
        for each in (writer, other):
            each.close()
