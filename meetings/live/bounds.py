"""Every bound of the signalling, in one place. Pure. PROTOCOL.md says the same to whoever writes another client."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

VERSION = 1
KNOWS = ("with_floor",)
"""What a client may say since this version began, and need not: told with the welcome, so that nobody says it to a server that would refuse it."""
FRAME_BYTES = 16 * 1024
DESCRIPTION_FRAME_BYTES = 32 * 1024
"""Of a message that carries a session description."""
SECTIONS = 4
CANDIDATES = 20
DEPTH = 8
QUEUE_MESSAGES = 64
QUEUE_BYTES = 256 * 1024
HELLO_SECONDS = 4.0
"""Then the socket is told to go, and it is gone after five."""
PING_SECONDS = 10.0
SILENT_SECONDS = 25.0
"""Without a frame from the client: then the socket is closed."""
KEPT_SECONDS = 15.0
"""A seat waits so long for its owner to come back; its sound and picture go on meanwhile."""
SURPLUS_MOST = 50
"""Frames beyond the rate that are overlooked; who sends more floods and is put out."""
FAULTS_MOST = 20
"""Frames outside of the grammar that are answered; who sends more is put out."""
SEATS_MOST = 5_000
"""Of one process, all its meetings together."""
SOCKETS_MOST = 6_000
"""Those included that have not said hello yet."""
TRIAL_SECONDS = 25.0
"""So long a line may be tried: each trial costs the media server what two people cost."""
REJOINS_PER_SECOND = 40
"""So many come to another media server, when a meeting has moved: below what one admits."""
TICKET_SECONDS = 60
RESUME_SECONDS = 6 * 3600
TICKET_CHARACTERS = 43


@dataclass(frozen=True, slots=True)
class Rate:
    """So many at once, and one more after each ``every_seconds``."""

    burst: int
    every_seconds: float


ALL_FRAMES = Rate(60, 0.05)
RATES: Mapping[str, Rate] = {
    "hello": Rate(2, 10),
    "resume": Rate(2, 10),
    "publish": Rate(6, 5),
    "trial": Rate(2, 15),
    "unpublish": Rate(6, 5),
    "answer": Rate(10, 2),
    "rejoin": Rate(6, 5),
    "wish": Rate(20, 1),
    "hand": Rate(6, 5),
    "vote": Rate(10, 2),
    "pong": Rate(10, 2),
    "leave": Rate(2, 10),
}
