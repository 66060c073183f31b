"""The folder of the nights: a night appears whole or not at all, and is never changed."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

FOLDER = "open-data"
MANIFEST = "manifest.json"
NIGHTS_KEPT = 14
_DAY = re.compile(r"^\d{4}-\d{2}-\d{2}$")
_DRAFT = ".draft-"


@dataclass(frozen=True, slots=True)
class File:
    name: str
    bytes: int
    sha256: str
    media_type: str


@dataclass(frozen=True, slots=True)
class Written:
    """One set of a night, in its two forms."""

    name: str
    title: str
    lines: int
    columns: Sequence[tuple[str, str]]
    files: Sequence[File]


@dataclass(frozen=True, slots=True)
class Night:
    """``day``: the name of its folder."""

    day: str
    made_at: datetime
    sets: Sequence[Written]

    def file(self, name: str) -> File | None:
        return next((each for one in self.sets for each in one.files if each.name == name), None)


class Nights:
    def __init__(self, data_dir: Path) -> None:
        self.root = data_dir / FOLDER

    def days(self) -> list[str]:
        """The newest first."""
        if not self.root.is_dir():
            return []
        found = [each.name for each in self.root.iterdir() if _DAY.match(each.name)]
        return sorted(found, reverse=True)

    def begin(self, day: date) -> Path | None:
        """An empty folder to write into; None where this night was written already. What a killed writer left goes."""
        if (self.root / day.isoformat()).exists():
            return None
        self.root.mkdir(parents=True, exist_ok=True)
        for left in self.root.glob(f"{_DRAFT}*"):
            shutil.rmtree(left, ignore_errors=True)
        draft = self.root / f"{_DRAFT}{day.isoformat()}-{os.getpid()}"
        draft.mkdir()
        return draft

    def publish(self, draft: Path, day: date) -> None:
        """All files reach the disk before the night has its name. The oldest nights go."""
        for each in draft.iterdir():
            each.chmod(0o644)
            _sync(each)
        _sync(draft)
        draft.rename(self.root / day.isoformat())
        _sync(self.root)
        for old in self.days()[NIGHTS_KEPT:]:
            shutil.rmtree(self.root / old, ignore_errors=True)

    def manifest(self, day: str) -> bytes | None:
        path = self.root / day / MANIFEST
        return path.read_bytes() if _DAY.match(day) and path.is_file() else None

    def night(self, day: str) -> Night | None:
        content = self.manifest(day)
        return _read(day, json.loads(content)) if content else None

    def newest(self) -> Night | None:
        return next((found for day in self.days() if (found := self.night(day))), None)


def _read(day: str, told: dict[str, Any]) -> Night:
    sets = [
        Written(
            name=each["name"],
            title=each["title"],
            lines=each["lines"],
            columns=[(one["name"], one["type"]) for one in each["columns"]],
            files=[File(**one) for one in each["files"]],
        )
        for each in told["datasets"]
    ]
    return Night(day, datetime.fromisoformat(told["made_at"]), sets)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
