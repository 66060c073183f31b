"""The line between signalling and a media node: pure, and against strangers."""

import asyncio
from contextlib import suppress

import pytest

from hearing_state.errors import Conflict, Invalid, NotFound, TooMany, Unavailable
from meetings.media.control import lines, words
from meetings.media.control.door import Door
from meetings.media.control.lines import Broken, Marked
from meetings.media.embedded import EmbeddedEngine, Place
from meetings.media.engine import NodeStats, Picture, RoomStats, SeatStats
from meetings.media.limits import DESCRIPTION_BYTES
from meetings.media.node import Node
from meetings.media.remote import RemoteEngine
from tests.meetings.media.engines import KEY
from tests.meetings.media.peers import QUIET, until

NONCES = ("a" * 32, "b" * 32)


def test_a_line_is_taken_once_in_its_order_and_only_in_its_direction():
    speaks, hears = Marked(KEY, "caller", NONCES), Marked(KEY, "caller", NONCES)
    first, second = speaks.mark({"n": 1}), speaks.mark({"n": 2})
    assert hears.check(first) == {"n": 1}
    for bad in (first, second.replace(b"2", b"3"), second[:-5], b"\n", b"x" * 100):
        with pytest.raises(Broken):
            Marked(KEY, "caller", NONCES).check(second)  # one was left out
        late = Marked(KEY, "caller", NONCES)
        late.check(first)
        with pytest.raises(Broken):
            late.check(bad)
    with pytest.raises(Broken):
        Marked(KEY, "node", NONCES).check(first)
    assert hears.check(second) == {"n": 2}


def test_a_proof_is_of_one_side_and_one_pair_of_nonces():
    own = lines.proof(KEY, "caller", NONCES)
    assert lines.is_proof(own, lines.proof(KEY, "caller", NONCES))
    for other in (
        lines.proof(KEY, "node", NONCES),
        lines.proof(KEY, "caller", NONCES[::-1]),
        lines.proof(KEY + b"x", "caller", NONCES),
        None,
        "ә",
    ):
        assert not lines.is_proof(other, own)


def test_a_short_key_is_none():
    with pytest.raises(ValueError, match="16 bytes"):
        lines.checked_key(b"short")


@pytest.mark.parametrize("bad", [b"", b"[]", b"{", b"[" * 100_000, b"\xff\xfe", b"7"])
def test_what_is_no_object_is_refused(bad):
    with pytest.raises(Broken):
        lines.read(bad)


def test_the_longest_description_fits_on_a_line():
    worst = "\x01" * 100 + '"' * (DESCRIPTION_BYTES - 100)
    assert len(lines.written({"n": 1, "do": "publish", "with": {"offer": worst}})) < lines.LINE_BYTES
    with pytest.raises(ValueError, match="too long"):
        lines.written({"offer": '"' * lines.LINE_BYTES})


@pytest.mark.parametrize(
    ("word", "values"),
    [
        ("close", {}),
        ("__class__", {}),
        ("leave", {}),
        ("leave", {"seat": "a", "more": 1}),
        ("leave", {"seat": ""}),
        ("leave", {"seat": "a" * 81}),
        ("pause", {"seat": "a", "slot": -1, "paused": True}),
        ("switch", {"seat": "a", "slot": 0, "person": "b", "picture": "door"}),
        ("leave", ["a"]),
        ("leave", None),
    ],
)
def test_only_the_engines_words_with_their_values_are_done(word, values):
    with pytest.raises(Broken):
        words.asked(word, values)


def test_values_come_back_as_they_were():
    taken = words.asked("switch", {"seat": "a", "slot": 1, "person": "b", "picture": "screen"})
    assert taken["picture"] is Picture.SCREEN
    stats = NodeStats(2, 1, 0.5, 0.01, {"media.full": 3})
    assert words.given("node_stats", words.told("node_stats", stats)) == stats
    seats = {str(number): SeatStats(1, 0, 0.0, None, ["head/sound"]) for number in range(2000)}
    room = words.given("room_stats", words.told("room_stats", RoomStats(None, {}, seats, 0)))
    assert len(room.listeners) == words.MOST_LISTENERS_TOLD


