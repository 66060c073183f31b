"""The file of a head's statement: seen by everybody who sees the petition, for it comes with the published decision."""

from __future__ import annotations

from uuid import UUID

from hearing_state.actions import Context
from hearing_state.errors import NotFound
from hearing_state.files import queries as files
from hearing_state.files.visibility import StoredFile
from petitions.drafting import queries as drafting
from petitions.drafting.models import PetitionRow

LETTER = "PD"


def file_about(petition_id: UUID) -> str:
    return f"{LETTER}-{petition_id}"


async def may_see(context: Context, file: StoredFile) -> bool:
    try:
        row = await PetitionRow.get_or_none(id=UUID((file.attached_to or "").partition("-")[2]))
        return row is not None and await drafting.by_key(context, row.ref) is not None
    except (ValueError, NotFound):
        return False


async def file_of(context: Context, petition: PetitionRow) -> StoredFile | None:
    found = await files.attached(context, file_about(petition.id))
    return next(iter(found), None)
