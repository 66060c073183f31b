"""The house gathers everything about one person into a file, and writes to her that it is there."""

from __future__ import annotations

import asyncio
from uuid import UUID

from hearing_state.actions import Context, Wish, action, by_law
from hearing_state.errors import NotFound
from hearing_state.notifications.actions.notify import Notify, notify
from hearing_state.privacy.gathering import gathered
from hearing_state.privacy.models import ExportRow
from hearing_state.privacy.packing import packed
from hearing_state.privacy.queries import path_of
from hearing_state.privacy.terms import EXPORT_LIES


class MakeExport(Wish):
    export: UUID


@action("privacy.make_export", entry="privacy.export_made", public=False)
async def make_export(context: Context, wish: MakeExport) -> None:
    """Done again after a crash it writes the same file anew. Raises NotFound where the wish is gone."""
    row = await ExportRow.get_or_none(id=wish.export)
    if row is None:
        raise NotFound("privacy.no_export")
    own = await gathered(context, row.person_id)
    path = path_of(context, row.id)
    row.size = await asyncio.to_thread(packed, path, own, row.locale)
    row.made_at, row.until_at = context.now, context.now + EXPORT_LIES
    await row.save()
    context.record("privacy.export_made", f"export:{row.id}")
    letter = Notify(
        person_id=row.person_id,
        template="privacy/export_ready",
        about=f"export:{row.id}",
        values={"path": "/me/data", "due_on": row.until_at.date().isoformat()},
    )
    await by_law(context, notify, letter)
