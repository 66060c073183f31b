"""Which formats of sound and picture are agreed upon, best first."""

from __future__ import annotations

from aiortc import RTCRtpSender
from aiortc.rtcrtpparameters import RTCRtpCodecCapability


def preferred(kind: str) -> list[RTCRtpCodecCapability]:
    """H.264 first, so that the broadcast needs no encoder; of profiles the one every phone has. Opus only."""

    def rank(codec: RTCRtpCodecCapability) -> int:
        name = f"{codec.mimeType} {codec.parameters.get('profile-level-id', '')}".strip().lower()
        return order.index(name) if name in order else -1

    order = (
        ["audio/opus"]
        if kind == "audio"
        else ["video/h264 42e01f", "video/vp8", "video/h264 42001f", "video/rtx"]
    )
    return sorted((each for each in RTCRtpSender.getCapabilities(kind).codecs if rank(each) >= 0), key=rank)
