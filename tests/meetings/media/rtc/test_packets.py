from fractions import Fraction

import av
import pytest
from aiortc import rtp
from aiortc.codecs.h264 import H264Encoder
from aiortc.rtcrtpparameters import RTCRtpHeaderExtensionParameters, RTCRtpParameters
from hypothesis import given
from hypothesis import strategies as st

from meetings.media.rtc.packets import (
    Shape,
    goodbye,
    is_newer,
    ntp_time,
    sender_report,
    starts_key_frame,
    written,
)
from meetings.media.rtc.slot import AUDIO_LEVEL, MID, SENT_AT


@given(st.binary(max_size=40), st.sampled_from(["video/H264", "video/VP8", "video/other", ""]))
def test_no_payload_of_a_stranger_is_too_strange(payload, codec):
    assert starts_key_frame(codec, payload) in {True, False}


def test_the_first_packet_of_a_key_frame_is_known_and_only_that():
    encoder = H264Encoder()
    starts = []
    for number in range(6):
        frame = av.VideoFrame(640, 360, "yuv420p")
        for plane in frame.planes:
            plane.update(bytes((number * 31 + at * 7) % 256 for at in range(plane.buffer_size)))
        frame.pts, frame.time_base = number * 3000, Fraction(1, 90_000)
        payloads, _timestamp = encoder.encode(frame, force_keyframe=number == 4)
        starts.append([starts_key_frame("video/H264", each) for each in payloads])
    assert [each[0] for each in starts] == [True, False, False, False, True, False]
    assert not any(any(each) for number, each in enumerate(starts) if number not in {0, 4})


@pytest.mark.parametrize(
    ("payload", "is_key"),
    [
        (bytes((0x10, 0x00, 0, 0)), True),
        (bytes((0x10, 0x01, 0, 0)), False),
        (bytes((0x00, 0x00, 0, 0)), False),
        (bytes((0x90, 0x80, 0x81, 0x02, 0x00, 0)), True),
        (bytes((0x90, 0xE0, 0x81, 0x02, 0x05, 0x40, 0x01, 0)), False),
    ],
)
def test_vp8_says_it_in_its_frame_tag(payload, is_key):
    assert starts_key_frame("video/VP8", payload) is is_key


def test_what_is_written_is_what_another_reads():
    shape = Shape(101, "2", mid_id=1, level_id=2, sent_id=3)
    data = written(shape, marker=1, payload=b"picture", level=(True, 17), sent=0x123456)
    numbers = rtp.HeaderExtensionsMap()
    numbers.configure(
        RTCRtpParameters(
            headerExtensions=[
                RTCRtpHeaderExtensionParameters(id=number, uri=uri)
                for number, uri in ((1, MID), (2, AUDIO_LEVEL), (3, SENT_AT))
            ]
        )
    )
    read = rtp.RtpPacket.parse(data, numbers)
    assert (read.payload_type, read.marker, read.payload) == (101, 1, b"picture")
    assert (read.extensions.mid, read.extensions.audio_level) == ("2", (True, 17))
    assert read.extensions.abs_send_time == 0x123456
    assert rtp.RtpPacket.parse(written(Shape(96, ""), marker=0, payload=b"x")).payload == b"x"


def test_reports_are_what_another_reads():
    report, name = rtp.RtcpPacket.parse(
        sender_report(7, ntp=ntp_time(0), timestamp=2**32 + 5, packets=3, octets=9, cname="node")
    )
    assert report.ssrc == 7
    assert (report.sender_info.rtp_timestamp, report.sender_info.packet_count) == (5, 3)
    assert report.sender_info.ntp_timestamp >> 32 == 2_208_988_800
    assert name.chunks[0].items == [(1, b"node")]
    assert rtp.RtcpPacket.parse(goodbye((7, 8)))[0].sources == [7, 8]


@given(st.integers(0, 0xFFFF), st.integers(1, 0x7FFF))
def test_later_is_later_over_the_wrap_too(number, distance):
    later = (number + distance) & 0xFFFF
    assert is_newer(later, number)
    assert not is_newer(number, later)
    assert not is_newer(number, number)
