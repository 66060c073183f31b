"""Somebody appointed to serve one meeting: for which task, in which languages, and the code by which she takes it up. Pure."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from hearing_state.errors import Fault

LANGUAGES = ("kk", "ru", "en")
MOST = 20
"""Appointed for one meeting at the same time."""
CODE_LASTS = timedelta(days=14)
_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
_CODE_LENGTH = 12


class Task(StrEnum):
    CAPTIONS = "captions"
    INTERPRETATION = "interpretation"


@dataclass(frozen=True, slots=True)
class Appointment:
    """``languages``: those that she writes, or into which she interprets. ``name``: as her office calls her; no page of the public says it."""

    id: UUID
    meeting_id: UUID
    task: Task
    languages: tuple[str, ...]
    name: str
    person_id: UUID | None = None
    accepted_at: datetime | None = None
    code_until: datetime | None = None

    @property
    def is_taken_up(self) -> bool:
        return self.accepted_at is not None


def new_code() -> str:
    """Fifty-nine random bits, read aloud or typed from paper: three groups of four, no letters that look alike."""
    letters = "".join(secrets.choice(_LETTERS) for _ in range(_CODE_LENGTH))
    return "-".join(letters[at : at + 4] for at in range(0, _CODE_LENGTH, 4))


def plain(code: str) -> str:
    """As it is compared: without case, spaces and hyphens.

    >>> plain(" abcd-2345 wxyz ")
    'ABCD2345WXYZ'
    """
    return "".join(each for each in code.upper() if each.isalnum())


def faults(task: Task, languages: tuple[str, ...]) -> list[Fault]:
    """What speaks against such an appointment."""
    if not languages:
        return [Fault("languages", "crew.no_language")]
    if len(set(languages)) != len(languages) or not set(languages) <= set(LANGUAGES):
        return [Fault("languages", "crew.no_such_language")]
    if task is Task.CAPTIONS and len(languages) > 1:
        return [Fault("languages", "crew.one_language")]
    return []
