"""Which picture stands at which second: that of whoever speaks, from the key frame a piece begins with. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from meetings.media.recording.pieces import Piece

Heard = Mapping[str, Mapping[int, float]]
"""Loudness by publisher and second."""
_TOUCHING = 0.1
_CLEARLY = 2.0
"""Somebody must be so much louder to take the picture from another: no flicker between two who speak together."""


@dataclass(frozen=True)
class Shown:
    """A piece stands from its beginning up to ``until`` (seconds of the meeting)."""

    piece: Piece
    until: float


def shown(pieces: Sequence[Piece], heard: Heard) -> list[Shown]:
    """In order of time, without overlaps. A picture changes only where a piece begins, so nothing need be encoded for it."""
    found: list[Shown] = []
    for piece in sorted((each for each in pieces if each.kind == "video"), key=lambda each: each.start):
        if (
            found
            and found[-1].until > piece.start + _TOUCHING
            and not _takes_over(piece, found[-1].piece, heard)
        ):
            continue
        if found:
            last = found.pop()
            if last.piece.start < piece.start:
                found.append(Shown(last.piece, min(last.until, piece.start)))
        found.append(Shown(piece, piece.end))
    return found


def _takes_over(piece: Piece, before: Piece, heard: Heard) -> bool:
    if piece.stream.startswith("screen") != before.stream.startswith("screen"):
        return piece.stream.startswith("screen")
    return _loudness(piece, piece, heard) > _CLEARLY * _loudness(before, piece, heard)


def _loudness(whose: Piece, when: Piece, heard: Heard) -> float:
    """In the seconds ``when`` covers, of the person who is seen in ``whose``."""
    own = heard.get(whose.publisher, {})
    return sum(own.get(second, 0.0) for second in range(int(when.start), int(when.end) + 1))
