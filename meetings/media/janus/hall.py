"""A meeting's room in Janus: made with a placeholder for empty slots, and the floor enforced in it."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence

from hearing_state.errors import Unavailable
from meetings.media.janus.line import JanusLine, Refused
from meetings.media.limits import RoomLimits
from meetings.media.loudness import AUDIBLE

SOUND_FORMAT, PICTURE_FORMAT = "opus", "vp8"
"""One format each: a slot is switched without a new agreement only between streams of the same, and every browser has these."""
MOST_BITS_A_SECOND = 2_000_000
LEVEL_PACKETS = 25
"""Packets over which Janus finds whether somebody talks: half a second."""


class Hall:
    """Made by `open`. ``steward`` is the handle that asks for what no peer may."""

    def __init__(self, line: JanusLine, steward: int, room: str, secret: str) -> None:
        self.room, self._line, self._steward, self._secret = room, line, steward, secret
        self._placeholders: Mapping[str, Mapping[str, str]] = {}

    @classmethod
    async def open(cls, line: JanusLine, steward: int, limits: RoomLimits, key: str) -> Hall:
        """``key`` is Janus' for making rooms. Its name there means nothing and is never used again."""
        hall = cls(line, steward, secrets.token_hex(12), secrets.token_urlsafe(24))
        try:
            await line.tell(steward, hall._described(limits, key))
            there = await line.tell(steward, {"request": "listparticipants", "room": hall.room})
        except Refused as refusal:
            raise Unavailable("media.away") from refusal
        dummy = next(each["id"] for each in there.data["participants"] if each.get("dummy"))
        hall._placeholders = {
            "audio": {"feed": dummy, "mid": "0"},
            "video": {"feed": dummy, "mid": "1"},
        }
        return hall

    def _described(self, limits: RoomLimits, key: str) -> dict[str, object]:
        return {
            "request": "create", "room": self.room, "secret": self._secret, "admin_key": key, "is_private": True, "permanent": False,
            # Whoever publishes anew is there twice for a moment.
            "publishers": 2 * limits.publishers + 2,
            "audiocodec": SOUND_FORMAT, "videocodec": PICTURE_FORMAT, "opus_fec": True, "opus_dtx": True,
            "bitrate": MOST_BITS_A_SECOND, "bitrate_cap": True, "fir_freq": 0,
            "audiolevel_ext": True, "audiolevel_event": True, "audio_active_packets": LEVEL_PACKETS, "audio_level_average": int(AUDIBLE),
            "videoorient_ext": True, "playoutdelay_ext": False, "transport_wide_cc_ext": True, "notify_joining": False, "record": False,
            "dummy_publisher": True,
            "dummy_streams": [
                {"codec": SOUND_FORMAT, "fmtp": "useinbandfec=1;usedtx=1"},
                {"codec": PICTURE_FORMAT, "fmtp": "none"},
            ],
        }  # fmt: skip

    @staticmethod
    def new_feed() -> str:
        return secrets.token_hex(12)

    def placeholder(self, kind: str) -> Mapping[str, str]:
        """What an empty slot shows: a stream on which nothing ever comes."""
        return self._placeholders[kind]

    async def moderate(self, feed: str, mid: str, *, mute: bool) -> None:
        """Let what comes on this stream of hers through, or drop it at the entrance. Raises Refused, Unavailable."""
        asked = {
            "request": "moderate",
            "room": self.room,
            "secret": self._secret,
            "id": feed,
            "mid": mid,
            "mute": mute,
        }
        await self._line.tell(self._steward, asked)

    async def forward(self, feed: str, host: str, streams: Sequence[Mapping[str, object]], key: str) -> None:
        """Hand what comes on these streams of hers (``mid``, ``port``, ``simulcast``) to ``host`` as well, encrypted with ``key``
        (base64), until she goes. Raises Refused, Unavailable.
        """
        asked = {
            "request": "rtp_forward", "room": self.room, "secret": self._secret, "publisher_id": feed, "host": host,
            "host_family": "ipv4", "streams": list(streams), "srtp_suite": 80, "srtp_crypto": key,
        }  # fmt: skip
        await self._line.tell(self._steward, asked)

    async def close(self) -> None:
        """All who are in it are put out."""
        try:
            await self._line.tell(
                self._steward, {"request": "destroy", "room": self.room, "secret": self._secret}
            )
        except (Refused, Unavailable):
            return  # it has gone with Janus
