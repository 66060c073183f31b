"""Joins one folder, in a process of its own: ``python -m meetings.recording.joiner FOLDER MILLISECONDS``.

It may take minutes and all of a processor. Killed, it is begun again. The number is the moment when the meeting ended, since 1970.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from enum import IntEnum
from pathlib import Path

from hearing_state.clock import unix_milliseconds
from meetings.media.recording.shelf import Shelf, read_listing
from meetings.recording.hold import Hold

WHOLE = "whole"
"""Lies in the folder once all of it was joined."""
_COURTESY = 10


class Ended(IntEnum):
    """How it ended. ``HELD``: the recorder still writes in the folder, or another joins it."""

    WELL = 0
    HELD = 75


def join_whole(folder: Path, ended_ms: int) -> Ended:
    """End what a dead recorder left open, join, and say so by a file."""
    from meetings.media.recording.joining import join

    hold = Hold.take(folder)
    if hold is None:
        return Ended.HELD
    try:
        listing = read_listing(folder)
        if not listing.is_closed:
            end_ms = ended_ms if listing.began_ms <= ended_ms else unix_milliseconds()
            Shelf.open(folder, end_ms).close()
        if not (folder / WHOLE).exists():
            join(folder)
            (folder / WHOLE).touch()
    finally:
        hold.let_go()
    return Ended.WELL


if __name__ == "__main__":
    with suppress(OSError):  # where it may not be courteous, it joins all the same
        os.nice(_COURTESY)
    sys.exit(join_whole(Path(sys.argv[1]), int(sys.argv[2])))
