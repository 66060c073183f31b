"""The folder of a published log: files appear whole or not at all, and a checkpoint never before its tiles."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hearing_state.ledger.merkle import Hash
from hearing_state.ledger.notes import Head, Note, Signer
from hearing_state.ledger.tiles import WIDTH, Tree, bundle_path, grown, unbundled

CHECKPOINT = "checkpoint"
_LOCK = ".lock"


class HeadMismatchError(Exception):
    """The folder and the database tell different histories: nothing is signed until a person has looked."""


def put(root: Path, name: str, content: bytes) -> None:
    """Write a file so that after any crash there is the old one or the new one (temporary name, fsync, rename, fsync)."""
    path = root / name
    _make_folders(root, path.parent)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with draft.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.chmod(0o644)
        draft.replace(path)
    except OSError:
        draft.unlink(missing_ok=True)
        raise
    sync(path.parent)


def _make_folders(root: Path, folder: Path) -> None:
    if folder.is_dir():
        return
    if folder != root:
        _make_folders(root, folder.parent)
    folder.mkdir(parents=folder == root, exist_ok=True)
    sync(folder.parent)


def sync(folder: Path) -> None:
    """What was named in this folder keeps its name when the power goes."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


class LogFolder:
    """One log in one folder, written by whoever holds its lock."""

    def __init__(self, root: Path, signer: Signer) -> None:
        self.root = root
        self._signer = signer

    @contextmanager
    def held(self) -> Iterator[bool]:
        """Whether we alone write now; False: another process of this machine does."""
        self.root.mkdir(parents=True, exist_ok=True)
        with (self.root / _LOCK).open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                yield False
                return
            yield True

    def read(self, name: str) -> bytes:
        return (self.root / name).read_bytes()

    def head(self) -> Head | None:
        """The signed head, None before the first. BadNoteError: not signed by our key."""
        try:
            note = Note.parse(self.read(CHECKPOINT))
        except FileNotFoundError:
            return None
        if note.signature_of(self._signer.verifier) is None:
            raise HeadMismatchError("the checkpoint is signed by another key")
        return Head.parse(note.text)

    def root_at(self, size: int) -> Hash:
        return Tree(size, self.read).root()

    def append(self, size: int, entries: list[bytes]) -> Head:
        """Add entries after the first ``size`` and sign. Doing it again with the same entries changes nothing.

        OSError: the disk refused; the last head and its tiles are whole, and the next try mends the rest.
        """
        signed = self.head()
        before = unbundled(self.read(bundle_path(size // WIDTH, size % WIDTH))) if size % WIDTH else []
        for name, content in grown(size, before, entries, self.read):
            put(self.root, name, content)
        made = Head(self._signer.name, size + len(entries), self.root_at(size + len(entries)))
        if signed is not None and made.size < signed.size:
            return made  # on the way back to what was signed, after files were lost
        self._refuse_another_history(signed, made)
        text = made.text
        put(self.root, CHECKPOINT, str(Note(text, (self._signer.line(text),))).encode())
        return made

    def _refuse_another_history(self, signed: Head | None, made: Head) -> None:
        if signed is None or signed.size == 0:
            return
        if signed.origin != made.origin:
            raise HeadMismatchError("the folder holds another log")
        if Tree(made.size, self.read).root_of_beginning(signed.size) != signed.root:
            raise HeadMismatchError(f"the first {signed.size} entries are not those that were signed")
