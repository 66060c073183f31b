"""All ways of sending, one by one, many at once and compiled, put the same packets on the wire."""

import socket
from pathlib import Path

import pytest
from pylibsrtp import Policy, Session
from structlog.testing import capture_logs

from meetings.media.rtc.fanout import LONGEST, Fanout, ManyAtOnce, Rows, Target, best_fanout
from meetings.media.rtc.icemux import Mux
from meetings.media.rtc.native import NativeFanout, fanout_for, loaded
from meetings.media.rtc.packets import Shape, written
from tests.meetings.media.peers import Tone, engine, listens, speaks, until

KEY = bytes(range(30))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("native")


@pytest.fixture(params=["one by one", "many at once", "compiled"])
def way(request, folder):
    if request.param == "compiled":
        return lambda mux: NativeFanout(mux, loaded(folder))
    return Fanout if request.param == "one by one" else ManyAtOnce


@pytest.fixture
async def mux():
    made = Mux.open("127.0.0.1", 0, consent_seconds=20)
    yield made
    made.close()


def _session():
    policy = Policy(key=KEY, ssrc_type=Policy.SSRC_ANY_OUTBOUND)
    policy.allow_repeat_tx = True
    return Session(policy)


def _ears(how_many):
    made = []
    for _number in range(how_many):
        made.append(socket.socket(socket.AF_INET, socket.SOCK_DGRAM))
        made[-1].bind(("127.0.0.1", 0))
        made[-1].settimeout(2)
    return made


async def test_each_gets_her_own_numbers_over_more_than_one_call(mux, way):
    ears, sessions = _ears(70), [_session() for _number in range(70)]
    rows = [
        Target(
            session._srtp[0], (number, 1000 * number), 5000 + number, ear.getsockname(), begun=0, first=0
        ).row
        for number, (ear, session) in enumerate(zip(ears, sessions, strict=True))
    ]
    fanout = way(mux)
    packet = written(Shape(96, "0", mid_id=1), marker=1, payload=b"sound of a voice")
    fanout.send(packet, 65_530, 0xFFFFFFFF, Rows(rows))
    reader = Session(Policy(key=KEY, ssrc_type=Policy.SSRC_ANY_INBOUND))
    for number, ear in enumerate(ears):
        plain = reader.unprotect(ear.recv(2000))
        assert plain[:2] + plain[12:] == packet[:2] + packet[12:]
        assert int.from_bytes(plain[2:4]) == (65_530 + number) & 0xFFFF
        assert int.from_bytes(plain[4:8]) == (0xFFFFFFFF + 1000 * number) & 0xFFFFFFFF
        assert int.from_bytes(plain[8:12]) == 5000 + number
        ear.close()
    assert fanout.dropped == 0


async def test_one_who_cannot_be_reached_costs_the_others_nothing(mux, way):
    first, last = _ears(2)
    session = _session()
    rows = [
        Target(session._srtp[0], (0, 0), ssrc, address, begun=0, first=0).row
        for ssrc, address in ((1, first.getsockname()), (2, ("127.0.0.1", 0)), (3, last.getsockname()))
    ]
    fanout = way(mux)
    fanout.send(written(Shape(96, ""), marker=0, payload=b"x"), 1, 1, rows)
    assert first.recv(100)
    assert last.recv(100)
    assert fanout.dropped == 1
    fanout.send(b"\x80" * (LONGEST + 1), 1, 1, rows)
    assert fanout.dropped == 4
    for each in (first, last):
        each.close()


async def test_the_faster_way_is_chosen_where_it_is(mux, monkeypatch):
    assert isinstance(best_fanout(mux), ManyAtOnce)
    monkeypatch.setattr("sys.platform", "darwin")
    assert type(best_fanout(mux)) is Fanout


async def test_people_hear_each_other_where_only_the_slower_way_is(monkeypatch):
    monkeypatch.setattr("meetings.media.rtc.native.best_fanout", Fanout)
    async with engine() as media:
        await media.open_room("m")
        await media.give_floor("m", "head")
        people = [await speaks(media, "m", "head", Tone(440)), await listens(media, "m", "saule")]
        await until(lambda: len(people[1].packets) > 20)
        for each in people:
            await each.close()


async def test_people_hear_each_other_through_the_compiled_way(folder):
    async with engine(native=folder) as media:
        assert isinstance(media.node.fanout, NativeFanout)
        await media.open_room("m")
        await media.give_floor("m", "head")
        head = await speaks(media, "m", "head", Tone(440))
        people = [await listens(media, "m", f"p{number}") for number in range(3)]
        await until(lambda: all(len(each.packets) > 20 for each in people))
        await people[0].close()  # who goes away is not written to any more
        await until(lambda: len(media.rooms["m"].listeners) == 2)
        before = len(people[1].packets)
        await until(lambda: len(people[1].packets) > before + 20)
        assert media.node.fanout.dropped == 0
        for each in (head, *people[1:]):
            await each.close()


async def test_after_the_port_is_closed_nothing_is_sent(mux, way):
    fanout, session = way(mux), _session()
    row = Target(session._srtp[0], (0, 0), 1, ("127.0.0.1", 9), begun=0, first=0).row
    mux.close()
    fanout.send(written(Shape(96, ""), marker=0, payload=b"x"), 1, 1, [row])
    assert fanout.dropped == 1


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda patch, _place: patch.setattr("shutil.which", lambda _name: None), "no C compiler"),
        (lambda patch, _place: patch.setattr("meetings.media.rtc.native.ABI", 9), "another version"),
        (lambda _patch, place: place.chmod(0o777), "others may write"),
        (
            lambda patch, _place: patch.setattr("meetings.media.rtc.native.SOURCE", Path(__file__)),
            "exit status",
        ),
        (lambda patch, _place: patch.setattr("sys.platform", "darwin"), "not a 64-bit Linux"),
    ],
)
async def test_without_it_the_python_way_is_taken_and_one_line_says_why(
    mux, tmp_path, monkeypatch, change, why
):
    change(monkeypatch, tmp_path)
    with capture_logs() as lines:
        assert type(fanout_for(mux, tmp_path)) in {Fanout, ManyAtOnce}
    assert len(lines) == 1
    assert why in lines[0]["why"]
    assert list(tmp_path.glob("*/*")) == []


async def test_what_was_compiled_once_is_taken_again(mux, folder, monkeypatch):
    loaded(folder)
    monkeypatch.setattr("shutil.which", lambda _name: None)
    assert isinstance(fanout_for(mux, folder), NativeFanout)
    assert type(fanout_for(mux, None)) is ManyAtOnce
