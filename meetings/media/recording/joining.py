"""From the pieces of an ended recording to files of the whole meeting: one sound, one picture. Seconds of the file are seconds of the meeting."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path

from meetings.media.recording.mixing import Mix
from meetings.media.recording.pieces import GAP_DAMAGED, Gap, Joined, Listing, Piece
from meetings.media.recording.shelf import Shelf, digest_of, read_listing
from meetings.media.recording.sound_file import SoundFiles
from meetings.media.recording.stage_picture import shown
from meetings.media.recording.stage_writing import write_picture

SOUND, SOUND_AAC = "sound.webm", "sound.m4a"


class StillOpen(Exception):
    """The recording has not ended in order. After a crash ``Shelf.open(folder, now).close()`` marks the gap and ends it."""


async def joined(folder: Path) -> list[Joined]:
    """`join`, in a thread of its own: the loop goes on."""
    return await asyncio.to_thread(join, folder)


def join(folder: Path) -> list[Joined]:
    """Write ``sound.webm`` (Opus), ``sound.m4a`` (AAC) and ``picture.webm`` or ``picture.mp4``; their digests go into the list.

    May be called again. A piece whose file is not what was written is left out and marked as a gap. Raises StillOpen; an empty
    list where nothing was recorded.
    """
    listing = read_listing(folder)
    if not listing.is_closed:
        raise StillOpen(folder.name)
    shelf = Shelf.open(folder, listing.began_ms)
    try:
        pieces = _whole(shelf, listing)
        return _write(shelf, pieces, listing.end) if pieces else []
    finally:
        shelf.close()


def _whole(shelf: Shelf, listing: Listing) -> list[Piece]:
    good = []
    for each in listing.pieces:
        path = shelf.folder / each.file
        if path.exists() and digest_of(path) == each.sha256:
            good.append(each)
            continue
        gap = Gap(each.start, each.seconds, GAP_DAMAGED, each.publisher, each.stream)
        if gap not in listing.gaps:
            shelf.note(gap)
    return good


def _write(shelf: Shelf, pieces: Sequence[Piece], seconds: float) -> list[Joined]:
    mix = Mix(shelf.folder, pieces, seconds)
    with SoundFiles(shelf.unfinished(SOUND), shelf.unfinished(SOUND_AAC)) as sound:
        for block in mix.blocks():
            sound.write(block)
    for name in (SOUND, SOUND_AAC):
        _keep(shelf, name, "sound", seconds)
    scenes = shown(pieces, mix.heard)
    if scenes:
        ending = write_picture(shelf.folder, scenes, shelf.unfinished("picture"), (SOUND, SOUND_AAC))
        shelf.unfinished("picture").rename(shelf.unfinished(f"picture.{ending}"))
        _keep(shelf, f"picture.{ending}", "picture", seconds)
    return list(read_listing(shelf.folder).joined.values())


def _keep(shelf: Shelf, name: str, kind: str, seconds: float) -> None:
    shelf.keep(Joined(name, kind, round(seconds, 3), digest_of(shelf.unfinished(name))))
