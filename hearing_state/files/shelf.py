"""The shelf: contents kept by their digest in fan-out folders. A content is whole there or not at all."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

from hearing_state.clock import unix_milliseconds

_DIGEST = re.compile(r"^[0-9a-f]{64}$")
ORPHAN_SECONDS = 86_400
"""A content without a row is left alone for a day: its row may just be on its way to the commit."""


class Shelf:
    def __init__(self, data_dir: Path) -> None:
        self.root = data_dir / "files"

    def path(self, digest: str) -> Path:
        if not _DIGEST.match(digest):
            raise ValueError("a digest is 64 hexadecimal digits")
        return self.root / digest[:2] / digest[2:4] / digest

    def keep(self, content: bytes) -> str:
        """Write to a temporary name, fsync, rename, fsync the folder. Keeping twice renews the content's age."""
        digest = hashlib.sha256(content).hexdigest()
        path = self.path(digest)
        with contextlib.suppress(FileNotFoundError):
            os.utime(path)
            return digest
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".new-")
        try:
            with os.fdopen(handle, "wb") as opened:
                opened.write(content)
                opened.flush()
                os.fsync(opened.fileno())
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
        _fsync_folder(path.parent)
        return digest

    def aged(self, seconds: float = ORPHAN_SECONDS) -> Iterator[Path]:
        """Contents and left-over temporary files that are older than that."""
        before = unix_milliseconds() / 1000 - seconds
        if not self.root.is_dir():
            return
        for path in self.root.glob("??/??/*"):
            with contextlib.suppress(FileNotFoundError):
                if path.stat().st_mtime < before:
                    yield path


def _fsync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
