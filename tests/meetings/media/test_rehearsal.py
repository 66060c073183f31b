"""A new aiortc is found out before a meeting is, and told by the names that it moved."""

import re
from pathlib import Path

import pytest
from aiortc import RTCPeerConnection, RTCRtpReceiver

from hearing_state.errors import Unavailable
from meetings.media.embedded import EmbeddedEngine, Place
from meetings.media.rtc import compat
from meetings.media.rtc.compat import names_moved
from tests.meetings.media.peers import QUIET

MEDIA = Path(compat.__file__).parents[1]
INSIDE = re.compile(
    r"_RTC[A-Za-z]+__|\._(tx_srtp|rx_srtp|srtp|send_rtp|send_rtcp|run_rtp|run_rtcp|handle_rt|retransmit|set_role|codecs\b"
    r"|headerExtensions|preferred_codecs|bundled|queue)"
)


async def test_every_name_of_aiortc_is_where_it_was():
    assert names_moved() == []


async def test_another_version_is_named(monkeypatch):
    monkeypatch.setattr(compat, "version", lambda _name: "1.17.0")
    assert names_moved() == ["aiortc 1.17.0 instead of 1.16.*"]


@pytest.mark.parametrize(
    ("owner", "name"),
    [
        (RTCPeerConnection, "_RTCPeerConnection__connect"),
        (RTCPeerConnection, "_RTCPeerConnection__createTransceiver"),
        (RTCRtpReceiver, "_handle_rtp_packet"),
    ],
)
async def test_a_moved_name_is_named_and_the_node_does_not_open(monkeypatch, owner, name):
    monkeypatch.delattr(owner, name)
    assert names_moved() == [f"{owner.__name__}.{name}"]
    with pytest.raises(Unavailable):
        await EmbeddedEngine.start(Place(), QUIET)


async def test_a_tone_goes_through_before_the_node_opens():
    engine = await EmbeddedEngine.rehearsed(Place(), QUIET)
    assert (await engine.node_stats()).seats == 0
    await engine.close()


async def test_a_node_that_cannot_forward_does_not_open(monkeypatch):
    async def deaf(self, packet, arrival_time_ms):
        return

    monkeypatch.setattr("meetings.media.rtc.rehearsal.SECONDS", 1.0)
    monkeypatch.setattr(compat.SourceReceiver, "_handle_rtp_packet", deaf)
    with pytest.raises(Unavailable):
        await EmbeddedEngine.rehearsed(Place(), QUIET)


def test_the_inside_of_aiortc_is_touched_in_one_file():
    touching = {path.name for path in MEDIA.rglob("*.py") if INSIDE.search(path.read_text(encoding="utf-8"))}
    assert touching == {"compat.py"}
    with_srtp = {path.name for path in MEDIA.rglob("*.py") if "pylibsrtp" in path.read_text(encoding="utf-8")}
    assert with_srtp == {"compat.py", "forwarding.py"}  # the second has keys of its own, nothing of aiortc's
