"""Bytes of RTP and RTCP that the forwarding must know: where a key frame begins, how a header is written. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from struct import Struct

M16, M32 = 0xFFFF, 0xFFFFFFFF
HALF = 0x8000
HEADER_BYTES = 12
CLOCK_RATES = {"audio": 48_000, "video": 90_000}
"""Ticks of an RTP timestamp in a second."""

_HEAD = Struct("!BBHII")
_EXTENSIONS = Struct("!HH")
_SENDER_REPORT = Struct("!BBHIQIII")
_SSRC = Struct("!I")
_ONE_BYTE_PROFILE = 0xBEDE
_NTP_EPOCH_MS = 2_208_988_800_000

_H264_IDR, _H264_SPS, _H264_STAP_A, _H264_FU_A = 5, 7, 24, 28


@dataclass(frozen=True)
class Shape:
    """What makes the bytes of a packet equal for many listeners: payload type, place in the session, extension numbers.

    A number of 0 means that the listener did not agree to that extension.
    """

    payload_type: int
    mid: str
    mid_id: int = 0
    level_id: int = 0
    sent_id: int = 0


@dataclass(frozen=True)
class Report:
    """What a publisher says of a stream: at ``seconds`` of her own clock it stood at ``ticks`` (RFC 3550, 6.4.1)."""

    ssrc: int
    seconds: float
    ticks: int


def is_newer(left: int, right: int) -> bool:
    """Whether the 16-bit sequence number ``left`` comes after ``right``, over the wrap too."""
    return 0 < ((left - right) & M16) < HALF


def starts_key_frame(codec: str, payload: bytes) -> bool:
    """Whether a picture that needs no earlier one begins in this payload. ``codec`` is ``video/H264`` or ``video/VP8``."""
    if codec == "video/H264":
        return _starts_h264(payload)
    return codec == "video/VP8" and _starts_vp8(payload)


def _starts_h264(payload: bytes) -> bool:
    """A parameter set or the first slice of an IDR picture (RFC 6184), alone, aggregated or as a first fragment."""
    if len(payload) < 2:  # noqa: PLR2004 - a fragment has two header bytes
        return False
    kind = payload[0] & 0x1F
    if kind == _H264_FU_A:
        return bool(payload[1] & 0x80) and (payload[1] & 0x1F) in {_H264_IDR, _H264_SPS}
    if kind == _H264_STAP_A:
        return len(payload) > 3 and (payload[3] & 0x1F) in {_H264_IDR, _H264_SPS}  # noqa: PLR2004 - after the first size
    return kind in {_H264_IDR, _H264_SPS}


def _starts_vp8(payload: bytes) -> bool:
    """First partition of a frame whose tag says key frame (RFC 7741)."""
    if len(payload) < 4 or not payload[0] & 0x10 or payload[0] & 7:  # noqa: PLR2004 - descriptor and frame tag
        return False
    at = 1
    if payload[0] & 0x80:
        flags = payload[1]
        at = 2
        if flags & 0x80:
            at += 2 if payload[at] & 0x80 else 1
        at += bool(flags & 0x40)
        at += bool(flags & 0x30)
    return at < len(payload) and not payload[at] & 1


def written(
    shape: Shape,
    *,
    marker: int,
    payload: bytes,
    level: tuple[bool, int] | None = None,
    sent: int | None = None,
) -> bytes:
    """A packet for all listeners of one shape; sequence number, timestamp and source stay zero for each to fill in.

    ``level`` is (voice, 0 loud … 127 silent); ``sent`` the 24-bit time of sending, 6.18 fixed point seconds.
    """
    parts = b""
    if shape.mid_id and shape.mid:
        mid = shape.mid.encode()[:16]
        parts += bytes((shape.mid_id << 4 | len(mid) - 1,)) + mid
    if shape.level_id and level is not None:
        parts += bytes((shape.level_id << 4, (0x80 if level[0] else 0) | level[1] & 0x7F))
    if shape.sent_id and sent is not None:
        parts += bytes((shape.sent_id << 4 | 2,)) + sent.to_bytes(3)
    second = marker << 7 | shape.payload_type
    if not parts:
        return _HEAD.pack(0x80, second, 0, 0, 0) + payload
    parts += b"\0" * (-len(parts) % 4)
    return (
        _HEAD.pack(0x90, second, 0, 0, 0)
        + _EXTENSIONS.pack(_ONE_BYTE_PROFILE, len(parts) >> 2)
        + parts
        + payload
    )


def body_at(packet: bytes) -> int:
    """Where the payload of a packet written here begins."""
    if not packet[0] & 0x10:
        return HEADER_BYTES
    return HEADER_BYTES + 4 + 4 * int.from_bytes(packet[HEADER_BYTES + 2 : HEADER_BYTES + 4])


def ntp_time(unix_ms: int) -> int:
    """64-bit time of RTCP sender reports, 32.32 fixed point seconds since 1900."""
    return ((unix_ms + _NTP_EPOCH_MS) << 32) // 1000


def sender_report(ssrc: int, *, ntp: int, timestamp: int, packets: int, octets: int, cname: str) -> bytes:
    """RTCP: which timestamp belongs to which moment, and what was sent so far; with the sender's name (RFC 3550)."""
    report = _SENDER_REPORT.pack(0x80, 200, 6, ssrc, ntp, timestamp & M32, packets & M32, octets & M32)
    name = cname.encode()[:255]
    item = _SSRC.pack(ssrc) + bytes((1, len(name))) + name + b"\0"
    item += b"\0" * (-len(item) % 4)
    return report + bytes((0x81, 202)) + (len(item) // 4).to_bytes(2) + item


def goodbye(ssrcs: Iterable[int]) -> bytes:
    """RTCP: these streams end."""
    kept = list(ssrcs)[:31]
    return (
        bytes((0x80 | len(kept), 203)) + len(kept).to_bytes(2) + b"".join(_SSRC.pack(each) for each in kept)
    )
