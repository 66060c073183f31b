"""Somebody asks ahead of a meeting: a resident, a guest, a listening point, or a visitor of a service centre through its operator."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from hearing_state.actions import Context, Wish, action
from hearing_state.agencies import queries as agencies
from hearing_state.db import value
from hearing_state.errors import Conflict, Invalid, NotFound
from hearing_state.ids import new_id
from hearing_state.people import queries as people
from hearing_state.permissions import Role, Subject
from hearing_state.questions.registering import next_reference
from hearing_state.territories import queries as territories
from hearing_state.territories.folding import folded
from meetings.asking import drafts, held, supporter
from meetings.asking.ahead import TEXT_MAX, TEXT_MIN, Channel, Screening, State, closed_because, turns
from meetings.asking.models import AheadRow, SupportRow
from meetings.asking.receiving import receiver_of
from meetings.asking.supporter import Supporter
from meetings.schedule import queries as schedule
from meetings.schedule.meeting import Meeting

# The lowest turn that is free is taken; who comes second with the same one takes the next. The first turn of somebody who never
# asked ahead before is a first time.
_PUT = """
INSERT INTO asking_question (id, ref, meeting_id, text, folded, language, topic, place_code, asker_id, guest_digest, is_guest, turn, channel,
  point_id, is_named, is_first_time, screening, state, asked_at, receiver_name, receiver_post)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9::uuid, $10::bytea, $9 IS NULL, $11::smallint, $12, $13::uuid, $14,
  $9 IS NOT NULL AND $11 = 1 AND NOT EXISTS (SELECT 1 FROM asking_question q WHERE q.asker_id = $9 AND q.state <> 'withdrawn'),
  $15, $16, $17, $18, $19)
ON CONFLICT DO NOTHING RETURNING id
"""
_OWN_POINT = """
SELECT 1 FROM registration_entry WHERE id = $1 AND meeting_id = $2 AND person_id = $3 AND kind = 'point' AND state = 'seated'
"""


class AskAhead(Wish):
    """``secret``: a guest's browser. ``person``, ``channel``: for an operator, whom she writes for, and how. ``point``: the listening
    point that one has registered for this meeting. ``is_named``: show first name and initial; otherwise only the place.
    """

    meeting: str = Field(max_length=20)
    text: str = Field(min_length=TEXT_MIN, max_length=TEXT_MAX)
    language: Literal["kk", "ru", "en"]
    place: str = Field("", pattern=r"^(\d{9})?$")
    topic: str = Field("", max_length=40)
    is_named: bool = False
    secret: str | None = Field(None, max_length=100)
    person: UUID | None = None
    channel: Channel = Channel.WEB
    point: UUID | None = None


class Slip(BaseModel):
    """The receipt. The number stays the same if it is answered in writing later."""

    model_config = ConfigDict(frozen=True)

    ref: str
    meeting: str
    asked_at: AwareDatetime


@dataclass(frozen=True, slots=True)
class _Asker:
    who: Supporter
    channel: Channel
    point_id: UUID | None = None


async def about(context: Context, wish: AskAhead) -> Subject:
    return await schedule.subject(context, wish.meeting)


@action("asking.ask", entry="asking.asked", about=about)
async def ask_ahead(context: Context, wish: AskAhead) -> Slip:
    """Raises Conflict where one cannot ask now, or has asked as much as one may; Invalid for a place or topic that does not fit."""
    meeting = await schedule.meeting(context, wish.meeting)
    closed = closed_because(meeting, context.now)
    if closed:
        raise Conflict(closed)
    asker = await _asker(context, wish, meeting)
    place, topic = await _place(context, wish, meeting), await _topic(context, wish, meeting)
    row = await _put(context, wish, meeting, asker, place, topic)
    await _stand_behind(context, row, asker.who)
    await drafts.discard(meeting.id, wish.secret)
    held.happened(context, "asked", row, meeting, place=place, topic=topic, channel=asker.channel.value)
    return Slip(ref=row.ref, meeting=meeting.ref, asked_at=context.now)


async def _stand_behind(context: Context, row: AheadRow, who: Supporter) -> None:
    """Whoever asks counts among those who want it answered."""
    await SupportRow.create(
        question_id=row.id,
        supporter=who.key,
        person_id=who.person_id,
        is_guest=who.is_guest,
        is_own=True,
        supported_at=context.now,
    )


async def _asker(context: Context, wish: AskAhead, meeting: Meeting) -> _Asker:
    if wish.person is not None:
        return await _visitor(context, wish, wish.person)
    who = supporter.of_reader(context, wish.secret)
    if who is None:
        raise Invalid("ahead.person_needed")
    if wish.point is None:
        return _Asker(who, Channel.WEB)
    if not await value(_OWN_POINT, wish.point, meeting.id, who.person_id):
        raise Invalid("ahead.no_such_point", field="point")
    return _Asker(who, Channel.POINT, wish.point)


async def _visitor(context: Context, wish: AskAhead, person_id: UUID) -> _Asker:
    """Only for whom this operator has written down within the last day."""
    if Role.OPERATOR not in context.actor.roles:
        raise Invalid("question.person_not_wanted", field="person")
    if not await people.has_come(context, person_id):
        raise NotFound("people.not_found")
    channel = Channel.PHONE if wish.channel is Channel.PHONE else Channel.DESK
    return _Asker(supporter.of_person(context, person_id), channel)


async def _place(context: Context, wish: AskAhead, meeting: Meeting) -> str:
    """Where the asker lives: somewhere in the territory whose people are met."""
    code = wish.place or meeting.place_code
    if not code:
        raise Invalid("ahead.place_needed", field="place")
    try:
        found = await territories.place(context, code)
    except NotFound as missing:
        raise Invalid("question.not_on_the_list", field="place") from missing
    if meeting.place_code is not None and meeting.place_code not in found.line_codes:
        raise Invalid("ahead.place_of_another", field="place")
    return code


async def _topic(context: Context, wish: AskAhead, meeting: Meeting) -> str:
    key = wish.topic or meeting.topic
    if not key:
        raise Invalid("question.say_topic", field="topic")
    try:
        return (await agencies.topic(context, key)).key
    except NotFound as missing:
        raise Invalid("question.not_on_the_list", field="topic") from missing


async def _put(
    context: Context, wish: AskAhead, meeting: Meeting, asker: _Asker, place: str, topic: str
) -> AheadRow:
    name, post = await receiver_of(context, wish.language) if wish.person else ("", "")
    ref, row_id = await next_reference(context), new_id()
    most = turns(asker.channel, is_guest=asker.who.is_guest)
    for turn in range(1, most + 1):
        guest = asker.who.key if asker.who.is_guest else None
        made = await value(
            _PUT, row_id, ref, meeting.id, wish.text, folded(wish.text), wish.language, topic, place, asker.who.person_id, guest, turn,
            asker.channel.value, asker.point_id, wish.is_named and not asker.who.is_guest, Screening.WAITING.value, State.ASKED.value,
            context.now, name, post,
        )  # fmt: skip
        if made is not None:
            return await AheadRow.get(id=row_id)
    raise Conflict("ahead.guest_asked_already" if asker.who.is_guest else "ahead.too_many", maximum=most)
