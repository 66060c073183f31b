"""What a listener's browser reports (RTCP): what it lost, what its line carries, that it needs a key frame."""

from __future__ import annotations

import contextlib
from struct import error as struct_error
from typing import Any

from aiortc import rtp

from meetings.media.rtc.wire import Outlet


def hear(packet: Any, ssrc: int, outlet: Outlet) -> None:
    """Tell the slot that sends ``ssrc``. Other kinds of packets are passed over."""
    if isinstance(packet, rtp.RtcpRrPacket | rtp.RtcpSrPacket):
        for report in packet.reports:
            if report.ssrc == ssrc:
                outlet.told_loss(report.fraction_lost / 256)
    elif isinstance(packet, rtp.RtcpRtpfbPacket) and packet.fmt == rtp.RTCP_RTPFB_NACK:
        outlet.lost(packet.lost)
    elif isinstance(packet, rtp.RtcpPsfbPacket):
        _hear_about_picture(packet, ssrc, outlet)


def _hear_about_picture(packet: rtp.RtcpPsfbPacket, ssrc: int, outlet: Outlet) -> None:
    if packet.fmt in {rtp.RTCP_PSFB_PLI, rtp.RTCP_PSFB_FIR}:
        outlet.key_wanted()
    elif packet.fmt == rtp.RTCP_PSFB_APP:
        with contextlib.suppress(ValueError, IndexError, struct_error):
            bits, ssrcs = rtp.unpack_remb_fci(packet.fci)
            if ssrc in ssrcs:
                outlet.told_estimate(bits)
