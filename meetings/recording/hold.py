"""One writer at a time in the folder of a recording, whichever process it is. The kernel lets go when its process dies."""

from __future__ import annotations

import fcntl
from pathlib import Path
from typing import IO

_NAME = "held"


class Hold:
    """Taken by `take`; ``let_go`` ends it. All who write must see the same file system, and it must know ``flock``."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    @classmethod
    def take(cls, folder: Path) -> Hold | None:
        """None while another has it. OSError where the folder cannot be written."""
        folder.mkdir(parents=True, exist_ok=True, mode=0o750)
        file = (folder / _NAME).open("wb")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.close()
            return None
        except BaseException:
            file.close()
            raise
        return cls(file)

    def let_go(self) -> None:
        self._file.close()
