"""A promise is written down while the meeting goes on, or after it: quoted, with its owner and its day. From here it stands."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from hearing_state.actions import Context, Wish, action
from hearing_state.agencies import queries as agencies
from hearing_state.agencies.agency import Agency, Post
from hearing_state.clock import day_of
from hearing_state.errors import Conflict, Invalid, NotFound
from hearing_state.ids import new_id
from hearing_state.permissions import Subject
from hearing_state.territories import queries as territories
from meetings.commitments import asked, held
from meetings.commitments.commitment import (
    QUOTE_MAX,
    QUOTE_MIN,
    EventKind,
    State,
    digest_of,
    last_day_for,
)
from meetings.commitments.models import CommitmentRow
from meetings.schedule import queries as schedule
from meetings.schedule.meeting import Meeting

NAME_MAX = 200


class Make(Wish):
    """``agency``: the body that will do it, by its slug. Without ``owner_name`` it is the head of that body.

    ``offset_seconds``: from the beginning of the meeting; without it the promise is made at this moment of a live meeting.
    """

    meeting: str = Field(max_length=20)
    agency: str = Field(max_length=200)
    owner_name: str = Field("", max_length=NAME_MAX)
    owner_post_kk: str = Field("", max_length=NAME_MAX)
    owner_post_ru: str = Field("", max_length=NAME_MAX)
    owner_post_en: str = Field("", max_length=NAME_MAX)
    quote: str = Field(min_length=QUOTE_MIN, max_length=QUOTE_MAX)
    language: Literal["kk", "ru", "en"]
    translation_kk: str = Field("", max_length=QUOTE_MAX)
    translation_ru: str = Field("", max_length=QUOTE_MAX)
    place: str | None = Field(None, pattern=r"^\d{9}$")
    offset_seconds: int | None = Field(None, ge=0)
    question: str | None = Field(None, max_length=20)
    due_on: date


class Made(BaseModel):
    model_config = ConfigDict(frozen=True)

    ref: str


async def about(context: Context, wish: Make) -> Subject:
    return await schedule.subject(context, wish.meeting)


@action("commitment.make", entry="commitment.made", about=about)
async def make(context: Context, wish: Make) -> Made:
    """Raises Conflict before the meeting, Invalid for an owner, a moment or a day that cannot be."""
    meeting = await schedule.meeting(context, wish.meeting)
    if not meeting.has_happened or meeting.started_at is None:
        raise Conflict("commitment.meeting_not_begun")
    body = await _owner_body(context, wish.agency)
    said_at = _said_at(context, meeting, meeting.started_at, wish.offset_seconds)
    _must_be_a_day(context, meeting, wish.due_on)
    row = CommitmentRow(
        id=new_id(),
        ref=await held.next_reference(context),
        meeting_id=meeting.id,
        agency_id=body.id,
        first_agency_id=body.id,
        place_code=await _place(context, meeting, wish.place),
        said_at=said_at,
        offset_seconds=int((said_at - meeting.started_at).total_seconds()),
        question_ref=await _question(wish),
        first_due_on=wish.due_on,
        due_on=wish.due_on,
        state=State.PROMISED.value,
        made_by=context.actor.person_id,
        made_at=context.now,
        **wish.model_dump(include={"quote", "language", "translation_kk", "translation_ru"}),
    )
    await _put_owner(context, row, wish)
    await row.save()
    words = digest_of(row.quote, row.language, meeting.ref, said_at, wish.due_on)
    await held.happened(context, row, EventKind.MADE, meeting_ref=meeting.ref, digest=words, question=row.question_ref)  # fmt: skip
    return Made(ref=row.ref)


async def _owner_body(context: Context, slug: str) -> Agency:
    try:
        body = await agencies.by_slug(context, slug)
    except NotFound as missing:
        raise Invalid(missing.reason, field="agency") from missing
    if body.is_dissolved:
        raise Invalid("commitment.owner_dissolved", field="agency")
    return body


def _said_at(context: Context, meeting: Meeting, started_at: datetime, offset: int | None) -> datetime:
    """Within the meeting, to the second."""
    if offset is None and meeting.finished_at is not None:
        raise Invalid("commitment.moment_needed", field="offset")
    ended_at = meeting.finished_at or context.now
    lasted = int((ended_at - started_at).total_seconds())
    seconds = lasted if offset is None else offset
    if not 0 <= seconds <= lasted:
        raise Invalid("commitment.moment_outside", field="offset", minutes=lasted // 60)
    return started_at + timedelta(seconds=seconds)


def _must_be_a_day(context: Context, meeting: Meeting, due_on: date) -> None:
    said_on = day_of(meeting.started_at or meeting.starts_at)
    if due_on <= said_on:
        raise Invalid("commitment.day_not_after_meeting", field="due_on", day=said_on)
    if due_on > last_day_for(max(said_on, context.today)):
        raise Invalid("commitment.day_too_far", field="due_on")


async def _place(context: Context, meeting: Meeting, code: str | None) -> str | None:
    """The place of the meeting, or one that lies in it. Raises Invalid."""
    if code is None or code == meeting.place_code:
        return meeting.place_code
    try:
        line = await territories.line(context, code)
    except NotFound as missing:
        raise Invalid(missing.reason, field="place") from missing
    if meeting.place_code is not None and meeting.place_code not in {each.code for each in line}:
        raise Invalid("commitment.place_of_another", field="place")
    return code


async def _question(wish: Make) -> str | None:
    if wish.question and not await asked.exists(wish.question, wish.meeting):
        raise Invalid("commitment.no_such_question", field="question")
    return wish.question or None


async def _put_owner(context: Context, row: CommitmentRow, wish: Make) -> None:
    """Whoever said it: the head, or another person of the body, who must then be named with the post."""
    staff = await agencies.staff(context, row.agency_id)
    if not wish.owner_name:
        head = next((each for each in staff if each.role is Post.HEAD), None)
        if head is None:
            raise Invalid("commitment.owner_needed", field="owner_name")
        row.owner_name, row.owner_person_id = head.holder_name, head.person_id
        row.owner_post_kk, row.owner_post_ru, row.owner_post_en = head.post_kk, head.post_ru, head.post_en
        return
    known = next((each for each in staff if each.holder_name == wish.owner_name), None)
    row.owner_name, row.owner_person_id = wish.owner_name, known.person_id if known else None
    row.owner_post_kk = wish.owner_post_kk or (known.post_kk if known else "")
    row.owner_post_ru = wish.owner_post_ru or (known.post_ru if known else "")
    row.owner_post_en = wish.owner_post_en or (known.post_en if known else "")
    if not row.owner_post_kk or not row.owner_post_ru:
        raise Invalid("commitment.post_needed", field="owner_post_kk" if not row.owner_post_kk else "owner_post_ru")  # fmt: skip
