"""Where in a recording something begins: items of the agenda, speeches, questions, promises. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class ChapterKind(StrEnum):
    ITEM = "item"
    SPEECH = "speech"
    QUESTION = "question"
    COMMITMENT = "commitment"


@dataclass(frozen=True, slots=True)
class Marked:
    """Something that happened at a moment of the meeting. ``ref``: of the question or the commitment."""

    kind: ChapterKind
    at: datetime
    title: str
    ref: str = ""


@dataclass(frozen=True, slots=True)
class Chapter:
    kind: ChapterKind
    second: int
    title: str
    ref: str = ""

    @property
    def clock(self) -> str:
        return clock_of(self.second)


def chapters(marked: Iterable[Marked], begun_at: datetime, seconds: float) -> list[Chapter]:
    """In order of time, an item before what is said in it. What lies outside the recording is left out."""
    order = list(ChapterKind)
    found = []
    for each in marked:
        second = int((each.at - begun_at).total_seconds())
        if 0 <= second < seconds:
            found.append(Chapter(each.kind, second, each.title, each.ref))
    return sorted(found, key=lambda each: (each.second, order.index(each.kind)))


def clock_of(second: float) -> str:
    """Hours, minutes, seconds.

    >>> clock_of(3725)
    '1:02:05'
    >>> clock_of(65.9)
    '1:05'
    """
    minutes, rest = divmod(int(second), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
