from aiortc import rtp
from hypothesis import given
from hypothesis import strategies as st

from meetings.media.rtc.feedback import hear_all


class Told:
    def __init__(self):
        self.heard = []

    def __getattr__(self, name):
        return lambda *told: self.heard.append((name, *told))


def _report(ssrc, share):
    return rtp.RtcpReceiverInfo(
        ssrc=ssrc, fraction_lost=share, packets_lost=0, highest_sequence=0, jitter=0, lsr=0, dlsr=0
    )


def test_losses_reach_the_slot_they_are_about():
    sound, picture = Told(), Told()
    data = bytes(rtp.RtcpRrPacket(ssrc=1, reports=[_report(10, 64), _report(20, 128), _report(99, 1)]))
    data += bytes(rtp.RtcpSdesPacket(chunks=[rtp.RtcpSourceInfo(ssrc=1, items=[(1, b"x")])]))
    hear_all(data, {10: sound, 20: picture})
    assert (sound.heard, picture.heard) == ([("told_loss", 0.25)], [("told_loss", 0.5)])
    info = rtp.RtcpSenderInfo(ntp_timestamp=0, rtp_timestamp=0, packet_count=0, octet_count=0)
    hear_all(bytes(rtp.RtcpSrPacket(ssrc=1, sender_info=info, reports=[_report(10, 0)])), {10: sound})
    assert sound.heard[1:] == [("told_loss", 0.0)]


def test_what_else_is_reported_in_one_datagram_reaches_it_too():
    picture, other = Told(), Told()
    nack = rtp.RtcpRtpfbPacket(fmt=rtp.RTCP_RTPFB_NACK, ssrc=1, media_ssrc=20, lost=[5, 9])
    pli = rtp.RtcpPsfbPacket(fmt=rtp.RTCP_PSFB_PLI, ssrc=1, media_ssrc=20)
    remb = rtp.RtcpPsfbPacket(
        fmt=rtp.RTCP_PSFB_APP, ssrc=1, media_ssrc=0, fci=rtp.pack_remb_fci(128_000, [20])
    )
    loss = rtp.RtcpRrPacket(ssrc=1, reports=[_report(20, 128)])
    hear_all(b"".join(map(bytes, (loss, nack, pli, remb))), {20: picture, 30: other})
    assert picture.heard == [
        ("told_loss", 0.5),
        ("lost", [5, 9]),
        ("key_wanted",),
        ("told_estimate", 128_000),
    ]
    assert other.heard == []


@given(
    st.binary(max_size=120),
    st.sampled_from([b"", b"\x81\xc9", b"\x81\xce", b"\x8f\xcd", b"\x80\xc8\x00\x06"]),
)
def test_no_report_of_a_stranger_is_too_strange(noise, start):
    try:
        hear_all(start + noise, {10: Told()})
    except (ValueError, IndexError) as refused:  # as the peer's port expects
        assert refused is not None  # noqa: PT017
