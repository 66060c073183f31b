"""Who sees an attached file is decided by the package that owns what it is attached to, not here."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.files.kinds import MEDIA_TYPES, PICTURES, Kind


@dataclass(frozen=True)
class StoredFile:
    """An attachment as others see it. ``attached_to`` is the public reference of the thing, or None."""

    id: UUID
    digest: str
    kind: Kind
    size: int
    name: str
    stored_at: datetime
    attached_to: str | None = None
    owner_id: UUID | None = None

    @property
    def media_type(self) -> str:
        return MEDIA_TYPES[self.kind]

    @property
    def is_picture(self) -> bool:
        return self.kind in PICTURES

    @property
    def is_video(self) -> bool:
        return self.kind is Kind.MP4


Asked = Callable[[Context, StoredFile], Awaitable[bool]]
Handed = Callable[[Context, StoredFile], Awaitable[None]]
_asked: dict[str, Asked] = {}
_handed: dict[str, Handed] = {}


def register_visibility(letter: str, asked: Asked, handed: Handed | None = None) -> None:
    """``letter`` begins the references of a package's things (``Q`` of Q-2026-000017); ``asked`` says whether this
    reader may see this file. A letter that nobody registered is seen by nobody. ``handed`` hears of each file before it is handed out.
    """
    known = _asked.setdefault(letter, asked)
    if known is not asked:
        raise ValueError(f"the files of {letter} have two owners")
    if handed is not None:
        _handed[letter] = handed


async def hand_out(context: Context, file: StoredFile) -> None:
    """By the page that hands it out, before it does: the package that owns the thing may have to record who reads it."""
    handed = _handed.get((file.attached_to or "").partition("-")[0])
    if handed is not None:
        await handed(context, file)


async def is_visible(context: Context, file: StoredFile) -> bool:
    asked = _asked.get((file.attached_to or "").partition("-")[0])
    return asked is not None and await asked(context, file)
