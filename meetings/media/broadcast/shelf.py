"""The folder of one meeting's broadcast: segments that never change, two playlists, and the list from which a killed packager goes on.

Any web server can give these files out. Every file is there whole or not at all; the packager and the house may write at the same time.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from meetings.media.broadcast.playlist import (
    LIST,
    LIVE,
    WHOLE,
    Listing,
    Segment,
    line,
    listing_of,
    live,
    whole,
)

PUBLIC, KEPT = "public", "kept"
"""Under ``broadcast`` in the data directory: what a web server may give out, and what the public may not have (any more)."""
SEGMENTS_MOST = 40_000
"""More than a day: a packager that goes on for longer keeps nothing more."""


def folder_of(data_dir: Path, ref: str, shelf: str = PUBLIC) -> Path:
    return data_dir / "broadcast" / shelf / ref


class Shelf:
    """Opened by `open`, for one packager at a time."""

    def __init__(self, folder: Path, listing: Listing, *, is_resumed: bool) -> None:
        self.folder, self.listing, self.is_resumed = folder, listing, is_resumed

    @classmethod
    def open(cls, folder: Path, now_ms: int) -> Shelf:
        """Goes on where another packager ended, on the same clock."""
        folder.mkdir(parents=True, exist_ok=True)
        with _locked(folder):
            found = read(folder)
            if found is None:
                found = Listing(now_ms)
                _append(folder, line(began_ms=now_ms))
            return cls(folder, replace(found, is_over=False), is_resumed=bool(found.segments))

    def keep_head(self, data: bytes) -> str:
        """The name under which it lies; the same head has the same name."""
        name = f"h-{hashlib.sha256(data).hexdigest()[:16]}.mp4"
        if not (self.folder / name).exists():
            _put(self.folder / name, data)
        return name

    def keep(self, data: bytes, seconds: float, head: str, at_ms: int, *, anew: bool) -> Segment | None:
        """A whole segment: on disk before it is in the list, in the list before it is in the playlist."""
        number = len(self.listing.segments)
        if number >= SEGMENTS_MOST:
            return None
        segment = Segment(f"s-{number:06d}.m4s", round(seconds, 3), head, anew, at_ms)
        with _locked(self.folder):
            _put(self.folder / segment.file, data)
            _append(self.folder, line(segment))
            self.listing = replace(self.listing, segments=[*self.listing.segments, segment])
            _put(self.folder / LIVE, live(self.listing).encode())
        return segment


def read(folder: Path) -> Listing | None:
    try:
        return listing_of((folder / LIST).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None


def end(folder: Path) -> Listing | None:
    """The meeting is over: both playlists say so. Also for a folder whose packager was killed. A second call changes nothing."""
    if not folder.is_dir():
        return None
    with _locked(folder):
        found = read(folder)
        if found is None or not found.segments:
            return None
        if not found.is_over:
            _append(folder, line())
        found = replace(found, is_over=True)
        _put(folder / WHOLE, whole(found).encode())
        _put(folder / LIVE, live(found).encode())
    return found


def move(data_dir: Path, ref: str, *, to_public: bool) -> bool:
    """Give the broadcast to the public or take it away, in one step. False where there is none to move."""
    shelves = (KEPT, PUBLIC) if to_public else (PUBLIC, KEPT)
    source, target = (folder_of(data_dir, ref, each) for each in shelves)
    if not source.is_dir() or target.exists():
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    source.rename(target)
    return True


@contextlib.contextmanager
def _locked(folder: Path) -> Iterator[None]:
    with (folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _append(folder: Path, text: str) -> None:
    """A line that a crash cut off is ended first, so that this one stands alone."""
    path = folder / LIST
    is_cut = path.exists() and path.stat().st_size > 0 and path.read_bytes()[-1:] != b"\n"
    with path.open("a", encoding="utf-8") as file:
        file.write(("\n" if is_cut else "") + text)


def _put(path: Path, data: bytes) -> None:
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    unfinished.write_bytes(data)
    unfinished.chmod(0o644)
    unfinished.replace(path)
