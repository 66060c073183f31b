"""Files that belong to a petition: seen with its words, hidden with them."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.errors import Invalid, NotFound
from hearing_state.files import queries as files
from hearing_state.files.actions.attach import Attach, attach
from hearing_state.files.visibility import StoredFile
from petitions.drafting.attachments import FIELD, allowances
from petitions.drafting.models import PetitionRow
from petitions.drafting.queries import may_see_hidden


async def may_see(context: Context, file: StoredFile) -> bool:
    """Before the check a petition is read by its direct link; a file's address is as little guessed, and stands on that page alone."""
    row = await PetitionRow.get_or_none(ref=file.attached_to)
    return row is not None and (not row.is_hidden or may_see_hidden(context, row))


async def papers(context: Context, row: PetitionRow) -> Sequence[StoredFile]:
    """Those that this reader may see."""
    return await files.attached(context, row.ref)


async def lay_beside(context: Context, ref: str, chosen: Sequence[UUID]) -> None:
    """The author's own files, of the kinds that a petition takes. Raises Invalid."""
    allowance = allowances()["petition"]
    if len(chosen) > allowance.files:
        raise Invalid("file.too_many", field=FIELD, maximum=allowance.files)
    for each in chosen:
        try:
            found = await files.file(context, each)
        except NotFound as gone:
            raise Invalid("petition.file_gone", field=FIELD) from gone
        if found.kind not in allowance.kinds:
            raise Invalid("petition.file_kind", field=FIELD, kinds=allowance.accept.replace(",", " "))
        await attach(context, Attach(file=each, to=ref))


async def still_there(context: Context, chosen: Sequence[UUID]) -> list[StoredFile]:
    """A draft's files: what was never attached goes after two days."""
    found = []
    for each in chosen:
        try:
            found.append(await files.file(context, each))
        except NotFound:
            continue
    return found
