"""Starting PostgreSQL as somebody else: it refuses to run as root."""

from __future__ import annotations

import ctypes
import os
import pwd
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from hearing_state.db.postgres_binaries import EmbeddedServerError

CLONE_NEWUSER = 0x10000000
PR_SET_PDEATHSIG = 1
CANDIDATES = ("postgres", "nobody")
_libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


@dataclass(frozen=True)
class Servant:
    """Who the server runs as. ``apart``: inside a user namespace, where root's files stay root's."""

    uid: int
    gid: int
    apart: bool

    def owns(self, path: Path) -> None:
        if not self.apart:
            os.chown(path, self.uid, self.gid)


def servant_for(*paths: Path) -> Servant | None:
    """None for a plain user; for root, an unprivileged user who can reach the paths."""
    if os.geteuid() != 0:
        return None
    for name in CANDIDATES:
        try:
            found = pwd.getpwnam(name)
        except KeyError:
            continue
        reachable = all(_reaches(found.pw_uid, path) for path in paths)
        return Servant(found.pw_uid, found.pw_gid, apart=not reachable)
    raise EmbeddedServerError(
        "PostgreSQL does not run as root, and there is no user postgres or nobody to run it as."
    )


def _reaches(uid: int, path: Path) -> bool:
    """Whether the user can walk down to the path: below root's home or a private folder it cannot."""
    for step in (path, *path.parents):
        if step.exists():
            about = step.stat()
            if not (about.st_mode & 0o001 or (about.st_uid == uid and about.st_mode & 0o100)):
                return False
    return True


def in_child(servant: Servant | None) -> Callable[[], None]:
    """What happens in the child between fork and exec: own session, other user, the wish to die with us."""
    parent = os.getpid()

    def prepare() -> None:
        os.setsid()  # Ctrl-C in the terminal reaches us and not the server
        if servant and servant.apart:
            _enter_namespace(servant)
        elif servant:
            os.setgroups([])
            os.setgid(servant.gid)
            os.setuid(servant.uid)
        os.umask(0o077)
        if _libc:
            # The server stops (fast shutdown) even if we are killed with -9. Setting it after setuid matters:
            # a change of user clears it. It follows the thread that forked, hence "main thread only".
            _libc.prctl(PR_SET_PDEATHSIG, signal.SIGINT)
            if os.getppid() != parent:
                os._exit(1)

    return prepare


def _enter_namespace(servant: Servant) -> None:
    if _libc is None or _libc.unshare(CLONE_NEWUSER):
        raise OSError(ctypes.get_errno(), "unshare")
    for name, mapping in (
        ("setgroups", "deny"),
        ("uid_map", f"{servant.uid} 0 1"),
        ("gid_map", f"{servant.gid} 0 1"),
    ):
        Path(f"/proc/self/{name}").write_text(mapping, encoding="ascii")
