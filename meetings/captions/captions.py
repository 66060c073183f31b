"""What a caption is, how long it may be mended, and how the whole of a meeting is put into words that do not change. Pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

LANGUAGES = ("kk", "ru", "en")
TEXT_MAX = 240
"""Three lines of a wall screen."""
SHOWN = 4
"""Lines that the hall shows; what came before stands on the page of all captions."""
MENDED_WITHIN = timedelta(minutes=10)
CLOSED_AFTER = timedelta(minutes=60)
"""After the meeting's end: from then on no caption changes, and the public log holds their digest."""


class Source(StrEnum):
    TYPED = "typed"
    MACHINE = "machine"


@dataclass(frozen=True, slots=True)
class Line:
    """``number`` counts all captions of the house; within a meeting and a language it only grows. ``text`` is empty where it was taken back."""

    number: int
    language: str
    text: str
    said_at: datetime
    source: Source = Source.TYPED
    mended_at: datetime | None = None

    @property
    def is_taken_back(self) -> bool:
        return not self.text

    def may_be_mended(self, now: datetime) -> bool:
        return now - self.said_at <= MENDED_WITHIN


def tidied(text: str) -> str:
    """One line, without doubled spaces.

    >>> tidied("  Су   келді,   рақмет. ")
    'Су келді, рақмет.'
    """
    return " ".join(text.split())


def digest(lines: Iterable[Line]) -> str:
    """SHA-256 of moment and words of every caption in order: if one letter were changed, another would come out."""
    told = [[each.said_at.isoformat(), each.source.value, each.text] for each in lines]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()
