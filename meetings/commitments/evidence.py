"""Files that show what was done. Like the promise itself they are public."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.db import value
from hearing_state.files.actions.attach import Attach, attach
from hearing_state.files.visibility import StoredFile

FILES_MAX = 5


def thing(ref: str, number: int) -> str:
    """What the files of one event are attached to: C-2026-000001:3."""
    return f"{ref}:{number}"


async def attach_to(context: Context, ref: str, number: int, files: Iterable[UUID]) -> None:
    for file in files:
        await attach(context, Attach(file=file, to=thing(ref, number)))


async def may_see_file(context: Context, file: StoredFile) -> bool:
    """Whatever was put forward as proof is for everybody."""
    del context
    ref = (file.attached_to or "").partition(":")[0]
    return await value("SELECT 1 FROM commitments_commitment WHERE ref = $1", ref) is not None
