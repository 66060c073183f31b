"""A message to or from those who help with sound, picture and pages. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

TEXT_MAX = 300
SHOWN = 40
KEPT = timedelta(days=7)
"""After the meeting's end: then nothing of it is left. It is no part of the meeting's record."""


@dataclass(frozen=True, slots=True)
class Message:
    """``name``: first name and initial; empty for the office, which ``is_office`` tells. A hidden one is shown to nobody but the office."""

    id: UUID
    name: str
    is_office: bool
    text: str
    said_at: datetime
    is_hidden: bool = False
    is_mine: bool = False
