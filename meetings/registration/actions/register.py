"""Somebody will come, or join online. In a full hall she stands on the wait list and is told her place on it."""

from __future__ import annotations

from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from hearing_state.actions import Context, Wish, action
from hearing_state.errors import Invalid
from hearing_state.permissions import Role, Subject
from meetings.registration import held
from meetings.registration.entry import NOTE_MAX, Mode, Need, State, fitting
from meetings.registration.models import EntryRow
from meetings.schedule import lock
from meetings.schedule import queries as schedule
from meetings.schedule.meeting import Meeting


class Register(Wish):
    """``wishes``: what the organisers must provide for; ``note``: the same in her words, for them alone."""

    meeting: str = Field(max_length=20)
    mode: Mode
    wishes: tuple[Need, ...] = Field((), max_length=len(Need))
    note: str = Field("", max_length=NOTE_MAX)


class Registered(BaseModel):
    """``place``: on the wait list, from 1; 0 for who has a seat."""

    model_config = ConfigDict(frozen=True)

    entry: UUID
    state: State
    place: int


async def about(context: Context, wish: Register) -> Subject:
    return await schedule.subject(context, wish.meeting)


@action("registration.register", entry="registration.made", about=about, public=False)
async def register(context: Context, wish: Register) -> Registered:
    """Raises Conflict for a meeting that is not announced or has begun, and for who is registered already."""
    person_id = context.actor.person_id
    if person_id is None or Role.RESIDENT not in context.actor.roles:
        raise Invalid("registration.person_needed")
    meeting = await lock.hold(wish.meeting)
    return await come_in(context, meeting, person_id, wish.mode, wish.wishes, wish.note)


async def come_in(
    context: Context,
    meeting: Meeting,
    person_id: UUID,
    mode: Mode,
    wishes: tuple[Need, ...],
    note: str,
    *,
    by: UUID | None = None,
) -> Registered:
    """The meeting must be held by this transaction."""
    held.must_be_open(context, meeting)
    held.must_offer(meeting, mode)
    wanted = [each.value for each in fitting(mode, wishes)]
    entry = await held.enter(
        context, meeting, person_id, mode=mode.value, wishes=wanted, note=note, registered_by=by
    )
    await held.seat(context, meeting, untold={entry.id})
    context.record("registration.made", meeting.ref, mode=mode)
    return await confirmed(context, entry)


async def confirmed(context: Context, entry: EntryRow) -> Registered:
    """How it stands after the line has moved; the letter says the same."""
    await entry.refresh_from_db(fields=["state"])
    place = await held.place_of(entry.id)
    held.tell(context, "made", [entry.id], place=place)
    return Registered(entry=entry.id, state=State(entry.state), place=place)