@pytest.mark.parametrize(
    "problem",
    [
        NotFound("media.no_such_room"),
        Conflict("media.stage_full", most=12),
        TooMany("media.joining_too_fast", retry_after_seconds=2),
        Invalid("media.offer_unusable", field="sdp"),
    ],
)
def test_a_refusal_is_the_same_on_the_other_side(problem):
    found = words.refusal(words.refused(problem))
    assert type(found) is type(problem)
    assert (found.reason, found.values) == (problem.reason, problem.values)


def test_a_refusal_that_nobody_understands_is_away():
    assert isinstance(words.refusal("what"), Unavailable)
    assert isinstance(words.refusal({"kind": "else", "reason": "media.full"}), Unavailable)


@pytest.mark.parametrize(
    "address", ["", "unix:relative", "tcp:7610", "tcp:host:x", "tcp:host:70000", "http://x"]
)
def test_an_address_that_is_none_is_told(address):
    with pytest.raises(ValueError, match="unix:/path"):
        Door.at(address)


@pytest.fixture
async def node():
    made = await Node.open(await EmbeddedEngine.start(Place(), QUIET), Door.at("tcp:127.0.0.1:0"), KEY)
    yield made
    await made.close()


async def _stranger(node, *said):
    """What the node answers to somebody who says this."""
    reader, writer = await asyncio.open_connection("127.0.0.1", node.port)
    for line in said:
        writer.write(line)
    heard = b""
    with suppress(ConnectionResetError):
        async with asyncio.timeout(8):
            while more := await reader.read(1000):
                heard += more
    writer.close()
    return heard


async def test_who_does_not_hold_the_key_learns_nothing(node):
    engine = RemoteEngine(Door.at(f"tcp:127.0.0.1:{node.port}"), b"another key altogether")
    with pytest.raises(Unavailable) as refusal:
        await engine.open_room("m")
    assert refusal.value.reason == "media.away"
    for said in (
        b"\n",
        b"GET / HTTP/1.1\r\n\r\n",
        b'{"proof":"0"}\n',
        b"[" * 5000 + b"\n",
        b"x" * 400_000 + b"\n",
    ):
        heard = await _stranger(node, said)
        assert heard.count(b"\n") == 1  # its greeting, and then the end
    assert (await node.engine.node_stats()).rooms == 0


async def test_who_says_nothing_is_put_out(node, monkeypatch):
    monkeypatch.setattr("meetings.media.node.PROOF_SECONDS", 0.2)
    assert (await _stranger(node)).count(b"\n") == 1
    await until(lambda: not node._callers)


async def test_a_changed_line_ends_the_connection_and_the_next_word_makes_a_new_one(node):
    engine = RemoteEngine(Door.at(f"tcp:127.0.0.1:{node.port}"), KEY)
    await engine.open_room("m")
    line = engine._line
    line._writer.write(b'0 {"n":9,"do":"close_room","with":{"room":"m"}}\n')
    await until(lambda: not line.is_open)
    assert (await engine.node_stats()).rooms == 1
    await engine.close()


async def test_a_fault_inside_the_engine_is_told_as_away_and_ends_nothing(node, monkeypatch):
    engine = RemoteEngine(Door.at(f"tcp:127.0.0.1:{node.port}"), KEY)

    async def broken(room):
        raise ZeroDivisionError

    monkeypatch.setattr(node.engine, "room_stats", broken)
    with pytest.raises(Unavailable):
        await engine.room_stats("m")
    assert (await engine.node_stats()).seats == 0
    await engine.close()


async def test_when_the_node_goes_every_open_question_is_answered(node, monkeypatch):
    engine = RemoteEngine(Door.at(f"tcp:127.0.0.1:{node.port}"), KEY)

    async def slow(room):
        await asyncio.sleep(60)

    monkeypatch.setattr(node.engine, "close_room", slow)
    asking = asyncio.create_task(engine.close_room("m"))
    await until(lambda: engine._line is not None and engine._line._waiting)
    for task in list(node._callers):
        task.cancel()
    with pytest.raises(Unavailable):
        await asking
    await engine.close()
