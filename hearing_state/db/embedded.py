"""The bundled PostgreSQL: a foreground child of this process on a private socket, for trial and tests.

Production names its own server (``HS_DATABASE_URL``). Killing us with -9 stops the server; killing the server
with -9 loses nothing that was acknowledged: the next start recovers.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Self

from hearing_state.db.postgres_binaries import EmbeddedServerError, binaries, major_of
from hearing_state.db.unprivileged import in_child, servant_for

__all__ = ["EmbeddedServer", "EmbeddedServerError"]
LIKE_PRODUCTION = {"shared_buffers": "128MB", "max_connections": "100", "jit": "off"}
NOTHING_KEPT = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
SECONDS_TO_START = 30.0
SECONDS_TO_STOP = 20.0
STATE_LINE = 7  # of postmaster.pid: "starting", "ready"
STILL_DYING = "is still in use"  # children of a killed server live on for a moment and hold its memory


class EmbeddedServer:
    """One server over one folder. ``ephemeral``: nothing is synced, and the folder vanishes at the end."""

    def __init__(
        self, data: Path, *, ephemeral: bool = False, settings: Mapping[str, str] | None = None
    ) -> None:
        self.data = data.resolve()
        self.ephemeral = ephemeral
        self.settings = {**LIKE_PRODUCTION, **(settings or {}), **(NOTHING_KEPT if ephemeral else {})}
        self._cluster = self.data / "cluster"
        self._log = self.data / "server.log"
        # A socket's path may have 107 bytes at most: the data folder's own path is often too long.
        mark = hashlib.sha256(str(self.data).encode()).hexdigest()[:12]
        self.socket_dir = Path(tempfile.gettempdir()) / f"hearing-state-{os.geteuid()}-{mark}"
        self._lock: IO[str] | None = None
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> Self:
        """Starts the server, making the cluster at first. Main thread only. Raises EmbeddedServerError."""
        if threading.current_thread() is not threading.main_thread():
            raise EmbeddedServerError("The embedded PostgreSQL must be started in the main thread.")
        self._claim_folder()
        try:
            self._prepare()
            self._wait_for_predecessor()
            self._launch()
        except BaseException:
            shutil.rmtree(self.socket_dir, ignore_errors=True)
            self._release_folder()
            raise
        return self

    def stop(self) -> None:
        """A fast, clean stop; an ephemeral server leaves nothing behind."""
        if self._process and self._process.poll() is None:
            self._process.send_signal(signal.SIGINT)
            try:
                self._process.wait(SECONDS_TO_STOP)
            except subprocess.TimeoutExpired:
                self._process.send_signal(signal.SIGQUIT)
                self._process.wait(SECONDS_TO_STOP)
        self._process = None
        self._release_folder()
        shutil.rmtree(self.socket_dir, ignore_errors=True)
        if self.ephemeral:
            shutil.rmtree(self.data, ignore_errors=True)

    def is_running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def revive(self) -> None:
        """Starts a server that died under us again; the folder stays ours all the while. Main thread only."""
        if not self.is_running():
            self._wait_for_predecessor()
            self._launch()

    @property
    def pid(self) -> int:
        if self._process is None:
            raise EmbeddedServerError("The embedded PostgreSQL is not running.")
        return self._process.pid

    def dsn(self, database: str = "postgres") -> str:
        return f"postgres://postgres@/{database}?host={self.socket_dir}"

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _claim_folder(self) -> None:
        self.data.mkdir(parents=True, exist_ok=True)
        lock = (self.data / "owner.lock").open("w")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.close()
            raise EmbeddedServerError(
                f"Another process already runs the database in {self.data}. Stop it or name another folder."
            ) from None
        self._lock = lock

    def _release_folder(self) -> None:
        if self._lock:
            self._lock.close()
            self._lock = None

    def _prepare(self) -> None:
        self._bin = binaries()
        self._servant = servant_for(self._bin, self.data)
        for folder in (self._cluster, self.socket_dir):
            folder.mkdir(mode=0o700, exist_ok=True)
            mine = {os.geteuid(), self._servant.uid if self._servant else os.geteuid()}
            if folder.is_symlink() or folder.stat().st_uid not in mine:
                raise EmbeddedServerError(f"{folder} belongs to somebody else.")
            if self._servant:
                self._servant.owns(folder)
        self._check_major()
        if not (self._cluster / "PG_VERSION").exists():
            self._make_cluster()

    def _check_major(self) -> None:
        record = self._cluster / "PG_VERSION"
        written = int(record.read_text(encoding="ascii")) if record.exists() else None
        present = major_of(self._bin)
        if written is not None and written != present:
            raise EmbeddedServerError(
                f"The data in {self.data} are of PostgreSQL {written}, but the program here is {present}. "
                f"Name the programs of {written} with PG_BIN, or dump with them and restore elsewhere."
            )

    def _make_cluster(self) -> None:
        # With LC_CTYPE=C pg_trgm sees no Cyrillic letters at all; the built-in C.UTF-8 sorts by code point.
        arguments = [
            *("-D", str(self._cluster), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-instructions"),
            *("--lc-collate=C", "--lc-ctype=C.UTF-8", "--data-checksums"),
        ]
        if major_of(self._bin) >= 17:  # noqa: PLR2004 - the first major with the built-in locale
            arguments += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        if self.ephemeral:
            arguments.append("--no-sync")
        made = subprocess.run(  # noqa: S603 - our own path
            [self._bin / "initdb", *arguments],
            check=False,
            capture_output=True,
            text=True,
            cwd="/",
            preexec_fn=in_child(self._servant),
        )
        if made.returncode:
            shutil.rmtree(self._cluster, ignore_errors=True)
            raise EmbeddedServerError(f"initdb failed: {made.stderr.strip()[-800:]}")

    def _wait_for_predecessor(self) -> None:
        """A server whose parent was killed needs a second to stop by itself."""
        until = time.monotonic() + SECONDS_TO_STOP
        while (pid := self._told_pid()) and _alive(pid) and time.monotonic() < until:
            time.sleep(0.02)

    def _launch(self) -> None:
        until = time.monotonic() + SECONDS_TO_START
        while True:
            mark = self._log.stat().st_size if self._log.exists() else 0
            self._spawn()
            if self._became_ready(until):
                return
            said = self._log.read_bytes()[mark:].decode(errors="replace").strip()
            if STILL_DYING not in said or time.monotonic() > until:
                raise EmbeddedServerError(f"The embedded PostgreSQL did not start:\n{said[-1500:]}")
            time.sleep(0.1)

    def _spawn(self) -> None:
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": str(self.socket_dir),
            "unix_socket_permissions": "0700",
            **self.settings,
        }
        flags = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(  # noqa: S603 - our own path
                [self._bin / "postgres", "-D", str(self._cluster), *flags],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd="/",
                preexec_fn=in_child(self._servant),  # noqa: PLW1509 - main thread only, see start()
            )

    def _became_ready(self, until: float) -> bool:
        while self.is_running():
            # The file of a crashed server says "ready" too: only our own child's word counts.
            if self._told_pid() == self.pid and self._told_state() == "ready":
                return True
            if time.monotonic() > until:
                self._process.kill() if self._process else None
                return False
            time.sleep(0.01)
        return False

    def _told(self) -> list[str]:
        try:
            return (self._cluster / "postmaster.pid").read_text(encoding="utf-8").splitlines()
        except OSError:
            return []

    def _told_pid(self) -> int | None:
        told = self._told()
        return int(told[0]) if told and told[0].isdigit() else None

    def _told_state(self) -> str:
        told = self._told()
        return told[STATE_LINE].strip() if len(told) > STATE_LINE else ""


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return _is_postgres(pid)


def _is_postgres(pid: int) -> bool:
    """A number may have passed to a stranger after a restart of the computer."""
    try:
        return b"postgres" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return True
