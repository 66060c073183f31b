"""Short-lived passwords for the TURN server (coturn, ``use-auth-secret``): people whose network lets no UDP through come by it. Pure.

The server shares a secret with coturn and nothing else: the user name is the moment at which the password ends, the password a MAC over it
(draft-uberti-behave-turn-rest-00). Who got one may use it for the length of a meeting, and nobody can make one longer.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

LASTS = timedelta(hours=6)
"""Longer than any meeting; a browser that reconnects asks with the same password."""


@dataclass(frozen=True)
class IceServer:
    """As ``RTCConfiguration.iceServers`` of a browser takes it."""

    urls: Sequence[str]
    username: str
    credential: str


def ice_servers(
    urls: Sequence[str], secret: bytes, seat: str, now: datetime, lasts: timedelta = LASTS
) -> Sequence[IceServer]:
    """What a joining browser gets. ``seat`` is a word that means nothing outside of the meeting: coturn writes it into its log.

    Empty where no TURN server is set up. ``now`` is aware.
    """
    if not urls:
        return ()
    if not secret:
        raise ValueError("a TURN server without a secret lets everybody in")
    username = f"{int((now + lasts).timestamp())}:{seat}"
    return (IceServer(tuple(urls), username, _password(secret, username)),)


def _password(secret: bytes, username: str) -> str:
    """SHA-1 because coturn knows no other here; as a MAC it is not broken."""
    return base64.b64encode(hmac.new(secret, username.encode(), hashlib.sha1).digest()).decode()
