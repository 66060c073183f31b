"""The bounds of the media server, in one place. Pure."""

from __future__ import annotations

from dataclasses import dataclass

DESCRIPTION_BYTES = 32 * 1024
"""Of one session description (SDP)."""
SECTIONS = 4
"""Media sections of a publisher's offer: sound, camera, a low layer or the screen."""
LINES = 600
SOUND_RING = 256
PICTURE_RING = 1024
"""Packets of one incoming stream kept for resending."""
TAPS = 8
"""Recorder, packager, mixer … that look at one incoming stream."""
KEY_REQUEST_SECONDS = 0.5
"""A publisher is asked for a key frame at most this often, however many listeners want one."""
RESENDS_A_SECOND = 150
"""Packets sent again to one listener's slot; more loss than that is not healed by sending more."""
DATAGRAM_BYTES = 1472
INBOX = 256
"""Datagrams of one peer that wait for its task; the newest are dropped beyond."""
PUBLISHER_DATAGRAMS = 1500
LISTENER_DATAGRAMS = 400
"""Datagrams a second taken from one peer; what comes beyond the agreed rate is dropped."""

PACKETS_A_SECOND = {"audio": 120, "video": 500}
"""Of one incoming stream, handed on: each costs something for every listener, so a flood would be one for all. As many
at once after a pause. Sound needs 50, a picture of 2 Mbit/s 250."""


@dataclass(frozen=True)
class RoomLimits:
    publishers: int = 12
    pictures: int = 6
    """Videos of the stage shown at the same time."""
    voices: int = 3
    """Sound slots of one listener."""
    listeners: int = 2000


@dataclass(frozen=True)
class NodeLimits:
    seats: int = 600
    """Peers of one process. What a core holds is measured by ``make bench-live``."""
    joins_a_second: float = 50.0
    join_burst: int = 50
    busy_share: float = 0.80
    """Of one core: beyond it nobody new comes in, so that those inside do not suffer."""
    late_seconds: float = 0.05
    """How late the loop may wake up before the node counts as full."""
    handshake_seconds: float = 8.0
    """From the answer to encrypted media; then the seat is given up."""
    consent_seconds: float = 20.0
    """Without a word from the peer's ICE agent until the seat is given up."""
