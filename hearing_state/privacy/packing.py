"""Everything about one person as a ZIP: a page to read, a JSON file per table for machines, and her files."""

from __future__ import annotations

import json
import os
import tempfile
import zipfile
from pathlib import Path

from hearing_state.i18n import speaking
from hearing_state.privacy.gathering import Gathered
from hearing_state.web.rendering import environment

PAGE = "privacy/pages/export.html"


def packed(path: Path, own: Gathered, locale: str) -> int:
    """Written whole or not at all, readable by the house alone; its size in bytes."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    try:
        with os.fdopen(handle, "wb") as opened:
            with zipfile.ZipFile(opened, "w", zipfile.ZIP_DEFLATED) as archive:
                _fill(archive, own, locale)
            opened.flush()
            os.fsync(opened.fileno())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return path.stat().st_size


def _fill(archive: zipfile.ZipFile, own: Gathered, locale: str) -> None:
    archive.writestr("index.html", page(own, locale))
    for table, rows in own.tables:
        archive.writestr(f"tables/{table.name}.json", json.dumps(rows, ensure_ascii=False, indent=1))
    for each in own.files:
        if each.path.is_file():
            archive.write(each.path, f"files/{each.name}")


def page(own: Gathered, locale: str) -> str:
    """The same to read, in the person's language, without a line from elsewhere."""
    with speaking(locale):
        return environment().get_template(PAGE).render(own=own, language=locale)
