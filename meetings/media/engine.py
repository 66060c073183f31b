"""What a meeting asks of a media server, whichever it is: the embedded one, or another behind the same words."""

from __future__ import annotations

import enum
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from meetings.media.limits import RoomLimits


class Sound(enum.StrEnum):
    """How a speaker's device is asked to encode."""

    FULL = "full"
    """32 kbit/s, 20 ms"""
    LOW = "low"
    """12 kbit/s, 60 ms: 15 kbit/s on the wire instead of 52"""


class Picture(enum.StrEnum):
    CAMERA = "camera"
    SCREEN = "screen"


@dataclass(frozen=True)
class Joined:
    """A seat, and the session description to hand to the browser."""

    seat: str
    description: str


@dataclass(frozen=True)
class SlotWish:
    """How many sounds and pictures a listener's page can take at the same time."""

    voices: int = 3
    pictures: int = 1


@dataclass(frozen=True)
class SeatStats:
    """Of one listener: packets sent and resent, share of packets lost, what each slot shows."""

    packets: int
    resent: int
    loss: float
    estimate: int | None
    shows: Sequence[str | None]


@dataclass(frozen=True)
class RoomStats:
    speaker: str | None
    publishers: Mapping[str, Mapping[str, int]]
    """Person to what is received: ``sound`` and each layer of a picture, in bit/s."""
    listeners: Mapping[str, SeatStats]
    key_requests: int
    dropped: int = 0


@dataclass(frozen=True)
class NodeStats:
    seats: int
    rooms: int
    busy: float
    late: float
    refused: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Capabilities:
    """In what engines differ. What stands in `MediaEngine` all keep; what stands here is asked before it is relied upon."""

    kind: str
    """``embedded`` or ``janus``."""
    pictures: Sequence[str]
    """Formats that a publisher's picture may have, best first."""
    one_port: bool
    """All peers come through one UDP port; else each has one of a range, and the firewall must let the range in."""
    resends_sound: bool
    """Lost sound is sent again, not only lost pictures."""
    switches_whole_pictures: bool
    """Of two pictures the old one stays until the new one has its key frame; else the new one stands still for that moment."""
    measures: bool
    """Bitrates, packets and what was sent again are counted; else they are told as 0."""
    keeps: bool
    """What is forwarded can be recorded and broadcast from here."""


class MediaEngine(Protocol):
    """Errors are the house's: Unavailable (full, closing, away), TooMany, Forbidden (no floor), Invalid (description), NotFound.

    Every word is awaited: the engine may stand in this process, in another, or on another machine. What was asked is done when
    the call returns, and calls about one person take effect in the order in which they were made.
    """

    async def able(self) -> Capabilities: ...

    async def open_room(self, room: str, limits: RoomLimits = ...) -> None: ...

    async def give_floor(self, room: str, person: str) -> None:
        """She may publish, and what she publishes is forwarded."""
        ...

    async def end_floor(self, room: str, person: str) -> None:
        """Nothing of hers is forwarded from this call on, whatever her device does. Her connection may stay."""
        ...

    async def publish(self, room: str, person: str, offer: str, *, sound: Sound = ...) -> Joined:
        """Take her sound and picture. ``offer`` and answer are SDP; the sections are sound, camera, its low layer, screen."""
        ...

    async def subscribe(self, room: str, person: str, wish: SlotWish = ...) -> Joined:
        """A seat for a listener: the server offers, `accept` takes the browser's answer."""
        ...

    async def accept(self, seat: str, answer: str) -> None: ...

    async def interpret(self, room: str, person: str, channel: str | None, *, muted: bool = ...) -> None:
        """What she publishes is this channel's sound (``kk``, ``ru``, ``en``) and never the floor's; None: the floor's again.

        Whoever interpreted into it before is heard there no longer; while she is ``muted`` the floor is heard. Said before she publishes, nothing of hers reaches the
        floor first. Invalid for no such channel.
        """
        ...

    async def listen_to(self, seat: str, channel: str, *, with_floor: bool = ...) -> None:
        """The listener hears the channel instead of the floor; the floor wherever and whenever nobody interprets into it.

        ``with_floor``: she gets the floor besides, in slots of its own: the first is the interpreter's alone, and empty while nobody
        interprets or she is silent. How loud the floor is then is her device's business. Not heeded where she has one slot for voices.
        """
        ...

    async def show(self, room: str, person: str) -> None: ...

    async def hide(self, room: str, person: str) -> None: ...

    async def switch(self, seat: str, slot: int, person: str, picture: Picture = ...) -> None:
        """Pin one of the listener's picture slots to a person, without a new agreement with the browser."""
        ...

    async def follow(self, seat: str, slot: int) -> None:
        """Let the slot follow the stage again."""
        ...

    async def pause(self, seat: str, slot: int, *, paused: bool) -> None: ...

    async def hold_low(self, seat: str, slot: int, *, low: bool) -> None:
        """Show the smallest layer of whatever the slot shows, however much the line would carry; or no longer."""
        ...

    async def room_stats(self, room: str) -> RoomStats: ...

    async def node_stats(self) -> NodeStats: ...

    async def leave(self, seat: str) -> None: ...

    async def close_room(self, room: str) -> None: ...

    async def drain(self) -> None:
        """Nobody new comes in; those inside go on."""
        ...

    async def close(self) -> None: ...
