"""The log's key: made at the first start, kept in a file that only the house reads. There is no default key to refuse."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from hearing_state.ledger.folder import sync
from hearing_state.ledger.notes import KEY_BYTES, Signer


def signer_in(folder: Path, origin: str) -> Signer:
    """The key of the file ``key``: its name and its seed. Made with the name ``origin`` where there is none.

    The name stays as it was made: an origin is a log's name for ever, whatever the site is called later.
    """
    path = folder / "key"
    folder.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        _make(path, f"{origin}\n{secrets.token_bytes(KEY_BYTES).hex()}\n")
    name, seed = path.read_text(encoding="utf-8").split()
    return Signer(name, bytes.fromhex(seed))


def _make(path: Path, content: str) -> None:
    """Whole or not at all, and the first of several processes wins (a hard link refuses to replace)."""
    draft = path.with_name(f".key.{secrets.token_hex(8)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        path.hardlink_to(draft)
    except FileExistsError:
        return
    finally:
        draft.unlink()
    for folder in (path.parent, path.parent.parent):
        sync(folder)  # before anything is signed: a log whose key went with the power could never grow again
