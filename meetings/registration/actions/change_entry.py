"""Whoever is registered changes how she takes part, what she wishes for, or how many people her listening point expects."""

from __future__ import annotations

from uuid import UUID

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.errors import Conflict
from hearing_state.permissions import Subject
from meetings.registration import held, queries
from meetings.registration.actions.register import Registered, confirmed
from meetings.registration.entry import HEADCOUNT_MAX, LIVE, NOTE_MAX, Kind, Mode, Need, State, fitting
from meetings.registration.models import EntryRow
from meetings.schedule.meeting import Meeting


class ChangeEntry(Wish):
    """As it shall stand. ``mode`` of a person, ``headcount`` of a listening point; not given: as it is."""

    entry: UUID
    mode: Mode | None = None
    wishes: tuple[Need, ...] = Field((), max_length=len(Need))
    note: str = Field("", max_length=NOTE_MAX)
    headcount: int | None = Field(None, ge=1, le=HEADCOUNT_MAX)


async def about(context: Context, wish: ChangeEntry) -> Subject:
    return await queries.entry_subject(context, wish.entry)


@action("registration.change_entry", entry="registration.changed", about=about, public=False)
async def change_entry(context: Context, wish: ChangeEntry) -> Registered:
    """Who wants a seat in the hall only now stands at the end of the line; who leaves the hall makes room."""
    meeting, entry = await held.hold_entry(wish.entry)
    held.must_be_open(context, meeting)
    if entry.state not in LIVE:
        raise Conflict("registration.not_in_this_state")
    if entry.kind == Kind.POINT:
        entry.headcount = wish.headcount or entry.headcount
    has_moved = await _moved(context, meeting, entry, wish.mode)
    entry.wishes = [each.value for each in fitting(Mode(entry.mode), wish.wishes)]
    entry.note = wish.note
    await entry.save()
    context.record("registration.changed", meeting.ref, mode=entry.mode)
    if has_moved:
        await held.seat(context, meeting, untold={entry.id})
        return await confirmed(context, entry)
    return Registered(entry=entry.id, state=State(entry.state), place=await held.place_of(entry.id))


async def _moved(context: Context, meeting: Meeting, entry: EntryRow, mode: Mode | None) -> bool:
    if entry.kind == Kind.POINT or mode is None or mode == entry.mode:
        return False
    held.must_offer(meeting, mode)
    await held.put_into(context, meeting, entry, mode)
    return True
