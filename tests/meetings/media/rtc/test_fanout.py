"""Both ways of sending, one by one and many at once, put the same packets on the wire."""

import socket

import pytest
from pylibsrtp import Policy, Session

from meetings.media.rtc.fanout import LONGEST, Fanout, ManyAtOnce, Target, best_fanout
from meetings.media.rtc.icemux import Mux
from meetings.media.rtc.packets import Shape, written
from tests.meetings.media.peers import Tone, engine, listens, speaks, until

KEY = bytes(range(30))
BOTH = pytest.mark.parametrize("way", [Fanout, ManyAtOnce])


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


@BOTH
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
    fanout.send(packet, 65_530, 0xFFFFFFFF, rows)
    reader = Session(Policy(key=KEY, ssrc_type=Policy.SSRC_ANY_INBOUND))
    for number, ear in enumerate(ears):
        plain = reader.unprotect(ear.recv(2000))
        assert plain[:2] + plain[12:] == packet[:2] + packet[12:]
        assert int.from_bytes(plain[2:4]) == (65_530 + number) & 0xFFFF
        assert int.from_bytes(plain[4:8]) == (0xFFFFFFFF + 1000 * number) & 0xFFFFFFFF
        assert int.from_bytes(plain[8:12]) == 5000 + number
        ear.close()
    assert fanout.dropped == 0


@BOTH
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
    monkeypatch.setattr("meetings.media.rtc.peer.best_fanout", Fanout)
    async with engine() as media:
        await media.open_room("m")
        await media.give_floor("m", "head")
        people = [await speaks(media, "m", "head", Tone(440)), await listens(media, "m", "saule")]
        await until(lambda: len(people[1].packets) > 20)
        for each in people:
            await each.close()
