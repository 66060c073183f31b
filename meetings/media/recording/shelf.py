"""The folder of one recording: whole files, and the list of them (``list.jsonl``), both safe on disk before they count.

A file is written under a temporary name. It is flushed, then its line, then it gets its name: whoever dies in between leaves either
nothing, or a line whose file still bears the temporary name, which `Shelf.open` puts right.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from meetings.media.recording.pieces import (
    Gap,
    Joined,
    Listing,
    Piece,
    closing_line,
    gap_after_death,
    line_of,
    listing_of,
    opening_line,
)

LIST = "list.jsonl"
UNFINISHED = ".part"


def read_listing(folder: Path) -> Listing:
    """What is on the shelf; an empty listing when there is none."""
    path = folder / LIST
    return listing_of(path.read_text(encoding="utf-8")) if path.exists() else Listing()


class Shelf:
    """Of one recorder at a time."""

    def __init__(self, folder: Path, began_ms: int) -> None:
        self.folder, self.began_ms = folder, began_ms
        self._list = (folder / LIST).open("a", encoding="utf-8")

    @classmethod
    def open(cls, folder: Path, now_ms: int) -> Shelf:
        """Begin a recording, or go on with one: what a dead recorder left half written goes, and its gap is marked."""
        folder.mkdir(parents=True, exist_ok=True, mode=0o750)
        _cut_torn_line(folder / LIST)
        found = read_listing(folder)
        for name in [each.file for each in found.pieces] + list(found.joined):
            unnamed = folder / (name + UNFINISHED)
            if unnamed.exists():
                unnamed.rename(folder / name)
        for path in folder.glob("*" + UNFINISHED):
            path.unlink()
        shelf = cls(folder, found.began_ms or now_ms)
        if not found.began_ms:
            shelf._write(opening_line(now_ms))
        gap = gap_after_death(found, (now_ms - shelf.began_ms) / 1000)
        if gap is not None:
            shelf.note(gap)
        _flush_folder(folder)
        return shelf

    def unfinished(self, name: str) -> Path:
        return self.folder / (name + UNFINISHED)

    def keep(self, piece: Piece | Joined) -> None:
        """Its file is closed and lies under its unfinished name."""
        unnamed = self.unfinished(piece.file)
        with unnamed.open("rb") as file:
            os.fsync(file.fileno())
        self._write(line_of(piece))
        unnamed.rename(self.folder / piece.file)
        _flush_folder(self.folder)

    def note(self, gap: Gap) -> None:
        self._write(line_of(gap))

    def close(self) -> None:
        """The recording ended in order."""
        self._write(closing_line())
        self._list.close()

    def _write(self, line: str) -> None:
        self._list.write(line)
        self._list.flush()
        os.fsync(self._list.fileno())


def digest_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _cut_torn_line(path: Path) -> None:
    if not path.exists():
        return
    whole = path.read_bytes()
    kept = whole.rfind(b"\n") + 1
    if kept < len(whole):
        with path.open("r+b") as file:
            file.truncate(kept)


def _flush_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
