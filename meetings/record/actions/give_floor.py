"""Somebody gets the floor; whoever had it before has spoken."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from pydantic import AwareDatetime, Field
from tortoise.exceptions import IntegrityError

from hearing_state.actions import Context, Wish, action
from hearing_state.db import transaction, violated
from hearing_state.errors import Conflict, Invalid, NotFound
from hearing_state.i18n import local_name, pgettext
from hearing_state.ids import new_id
from hearing_state.permissions import Subject
from hearing_state.territories import queries as territories
from meetings.record import held, raised
from meetings.record.both import in_both
from meetings.record.floor_time import SpeakerKind, shortened
from meetings.record.models import AgendaItemRow, SpeechRow
from meetings.schedule import lock
from meetings.schedule import queries as schedule
from meetings.schedule.meeting import Meeting, State


class GiveFloor(Wish):
    """``post_*``: of an official or a guest. ``place``: where a resident is from; the ``name`` only with her ``consent``.

    ``started_at``, ``ended_at``: both, of a speech that is written down after the meeting.
    """

    meeting: str = Field(max_length=20)
    kind: SpeakerKind
    post_kk: str = Field("", max_length=200)
    post_ru: str = Field("", max_length=200)
    place: str | None = Field(None, pattern=r"^\d{9}$")
    name: str = Field("", max_length=80)
    consent: bool = False
    question: str | None = Field(None, max_length=20)
    started_at: AwareDatetime | None = None
    ended_at: AwareDatetime | None = None


async def about(context: Context, wish: GiveFloor) -> Subject:
    return await schedule.subject(context, wish.meeting)


@action("floor.give", entry="floor.given", about=about)
async def give_floor(context: Context, wish: GiveFloor) -> UUID:
    """The speech. Raises Invalid for a name without consent or a speaker of whom nothing is said."""
    meeting = await lock.hold(wish.meeting)
    if wish.question and wish.question not in await raised.listed(context, meeting.id):
        raise Invalid("floor.no_such_question", field="question")
    speech = await _speech(context, meeting, wish)
    try:
        async with transaction():
            await speech.save(force_create=True)
    except IntegrityError as error:
        if violated(error) != "record_speech_one_floor":
            raise
        raise Conflict("floor.taken") from None
    held.happened(context, meeting, "floor.given", speaker=wish.kind.value, question=wish.question)
    return speech.id


async def _speech(context: Context, meeting: Meeting, wish: GiveFloor) -> SpeechRow:
    label_kk, label_ru, name = await _speaker(context, meeting, wish)
    times = await _times(context, meeting, wish)
    return SpeechRow(
        id=new_id(),
        meeting_id=meeting.id,
        kind=wish.kind.value,
        label_kk=label_kk,
        label_ru=label_ru,
        speaker_name=name,
        place_code=wish.place if wish.kind is SpeakerKind.RESIDENT else None,
        question_ref=wish.question,
        **times,
    )


async def _times(context: Context, meeting: Meeting, wish: GiveFloor) -> dict[str, Any]:
    """Now, under the item that goes on; or as it was written down afterwards."""
    held.must_be(meeting, State.LIVE, State.HELD)
    if meeting.state is State.LIVE:
        await end_running(context, meeting)
        item = await AgendaItemRow.get_or_none(
            meeting_id=meeting.id, started_at__isnull=False, ended_at__isnull=True
        )
        return {"started_at": context.now, "item_id": item.id if item else None}
    if wish.started_at is None or wish.ended_at is None:
        raise Invalid("floor.times_needed", field="started_at")
    held.must_lie_within(meeting, wish.started_at, wish.ended_at)
    item = await AgendaItemRow.filter(
        meeting_id=meeting.id, started_at__lte=wish.started_at, ended_at__gt=wish.started_at
    ).first()
    return {
        "started_at": wish.started_at,
        "ended_at": wish.ended_at,
        "item_id": item.id if item else None,
    }


async def end_running(context: Context, meeting: Meeting) -> int:
    """How many speeches ended by this."""
    found = SpeechRow.filter(meeting_id=meeting.id, ended_at__isnull=True)
    return await found.update(ended_at=context.now)


async def _speaker(context: Context, meeting: Meeting, wish: GiveFloor) -> tuple[str, str, str]:
    """Label in both languages, and the name as everybody may read it."""
    if wish.kind is SpeakerKind.HEAD:
        label_kk, label_ru = in_both(lambda: pgettext("speaker", "head of the body"))
        return meeting.host_post_kk or label_kk, meeting.host_post_ru or label_ru, meeting.host_name
    if wish.kind is SpeakerKind.RESIDENT:
        return *(await _resident_of(context, wish.place or meeting.place_code)), _name(wish)
    label_kk, label_ru = wish.post_kk or wish.post_ru, wish.post_ru or wish.post_kk
    if not label_kk:
        raise Invalid("floor.post_needed", field="post_kk")
    name = wish.name if wish.kind is SpeakerKind.OFFICIAL else _name(wish)
    return label_kk, label_ru, name


def _name(wish: GiveFloor) -> str:
    if wish.name and not wish.consent:
        raise Invalid("floor.consent_needed", field="consent")
    return shortened(wish.name)


async def _resident_of(context: Context, code: str | None) -> tuple[str, str]:
    try:
        place = await territories.place(context, code) if code else None
    except NotFound as missing:
        raise Invalid(missing.reason, field="place") from missing
    if place is None:
        return in_both(lambda: pgettext("speaker", "resident"))
    return in_both(lambda: pgettext("speaker", "resident, %(place)s", place=local_name(place)))
