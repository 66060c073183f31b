"""Write one night: every set as comma-separated values and as JSON lines, with a manifest that says what they are."""

from __future__ import annotations

import asyncio
import csv
import gzip
import hashlib
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.db import rows
from hearing_state.open_data.datasets import LICENCE, Column, Dataset, datasets
from hearing_state.open_data.shelf import MANIFEST, File, Nights, Written
from hearing_state.web.spreadsheet import neutral

AT_ONCE = 1_000
FORMAT = 1
_FIRST = UUID(int=0)
_FORMS = {"csv.gz": "text/csv", "jsonl.gz": "application/jsonl"}


async def write(context: Context) -> bool:
    """The public things as they stand now. False where this night lies there already: done once, however often it is asked."""
    nights = Nights(context.settings.data_dir)
    draft = await asyncio.to_thread(nights.begin, context.today)
    if draft is None:
        return False
    sets = [await _set(context, draft, each) for each in datasets()]
    (draft / MANIFEST).write_text(_manifest(context.now, sets))
    await asyncio.to_thread(nights.publish, draft, context.today)
    return True


async def _set(context: Context, draft: Path, dataset: Dataset) -> Written:
    names = [each.name for each in dataset.columns]
    pen = _Pen(draft, dataset.name, names)
    after, lines = _FIRST, 0
    while found := await rows(dataset.sql, after, context.now, AT_ONCE):
        after, lines = found[-1]["key"], lines + len(found)
        await asyncio.to_thread(pen.add, [[_plain(each[name]) for name in names] for each in found])
    files = await asyncio.to_thread(pen.done)
    return Written(dataset.name, dataset.title, lines, _described(dataset.columns), files)


def _described(columns: Sequence[Column]) -> list[tuple[str, str]]:
    return [(each.name, each.type) for each in columns]


def _plain(value: Any) -> str | int | float | bool | None:
    """As both forms say it: instants and days by ISO 8601."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value if isinstance(value, int | float | bool) or value is None else str(value)


class _Pen:
    """Two compressed files, written line by line; the same lines give the same bytes."""

    def __init__(self, folder: Path, name: str, columns: Sequence[str]) -> None:
        self._columns = columns
        self._paths = {form: folder / f"{name}.{form}" for form in _FORMS}
        self._files = {form: path.open("wb") for form, path in self._paths.items()}
        self._packed = {form: gzip.GzipFile("", "wb", 6, file, mtime=0) for form, file in self._files.items()}
        self._put("csv.gz", _csv([list(columns)]))

    def add(self, lines: Sequence[Sequence[Any]]) -> None:
        self._put("csv.gz", _csv(lines))
        told = (dict(zip(self._columns, each, strict=True)) for each in lines)
        self._put("jsonl.gz", "".join(f"{json.dumps(each, ensure_ascii=False)}\n" for each in told))

    def done(self) -> list[File]:
        return [self._closed(form) for form in _FORMS]

    def _put(self, form: str, text: str) -> None:
        self._packed[form].write(text.encode())

    def _closed(self, form: str) -> File:
        self._packed[form].close()
        self._files[form].close()
        path = self._paths[form]
        with path.open("rb") as opened:
            digest = hashlib.file_digest(opened, "sha256").hexdigest()
        return File(path.name, path.stat().st_size, digest, _FORMS[form])


def _csv(lines: Sequence[Sequence[Any]]) -> str:
    written = io.StringIO(newline="")
    table = csv.writer(written, lineterminator="\r\n")
    table.writerows([neutral(cell) if isinstance(cell, str) else cell for cell in line] for line in lines)
    return written.getvalue()


def _manifest(made_at: datetime, sets: Sequence[Written]) -> str:
    told: Mapping[str, Any] = {
        "format": FORMAT,
        "made_at": made_at.isoformat(),
        "licence": LICENCE,
        "datasets": [
            {
                "name": each.name,
                "title": each.title,
                "lines": each.lines,
                "columns": [{"name": name, "type": kind} for name, kind in each.columns],
                "files": [asdict(one) for one in each.files],
            }
            for each in sets
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"
