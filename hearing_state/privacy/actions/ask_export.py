"""Somebody wishes to take along everything that is kept about her."""

from __future__ import annotations

from uuid import UUID

from hearing_state.actions import Context, Wish, action
from hearing_state.db import value
from hearing_state.errors import Conflict
from hearing_state.people.queries import own_subject
from hearing_state.privacy.models import ExportRow
from hearing_state.privacy.terms import EXPORT_AGAIN

_RECENT = "SELECT 1 FROM privacy_export WHERE person_id = $1 AND asked_at > $2 LIMIT 1"


class AskExport(Wish):
    pass


@action("privacy.ask_export", entry="privacy.export_asked", about=own_subject, public=False)
async def ask_export(context: Context, wish: AskExport) -> UUID:
    """A job makes the file, and a letter says when it is there. Raises Conflict where one was asked for a moment ago."""
    del wish
    person_id = context.actor.person_id
    if await value(_RECENT, person_id, context.now - EXPORT_AGAIN):
        raise Conflict("privacy.export_asked_already")
    made = await ExportRow.create(person_id=person_id, locale=context.locale, asked_at=context.now)
    context.tell("privacy.export_asked", f"export:{made.id}", export=made.id)
    return made.id
