"""What was asked at a meeting and taken away from it becomes a question under the number that its asker already has."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from hearing_state.actions import Context, Wish, action, by_law
from hearing_state.agencies import queries as agencies
from hearing_state.deadlines.actions.open_clock import OpenClock, Opened, open_clock
from hearing_state.errors import Invalid
from hearing_state.ids import new_id
from hearing_state.questions import held
from hearing_state.questions.models import QuestionRow
from hearing_state.questions.question import (
    LIFECYCLE,
    TEXT_MAX,
    TITLE_MAX,
    Channel,
    Kind,
    Screening,
    State,
    points_from,
)
from hearing_state.questions.reasons import HIDING, require_reason

MORE = "…"


class RegisterFromMeeting(Wish):
    """``received_at``: the moment of the meeting at which it was taken away. ``asker``: none for a guest.
    ``channel``: a petition that fell short of its votes comes the same way; ``meeting`` is then its number (APPC 90-3(5)).
    ``screening``: how moderators had left it; whoever asked in public had agreed to be read by everybody.
    """

    ref: str = Field(pattern=r"^Q-\d{4}-\d{6,9}$")
    meeting: str = Field(max_length=20)
    text: str = Field(min_length=1, max_length=TEXT_MAX)
    language: Literal["kk", "ru", "en"]
    place: str = Field(pattern=r"^\d{9}$")
    topic: str = Field(min_length=1, max_length=40)
    agency: UUID
    asker: UUID | None = None
    screening: Literal[Screening.WAITING, Screening.PUBLISHED, Screening.HIDDEN]
    hidden_reason: str = Field("", max_length=40)
    asked_at: AwareDatetime
    received_at: AwareDatetime
    receiver_name: str = Field("", max_length=200)
    receiver_post: str = Field("", max_length=300)
    kind: Kind = Kind.INQUIRY
    channel: Literal[Channel.MEETING, Channel.PETITION] = Channel.MEETING


class Registered(BaseModel):
    model_config = ConfigDict(frozen=True)

    ref: str
    due_on: date


@action("question.register_from_meeting", entry="question.registered")
async def register_from_meeting(context: Context, wish: RegisterFromMeeting) -> Registered:
    if wish.screening is Screening.HIDDEN:
        require_reason(HIDING, wish.hidden_reason, field="hidden_reason")
    body = await agencies.agency(context, wish.agency)
    if body.is_dissolved:
        raise Invalid("question.body_dissolved", field="agency")
    title = title_of(wish.text)
    opened = await _clock(context, wish, title)
    row = await _row(context, wish, title, opened)
    await held.put_points(row, points_from(title, ()))
    told: dict[str, Any] = {"due_on": opened.due_on, "place": wish.place, "points": 1, "topic": wish.topic}
    told["meeting" if wish.channel is Channel.MEETING else "petition"] = wish.meeting
    await held.happened(context, row, "registered", **told)
    return Registered(ref=wish.ref, due_on=opened.due_on)


def title_of(text: str) -> str:
    """A question of one sentence is its own title; of a longer one, as many whole words as fit.

    >>> title_of("Көше жарығы қашан жанады?")
    'Көше жарығы қашан жанады?'
    """
    line = " ".join(text.split())
    if len(line) <= TITLE_MAX:
        return line
    words, _space, _rest = line[: TITLE_MAX - len(MORE)].rpartition(" ")
    return (words or line[: TITLE_MAX - len(MORE)]) + MORE


async def _clock(context: Context, wish: RegisterFromMeeting, title: str) -> Opened:
    """It runs from the meeting on, as for a paper that was received there."""
    opening = OpenClock(
        rule=wish.kind.answer_rule,
        about=wish.ref,
        received_at=wish.received_at,
        agency=wish.agency,
        place=wish.place,
        title=title if wish.screening is Screening.PUBLISHED else None,
        language=wish.language,
    )
    return await by_law(context, open_clock, opening)


async def _row(context: Context, wish: RegisterFromMeeting, title: str, opened: Opened) -> QuestionRow:
    state = LIFECYCLE.after(State.DRAFTED, "ask")
    row = QuestionRow(
        id=new_id(),
        ref=wish.ref,
        kind=wish.kind.value,
        title=title,
        text=wish.text,
        language=wish.language,
        place_code=wish.place,
        topic=wish.topic,
        agency_id=wish.agency,
        asker_id=wish.asker,
        is_public=True,
        consent_at=wish.asked_at,
        screening=wish.screening.value,
        hidden_reason=wish.hidden_reason or None,
        state=state if wish.screening is Screening.WAITING else LIFECYCLE.after(state, "screen"),
        channel=wish.channel.value,
        registered_at=wish.received_at,
        registered_on=opened.registered_on,
        receiver_name=wish.receiver_name,
        receiver_post=wish.receiver_post,
        clock_id=opened.clock,
    )
    held.refold(row)
    await held.redirect_term(context, row)
    await row.save()
    return row
