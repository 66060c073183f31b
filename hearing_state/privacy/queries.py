"""What somebody sees of her own wishes: her files, and whether she is to be erased."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from hearing_state.actions import Context, require
from hearing_state.db import row, rows
from hearing_state.errors import NotFound
from hearing_state.people.queries import own_subject
from hearing_state.privacy.emptying import lingering
from hearing_state.privacy.terms import COOLING
from hearing_state.retention import RETENTION

FOLDER = "exports"
_EXPORTS = """
SELECT id, asked_at, made_at, until_at, size FROM privacy_export
 WHERE person_id = $1 AND (until_at IS NULL OR until_at > $2) ORDER BY asked_at DESC
"""
_ONE = "SELECT id, asked_at, made_at, until_at, size FROM privacy_export WHERE id = $1 AND person_id = $2 AND until_at > $3"
_ERASURE = """
SELECT due_at FROM privacy_erasure WHERE person_id = $1 AND undone_at IS NULL AND erased_at IS NULL ORDER BY asked_at DESC LIMIT 1
"""
_DUE = """
SELECT id FROM privacy_erasure WHERE undone_at IS NULL AND erased_at IS NULL AND due_at <= $1 ORDER BY due_at, id LIMIT 100
"""
_LINGERING = (
    "SELECT id FROM privacy_erasure WHERE erased_at IS NOT NULL AND lingering > 0 ORDER BY id LIMIT 1000"
)


@dataclass(frozen=True)
class Export:
    """A file with everything about its owner, or the wish for one."""

    id: UUID
    asked_at: datetime
    made_at: datetime | None
    until_at: datetime | None
    size: int


@dataclass(frozen=True)
class Own:
    """The page of one's own data: the files, the day of erasure where one is wished, and which laws keep something for now."""

    exports: Sequence[Export]
    erased_at: datetime | None
    laws: Sequence[str]
    cooling: timedelta = COOLING


async def own(context: Context) -> Own:
    """Raises SignInNeeded, Forbidden for staff."""
    subject = await own_subject(context, None)
    require(context, "privacy.see_own", subject)
    found = await rows(_EXPORTS, subject.owner, context.now)
    erasure = await row(_ERASURE, subject.owner)
    return Own(
        [Export(**each) for each in found], erasure["due_at"] if erasure else None, await _laws(subject.owner)
    )


async def _laws(person_id: UUID | None) -> Sequence[str]:
    """What would stay of this person if she were erased now, by the articles that want it."""
    found = [each.law for each in RETENTION.tables if await lingering(each, person_id)]
    return list(dict.fromkeys(each for each in found if each))


async def download(context: Context, export_id: str) -> tuple[Export, Path]:
    """A file of one's own and where it lies. Raises NotFound, also for the files of others."""
    subject = await own_subject(context, None)
    require(context, "privacy.see_own", subject)
    try:
        wanted = UUID(export_id)
    except ValueError:
        raise NotFound("privacy.no_export") from None
    found = await row(_ONE, wanted, subject.owner, context.now)
    path = path_of(context, wanted)
    if found is None or not path.is_file():
        raise NotFound("privacy.no_export")
    return Export(**found), path


def path_of(context: Context, export_id: UUID) -> Path:
    """Where the file of an export lies."""
    return context.settings.data_dir / FOLDER / f"{export_id}.zip"


async def due_erasures(context: Context) -> Sequence[UUID]:
    """Wishes that were not taken back in time."""
    return [each["id"] for each in await rows(_DUE, context.now)]


async def lingering_erasures(_context: Context) -> Sequence[UUID]:
    """Erasures of which the law kept something: perhaps no longer."""
    return [each["id"] for each in await rows(_LINGERING)]
