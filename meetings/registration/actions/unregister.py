"""Somebody will not come after all. Whoever waits longest gets the seat and is told, in the same transaction."""

from __future__ import annotations

from uuid import UUID

from hearing_state.actions import Context, Wish, action
from hearing_state.errors import NotFound
from hearing_state.people import queries as people
from hearing_state.permissions import Subject
from meetings.registration import held, queries
from meetings.registration.models import EntryRow


class Unregister(Wish):
    entry: UUID


async def about(context: Context, wish: Unregister) -> Subject:
    return await queries.entry_subject(context, wish.entry)


@action("registration.unregister", entry="registration.withdrawn", about=about, public=False)
async def unregister(context: Context, wish: Unregister) -> None:
    """What she wished for and wrote is forgotten at once: nobody needs it any more."""
    meeting, entry = await held.hold_entry(wish.entry)
    await _must_be_hers_or_stand_here(context, entry)
    held.must_be_open(context, meeting)
    held.step(entry, "withdraw")
    entry.line = None
    entry.withdrawn_at = context.now
    entry.wishes, entry.note = [], ""
    await entry.save()
    await held.seat(context, meeting)
    context.record("registration.withdrawn", meeting.ref, mode=entry.mode)


async def _must_be_hers_or_stand_here(context: Context, entry: EntryRow) -> None:
    """An operator acts only for a visitor who has come to her within the last day."""
    is_hers = entry.person_id is not None and entry.person_id == context.actor.person_id
    if not is_hers and (entry.person_id is None or not await people.has_come(context, entry.person_id)):
        raise NotFound("registration.not_found")
