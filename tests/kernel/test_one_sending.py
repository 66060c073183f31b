"""Head and body of an answer in one piece; nothing is held back that has nothing to wait for, and nothing changes its order."""

from __future__ import annotations

import asyncio
import gc
import weakref

import pytest
from starlette.types import Receive, Scope, Send

from hearing_state.main import one_sending
from hearing_state.main.one_sending import Joining
from tests.kernel.test_entrance import serving

_HEARD: list[asyncio.Event] = []
HEAD = {"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"4")]}


class Line:
    """What a line was given, piece by piece."""

    def __init__(self) -> None:
        self.given: list[bytes] = []
        self.is_closed = False

    def write(self, data: bytes) -> None:
        assert not self.is_closed
        self.given.append(data)

    def close(self) -> None:
        self.is_closed = True

    def is_closing(self) -> bool:
        return self.is_closed


class Cycle:
    response_started = False


def joining() -> tuple[Joining, Line, Cycle]:
    line, cycle = Line(), Cycle()
    return Joining(line, cycle, asyncio.get_running_loop()), line, cycle  # type: ignore[arg-type]


async def test_the_head_goes_with_the_first_piece_and_the_next_pieces_as_they_come():
    made, line, cycle = joining()
    cycle.response_started = True
    for each in (b"head", b"one", b"two"):
        made.write(each)
    assert line.given == [b"headone", b"two"]


async def test_a_head_without_a_piece_goes_by_the_end_of_the_step():
    made, line, cycle = joining()
    cycle.response_started = True
    made.write(b"head")
    assert line.given == []
    await asyncio.sleep(0)
    assert line.given == [b"head"]
    made.write(b"late")
    assert line.given == [b"head", b"late"]


async def test_what_is_said_before_the_answer_is_not_held_back():
    made, line, cycle = joining()
    made.write(b"100 Continue")
    assert line.given == [b"100 Continue"]
    cycle.response_started = True
    made.write(b"head")
    made.write(b"body")
    assert line.given == [b"100 Continue", b"headbody"]


async def test_a_line_that_is_closed_has_said_all():
    made, line, cycle = joining()
    cycle.response_started = True
    made.write(b"head")
    made.close()
    assert (line.given, line.is_closed) == ([b"head"], True)


async def test_the_next_answer_comes_after_the_whole_of_this_one():
    made, line, cycle = joining()
    cycle.response_started = True
    made.write(b"head")
    made.before(lambda: line.write(b"next"))()
    assert line.given == [b"head", b"next"]


async def test_a_long_piece_is_not_copied(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(one_sending, "JOINED_AT_MOST", 3)
    made, line, cycle = joining()
    cycle.response_started = True
    made.write(b"head")
    made.write(b"long")
    assert line.given == [b"head", b"long"]


async def _app(scope: Scope, _receive: Receive, send: Send) -> None:
    await send(dict(HEAD))
    if scope["path"] == "/broken":
        raise ValueError("after the head")
    if scope["path"] == "/slow":
        await _HEARD[0].wait()
    await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else b"body"})


def _asking(method: str, path: str) -> bytes:
    return f"{method} {path} HTTP/1.1\r\nHost: x\r\n\r\n".encode()


async def test_an_answer_leaves_nothing_that_only_the_collector_could_free():
    """A thousand answers a second would stop the house for tenths of a second whenever it looks through them."""
    made = weakref.WeakSet[object]()

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        made.add(receive.__self__)  # type: ignore[attr-defined]  # the cycle
        await _app(scope, receive, send)

    async with serving(app) as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        gc.collect()
        gc.disable()
        try:
            for _number in range(20):
                writer.write(_asking("GET", "/"))
                await asyncio.wait_for(reader.readuntil(b"body"), 5)
            async with asyncio.timeout(5):
                while len(made) > 2:
                    await asyncio.sleep(0)
        finally:
            gc.enable()
            writer.close()


async def test_answers_on_one_line_come_whole_and_in_order():
    _HEARD[:] = [asyncio.Event()]
    async with serving(_app) as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(_asking("HEAD", "/") + _asking("GET", "/") + _asking("HEAD", "/") + _asking("GET", "/"))
        for has_body in (False, True, False, True):
            head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 5)
            assert head.startswith(b"HTTP/1.1 200 ")
            if has_body:
                assert await asyncio.wait_for(reader.readexactly(4), 5) == b"body"
        writer.write(_asking("GET", "/slow"))
        head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 5)  # before its body is there
        assert head.startswith(b"HTTP/1.1 200 ")
        _HEARD[0].set()
        assert await asyncio.wait_for(reader.readexactly(4), 5) == b"body"
        writer.write(_asking("GET", "/broken"))
        assert (await asyncio.wait_for(reader.read(), 5)).endswith(
            b"\r\n\r\n"
        )  # the head, and the line is closed
        writer.close()
