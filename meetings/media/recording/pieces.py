"""What the list of a recording says: pieces that are kept and gaps where something is missing. Pure.

Times are seconds on the meeting's clock: zero is the moment the recording first began, and it goes on over a restart.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import Any

PIECE_SECONDS = 4.0
"""A piece ends at the first key frame after this."""
LONGEST_SECONDS = 6.0
"""No piece is longer, so no crash loses more."""
GAP_DIED, GAP_QUEUE, GAP_LOST, GAP_NO_KEY, GAP_DISK = "recorder_died", "queue_full", "lost_on_line", "no_key_frame", "not_written"  # fmt: skip
GAP_AWAY = "away"
"""It was closed in order and went on later: a node was started again, or another one took the meeting over."""
GAP_DAMAGED = "damaged"
"""The file of a piece is not what was written: found when the recording was joined."""


@dataclass(frozen=True)
class Piece:
    """One closed file. ``publisher``: the room's name of a person, never her own. ``stream``: ``sound``, ``camera.high`` …

    ``lost``: packets of a sound that never came; the sound has a hole of that many packets.
    """

    file: str
    publisher: str
    stream: str
    kind: str
    codec: str
    start: float
    seconds: float
    sha256: str
    width: int = 0
    height: int = 0
    lost: int = 0

    @property
    def end(self) -> float:
        return self.start + self.seconds


@dataclass(frozen=True)
class Gap:
    """Something is missing. An empty ``publisher``: of everybody."""

    start: float
    seconds: float
    reason: str
    publisher: str = ""
    stream: str = ""
    packets: int = 0


@dataclass(frozen=True)
class Joined:
    """The whole meeting in one file. ``kind``: ``sound`` or ``picture`` (with the sound); its second is the meeting's second."""

    file: str
    kind: str
    seconds: float
    sha256: str


@dataclass
class Listing:
    """All that is known of one recording. ``is_closed``: it ended in order after its last piece.

    ``joined``: by file; a file that was joined again stands with its newest digest.
    """

    began_ms: int = 0
    pieces: list[Piece] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    joined: dict[str, Joined] = field(default_factory=dict)
    is_closed: bool = False

    @property
    def end(self) -> float:
        return max((each.end for each in self.pieces), default=0.0)


def line_of(what: Piece | Gap | Joined) -> str:
    return json.dumps({"is": type(what).__name__.lower(), **asdict(what)}) + "\n"


def opening_line(began_ms: int) -> str:
    return json.dumps({"is": "recording", "version": 1, "began_ms": began_ms}) + "\n"


def closing_line() -> str:
    return json.dumps({"is": "closed"}) + "\n"


def listing_of(text: str) -> Listing:
    """Read the lines. A last line without its end was being written when the process died, and counts for nothing."""
    found = Listing()
    for line in text.split("\n")[:-1]:
        _take(found, json.loads(line))
    return found


def _take(found: Listing, line: dict[str, Any]) -> None:
    kind = line.pop("is")
    if kind == "joined":  # after the end, and no going on
        found.joined[line["file"]] = Joined(**line)
        return
    found.is_closed = kind == "closed"
    if kind == "recording":
        found.began_ms = line["began_ms"]
    elif kind == "piece":
        found.pieces.append(Piece(**line))
    elif kind == "gap":
        found.gaps.append(Gap(**line))


def gap_after_death(found: Listing, now: float) -> Gap | None:
    """What is missing between a recorder that ended and the one that starts again at ``now``.

    After a death it begins where the first of the streams that were running at the end has its last whole piece; after an orderly end,
    with the end of all of them. None where nothing is missing.
    """
    if not found.began_ms:
        return None
    if found.is_closed:
        return (
            Gap(found.end, round(now - found.end, 3), GAP_AWAY) if found.pieces and now > found.end else None
        )
    last: dict[tuple[str, str], float] = {}
    for each in found.pieces:
        last[each.publisher, each.stream] = max(each.end, last.get((each.publisher, each.stream), 0.0))
    start = min((end for end in last.values() if end > found.end - LONGEST_SECONDS), default=0.0)
    known = max((each.start + each.seconds for each in found.gaps if not each.publisher), default=0.0)
    start = max(start, known)
    return Gap(start, max(0.0, round(now - start, 3)), GAP_DIED)
