"""What a listener's browser reports (RTCP): what it lost, what its line carries, that it needs a key frame."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from struct import error as struct_error
from typing import Any

from aiortc import rtp

from meetings.media.rtc.wire import Outlet

_SENDER_REPORT, _RECEIVER_REPORT, _DESCRIPTION = 200, 201, 202
_HEADER_BYTES, _SENDER_BYTES, _REPORT_BYTES = 8, 20, 24


def hear_all(data: bytes, outlets: Mapping[int, Outlet]) -> None:
    """A whole datagram of reports, decrypted. ``outlets`` by SSRC. ValueError when it is not well-formed.

    Nearly all are receiver reports alone: they are read where they lie.
    """
    if _hear_losses(data, outlets):
        return
    for packet in rtp.RtcpPacket.parse(data):
        for ssrc, outlet in outlets.items():
            if getattr(packet, "media_ssrc", ssrc) in {ssrc, 0}:
                hear(packet, ssrc, outlet)


def _hear_losses(data: bytes, outlets: Mapping[int, Outlet]) -> bool:
    """Whether there was nothing but reports of losses; then they are told."""
    at, losses = 0, []
    while at + _HEADER_BYTES <= len(data):
        kind, length = data[at + 1], 4 * (int.from_bytes(data[at + 2 : at + 4]) + 1)
        if kind not in {_SENDER_REPORT, _RECEIVER_REPORT, _DESCRIPTION} or at + length > len(data):
            return False
        if kind != _DESCRIPTION:
            first = at + _HEADER_BYTES + (_SENDER_BYTES if kind == _SENDER_REPORT else 0)
            if first + _REPORT_BYTES * (data[at] & 0x1F) > at + length:
                return False
            losses += [
                (int.from_bytes(data[each : each + 4]), data[each + 4])
                for each in range(first, first + _REPORT_BYTES * (data[at] & 0x1F), _REPORT_BYTES)
            ]
        at += length
    for ssrc, share in losses:
        if ssrc in outlets:
            outlets[ssrc].told_loss(share / 256)
    return at == len(data)


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
