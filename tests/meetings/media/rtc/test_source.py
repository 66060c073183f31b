"""One incoming stream, whatever its publisher sends."""

from types import SimpleNamespace

import pytest

from meetings.media.limits import SOUND_RING, TAPS
from meetings.media.loudness import SILENCE
from meetings.media.rtc import source as source_module
from meetings.media.rtc.fanout import Target
from meetings.media.rtc.packets import Shape
from meetings.media.rtc.source import Source


class Wires:
    """Stands for the network: what would be sent to each listener."""

    def __init__(self):
        self.sent = []

    def send(self, packet, sequence, timestamp, rows):
        self.sent += [(row[3], (sequence + row[1]) & 0xFFFF, packet[-1:]) for row in rows]


class Ear:
    """A slot that counts how often its source began."""

    def __init__(self, ssrc):
        self.ssrc, self.began, self.last, self.target = ssrc, 0, 99, None

    def begin(self, source, packet, _now):
        self.began += 1
        more = (self.last + 1 - packet.sequence_number) & 0xFFFF
        self.target = Target(
            None,
            (more, 0),
            self.ssrc,
            ("127.0.0.1", 9),
            begun=source.count - 1,
            first=packet.sequence_number,
        )
        return Shape(96, ""), self.target

    def interrupt(self, source):
        self.last = (source.newest + self.target.row[1]) & 0xFFFF
        source.take_from(self)


class Moment:
    now = 100.0

    def __call__(self):
        return self.now


@pytest.fixture
def moment(monkeypatch):
    made = Moment()
    monkeypatch.setattr(source_module, "steady_seconds", made)
    return made


@pytest.fixture
def stream(moment):
    wires = Wires()
    made = Source("audio", wires, lambda _ssrc: None, lambda _number: "audio/opus")
    made.wires = wires
    return made


def packet(number, *, ssrc=1, body=b"x", level=20):
    return SimpleNamespace(
        sequence_number=number & 0xFFFF, timestamp=number * 960, ssrc=ssrc, payload=body, payload_type=96,
        marker=0, extensions=SimpleNamespace(audio_level=(True, level)),
    )  # fmt: skip


def test_what_comes_twice_goes_out_once(stream):
    stream.show_to(Ear(7))
    for number, body in ((5, b"a"), (6, b"b"), (6, b"!"), (5, b"!"), (7, b"c")):
        stream.add(packet(number, body=body))
    assert stream.wires.sent == [(7, 100, b"a"), (7, 101, b"b"), (7, 102, b"c")]


def test_a_late_packet_reaches_only_those_who_were_there_when_it_should_have_come(stream):
    first, second = Ear(1), Ear(2)
    stream.show_to(first)
    stream.add(packet(65_534))
    stream.add(packet(0))
    stream.show_to(second)
    stream.add(packet(1))
    stream.add(packet(65_535, body=b"L"))
    assert [each for each in stream.wires.sent if each[2] == b"L"] == [(1, 101, b"L")]
    stream.add(packet(1 - SOUND_RING, body=b"O"))  # too late to know whether it came before
    assert not [each for each in stream.wires.sent if each[2] == b"O"]


def test_a_publisher_that_begins_anew_is_followed_without_a_gap_but_once_a_second(stream, moment):
    ear = Ear(7)
    stream.show_to(ear)
    stream.add(packet(5))
    moment.now += 2
    stream.add(packet(40_000, ssrc=2))
    assert [number for _ssrc, number, _body in stream.wires.sent] == [100, 101]
    for turn in range(50):  # two at once, to make every listener's slot begin again and again
        stream.add(packet(6 + turn, ssrc=1))
        stream.add(packet(40_001 + turn, ssrc=2))
    assert ear.began == 2
    assert [number for _ssrc, number, _body in stream.wires.sent] == list(range(100, 152))


def test_closed_nothing_goes_out_and_open_again_all_go_on(stream):
    ear, seen = Ear(7), []
    stream.show_to(ear)
    stream.tap(seen.append)
    stream.add(packet(1))
    stream.close()
    stream.add(packet(2))
    assert stream.kept(1) is None
    assert (len(stream.wires.sent), len(seen)) == (1, 1)
    stream.open()
    stream.add(packet(3))
    assert [number for _ssrc, number, _body in stream.wires.sent] == [100, 101]


def test_a_recorder_that_fails_harms_nobody_and_taps_are_counted(stream):
    def broken(_packet):
        raise OSError("disk full")

    seen = []
    stream.tap(broken)
    stream.tap(seen.append)
    for number in range(3):
        stream.add(packet(number))
    assert (len(seen), stream.taps) == (3, [seen.append])
    for _tap in range(TAPS - 1):
        stream.tap(lambda _packet: None)
    with pytest.raises(ValueError, match="too many"):
        stream.tap(seen.append)


def test_a_fault_of_ours_does_not_end_the_publisher(stream):
    stream.show_to(object())  # no slot at all
    assert stream.add(packet(1)) == (False, None)
    assert stream.faults == 1


def test_who_sends_nothing_any_more_is_silent(stream, moment):
    for number in range(20):
        stream.add(packet(number, level=10))
    assert stream.loudness(moment.now) < 20
    assert stream.loudness(moment.now + 2) == SILENCE
