"""A meeting's recording as it stands, and its files. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class State(StrEnum):
    """``made``: joined, nobody outside its office has it yet."""

    MADE = "made"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


MEDIA_TYPES = {
    "sound.webm": "audio/webm",
    "sound.m4a": "audio/mp4",
    "picture.webm": "video/webm",
    "picture.mp4": "video/mp4",
}
"""Every file that may be served, with its type."""


@dataclass(frozen=True, slots=True)
class File:
    name: str
    sha256: str

    @property
    def media_type(self) -> str:
        return MEDIA_TYPES[self.name]

    @property
    def is_picture(self) -> bool:
        return self.name.startswith("picture")


@dataclass(frozen=True, slots=True)
class Gap:
    """``start`` and ``seconds`` from the beginning of the recording: nothing of anybody is there."""

    start: float
    seconds: float


@dataclass(frozen=True, slots=True)
class Recording:
    id: UUID
    state: State
    folder: str
    begun_at: datetime
    seconds: float
    files: Sequence[File]
    gaps: Sequence[Gap]
    reason: str
    decided_at: datetime | None

    @property
    def is_published(self) -> bool:
        return self.state is State.PUBLISHED

    @property
    def pictures(self) -> list[File]:
        return [each for each in self.files if each.is_picture]

    @property
    def sounds(self) -> list[File]:
        return [each for each in self.files if not each.is_picture]

    def file(self, name: str) -> File | None:
        return next((each for each in self.files if each.name == name), None)
