"""Attachments as a value that the package owning what they are attached to asks for in one statement with its own rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from hearing_state.files.queries import COLUMNS, stored_from
from hearing_state.files.visibility import StoredFile

_NAMES = tuple(name.strip() for name in COLUMNS.split(","))


def attached_among(abouts: str) -> str:
    """SQL: the files of several things, in the order in which they were attached; ``abouts``: an expression, an array of
    references. Whether the reader may see them the asking package has to find. For ``read_attached``.
    """
    return f"ARRAY(SELECT ROW({COLUMNS}) FROM files_attachment WHERE attached_to = ANY ({abouts}) ORDER BY attached_at, id)"


def read_attached(found: Iterable[Sequence[Any]]) -> dict[str, list[StoredFile]]:
    """By what they are attached to."""
    read: dict[str, list[StoredFile]] = {}
    for each in found:
        file = stored_from(dict(zip(_NAMES, each, strict=True)))
        read.setdefault(file.attached_to or "", []).append(file)
    return read
