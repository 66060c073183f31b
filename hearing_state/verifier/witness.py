"""A witness of logs (c2sp.org/tlog-witness): cosigns only a head that extends what it saw last, and remembers before it answers.

Meant to run in another house than the log's: who rewrites the log, or shows two people two of them, needs this key as well.
"""

from __future__ import annotations

import base64
import fcntl
import hashlib
import json
import os
import secrets
import threading
from collections.abc import Callable
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from hearing_state.verifier.growth import grew
from hearing_state.verifier.notes import COSIGNS, CheckFailedError, Checkpoint, Key, cosignature_line

PROOF_LINES_MAX = 63
_HASH_BYTES, _SEED_BYTES = 32, 32
Seen = tuple[int, bytes]
_NOTHING: Seen = (0, b"")


class RefusedError(Exception):
    """What is not cosigned. ``status`` as the protocol has it; ``seen``: the size last cosigned, where the asker must know it."""

    def __init__(self, status: int, why: str, seen: int | None = None) -> None:
        super().__init__(why)
        self.status, self.seen = status, seen


class Witness:
    """One key, some logs, one folder. ``now`` gives Unix time in whole seconds."""

    def __init__(self, folder: Path, name: str, logs: list[Key], now: Callable[[], int]) -> None:
        """OSError: another process is this witness already. ValueError: the key in the folder has another name."""
        folder.mkdir(parents=True, exist_ok=True)
        self._folder, self._logs, self._now = folder, logs, now
        self._held = (folder / ".lock").open("w")
        try:
            fcntl.flock(self._held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            self._held.close()
            raise
        self._secret = _secret_in(folder, name)
        self.key = Key(name, COSIGNS, self._secret.public_key().public_bytes_raw())
        self._one_at_a_time = threading.Lock()

    def close(self) -> None:
        self._held.close()

    def add_checkpoint(self, body: bytes) -> str:
        """The cosignature line for a request of the protocol. RefusedError; OSError: it could not be remembered, so it is not said."""
        old, proof, offered = _read(body)
        self._must_be_signed(offered)
        if old > offered.size:
            raise RefusedError(400, "the old size is larger than the checkpoint's")
        with self._one_at_a_time:
            size, root = self._seen(offered.origin)
            if old != size:
                raise RefusedError(409, "another size was cosigned last", size)
            if old == offered.size and old and root != offered.root:
                raise RefusedError(409, "another root of this size was cosigned", size)
            if not grew(old, root, offered.size, offered.root, proof):
                raise RefusedError(422, "the checkpoint is not shown to extend the one cosigned last")
            self._remember(offered)
            return cosignature_line(self.key.name, self._secret, offered.text, self._now())

    def _must_be_signed(self, offered: Checkpoint) -> None:
        keys = [key for key in self._logs if key.name == offered.origin]
        if not keys:
            raise RefusedError(404, "not a log of this witness")
        try:
            is_signed = any(offered.signed_by(key) for key in keys)
        except CheckFailedError as fault:
            raise RefusedError(403, str(fault)) from fault
        if not is_signed:
            raise RefusedError(403, "the log's key has not signed")

    def _file(self, origin: str) -> Path:
        return self._folder / f"{hashlib.sha256(origin.encode()).hexdigest()}.json"

    def _seen(self, origin: str) -> Seen:
        try:
            kept = json.loads(self._file(origin).read_bytes())
        except FileNotFoundError:
            return _NOTHING
        return kept["size"], bytes.fromhex(kept["root"])

    def _remember(self, offered: Checkpoint) -> None:
        """On the disk, whole, before anybody hears of it."""
        kept = {"origin": offered.origin, "size": offered.size, "root": offered.root.hex()}
        _put(self._file(offered.origin), json.dumps(kept).encode(), 0o644)


def _read(body: bytes) -> tuple[int, list[bytes], Checkpoint]:
    above, _gap, note = body.partition(b"\n\n")
    try:
        first, *lines = above.decode("ascii").split("\n")
        old = _size(first.removeprefix("old ")) if first.startswith("old ") else -1
        proof = [base64.b64decode(line, validate=True) for line in lines]
        offered = Checkpoint.read(note)
    except (ValueError, CheckFailedError) as fault:
        raise RefusedError(400, "the request cannot be read") from fault
    if old < 0 or len(proof) > PROOF_LINES_MAX or any(len(each) != _HASH_BYTES for each in proof):
        raise RefusedError(400, "the request cannot be read")
    return old, proof, offered


def _size(text: str) -> int:
    """-1: not a size as the protocol writes it."""
    return int(text) if text.isdigit() and str(int(text)) == text else -1


def _secret_in(folder: Path, name: str) -> Ed25519PrivateKey:
    """The key of the folder, made at the first start."""
    path = folder / "key"
    if not path.exists():
        _put(path, f"{name}\n{secrets.token_bytes(_SEED_BYTES).hex()}\n".encode(), 0o600)
    kept, seed = path.read_text(encoding="utf-8").split()
    if kept != name:
        raise ValueError(f"the key in {folder} is called {kept}")
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(seed))


def _put(path: Path, content: bytes, mode: int) -> None:
    draft = path.with_name(f".{path.name}.new")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
