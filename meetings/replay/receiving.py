"""From the list of a joined recording to what `take` is told of it. Pure."""

from __future__ import annotations

from datetime import UTC, datetime

from meetings.media.recording.pieces import Listing
from meetings.replay.actions.take import Take, TakenFile

GAPS_MAX = 1000


def taken_from(listing: Listing, meeting: str, folder: str) -> Take:
    """Only gaps of everybody are told; that one person's line was bad is nobody's to read. ValueError where nothing was joined."""
    if not listing.joined:
        raise ValueError(folder)
    return Take(
        meeting=meeting,
        folder=folder,
        begun_at=datetime.fromtimestamp(listing.began_ms / 1000, UTC),
        seconds=max(each.seconds for each in listing.joined.values()),
        files=tuple(TakenFile(name=each.file, sha256=each.sha256) for each in listing.joined.values()),
        gaps=tuple((each.start, each.seconds) for each in listing.gaps if not each.publisher)[:GAPS_MAX],
    )
