"""A question is registered: it gets its number, the body that owes the answer, and its legal day (APPC 64)."""

from __future__ import annotations

from datetime import date
from typing import Literal
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from hearing_state.actions import Context, Wish, action, by_law
from hearing_state.agencies import queries as agencies
from hearing_state.agencies.agency import Agency
from hearing_state.clock import local
from hearing_state.db import value
from hearing_state.deadlines.actions.open_clock import OpenClock, Opened, open_clock
from hearing_state.errors import Invalid, NotFound
from hearing_state.files.actions.attach import Attach, attach
from hearing_state.ids import new_id, reference
from hearing_state.people import queries as people
from hearing_state.permissions import Role
from hearing_state.questions import held
from hearing_state.questions.actions.discard_draft import DiscardDraft, discard_draft
from hearing_state.questions.models import QuestionRow
from hearing_state.questions.question import (
    FILES_MAX,
    LIFECYCLE,
    POINTS_MAX,
    TEXT_MAX,
    TEXT_MIN,
    TITLE_MAX,
    TITLE_MIN,
    Channel,
    Kind,
    Screening,
    State,
    points_from,
)


class Ask(Wish):
    """``agency``: one's own choice among what routing offers. ``person``: for whom a service centre's operator asks."""

    kind: Kind = Kind.INQUIRY
    title: str = Field(min_length=TITLE_MIN, max_length=TITLE_MAX)
    text: str = Field(min_length=TEXT_MIN, max_length=TEXT_MAX)
    points: tuple[str, ...] = Field((), max_length=POINTS_MAX)
    language: Literal["kk", "ru", "en"]
    place: str = Field(pattern=r"^\d{9}$")
    topic: str = Field(min_length=1, max_length=40)
    agency: UUID | None = None
    is_public: bool = True
    consent: bool = False
    files: tuple[UUID, ...] = Field((), max_length=FILES_MAX)
    draft: UUID | None = None
    draft_secret: str | None = Field(None, max_length=100)
    person: UUID | None = None
    channel: Channel = Channel.WEB


class Slip(BaseModel):
    """The receipt (APPC 64(2)): number, day, hour, receiver's name and post (empty: taken in by the system itself)."""

    model_config = ConfigDict(frozen=True)

    ref: str
    registered_at: AwareDatetime
    registered_on: date
    due_on: date
    source: str
    agency_id: UUID
    receiver_name: str
    receiver_post: str


@action("question.ask", entry="question.registered")
async def ask(context: Context, wish: Ask) -> Slip:
    asker = await _asker(context, wish)
    if wish.is_public and not wish.consent:
        raise Invalid("question.consent_needed", field="consent")
    points = points_from(wish.title, wish.points)
    body = await _body(context, wish)
    ref = await next_reference(context)
    opened = await _clock(context, wish, ref, body.id)
    row = await _row(context, wish, ref, body.id, asker, opened)
    await held.put_points(row, points)
    for file in wish.files:
        await attach(context, Attach(file=file, to=ref))
    if wish.draft is not None:
        await discard_draft(context, DiscardDraft(draft=wish.draft, secret=wish.draft_secret))
    topic = wish.topic if wish.is_public else None
    await held.happened(
        context, row, "registered", due_on=opened.due_on, place=wish.place, points=len(points), topic=topic
    )
    return Slip(
        ref=ref,
        registered_at=context.now,
        registered_on=opened.registered_on,
        due_on=opened.due_on,
        source=opened.source,
        agency_id=body.id,
        receiver_name=row.receiver_name,
        receiver_post=row.receiver_post,
    )


def is_for_visitor(context: Context, wish: Ask) -> bool:
    return wish.person is not None and Role.OPERATOR in context.actor.roles


async def _asker(context: Context, wish: Ask) -> UUID:
    """Residents ask for themselves, operators for the visitor whom they have just written down."""
    if is_for_visitor(context, wish) and wish.person is not None:
        if not await people.has_come(context, wish.person):
            raise NotFound("people.not_found")
        return wish.person
    if Role.RESIDENT not in context.actor.roles or context.actor.person_id is None:
        raise Invalid("question.person_needed", field="person")
    if wish.person not in (None, context.actor.person_id):
        raise Invalid("question.person_not_wanted", field="person")
    return context.actor.person_id


async def _body(context: Context, wish: Ask) -> Agency:
    """The competent body, or the asker's choice among those that routing offers."""
    try:
        proposal = await agencies.competent(context, wish.place, wish.topic)
    except NotFound as missing:
        field = "topic" if missing.reason == "agency.no_such_topic" else "place"
        raise Invalid("question.not_on_the_list", field=field) from missing
    offered = {each.id: each for each in (proposal.agency, *proposal.alternatives)}
    if wish.agency is None:
        return proposal.agency
    if wish.agency not in offered:
        raise Invalid("question.wrong_body", field="agency")
    return offered[wish.agency]


async def next_reference(context: Context) -> str:
    """The next slip number: never given twice; a refused registration leaves a gap."""
    number = await value("SELECT nextval('questions_slip_number')")
    return reference("Q", local(context.now).year, number)


async def _clock(context: Context, wish: Ask, ref: str, agency_id: UUID) -> Opened:
    """The board shows no title before a moderator has read the question."""
    return await by_law(
        context,
        open_clock,
        OpenClock(
            rule=wish.kind.answer_rule,
            about=ref,
            received_at=context.now,
            agency=agency_id,
            place=wish.place,
            is_public=wish.is_public,
            language=wish.language,
        ),
    )


async def _row(
    context: Context, wish: Ask, ref: str, agency_id: UUID, asker: UUID, opened: Opened
) -> QuestionRow:
    name, post = await _receiver(context, wish)
    row = QuestionRow(
        id=new_id(),
        ref=ref,
        kind=wish.kind.value,
        title=wish.title,
        text=wish.text,
        language=wish.language,
        place_code=wish.place,
        topic=wish.topic,
        agency_id=agency_id,
        asker_id=asker,
        is_public=wish.is_public,
        consent_at=context.now if wish.is_public else None,
        screening=(Screening.WAITING if wish.is_public else Screening.PRIVATE).value,
        state=LIFECYCLE.after(State.DRAFTED, "ask"),
        channel=_channel(context, wish).value,
        registered_at=context.now,
        registered_on=opened.registered_on,
        receiver_name=name,
        receiver_post=post,
        clock_id=opened.clock,
    )
    held.refold(row)
    await held.redirect_term(context, row)
    await row.save()
    return row


def _channel(context: Context, wish: Ask) -> Channel:
    """Only an operator registers what came by telephone or at the desk."""
    if not is_for_visitor(context, wish):
        return Channel.WEB
    return Channel.PHONE if wish.channel is Channel.PHONE else Channel.DESK


async def _receiver(context: Context, wish: Ask) -> tuple[str, str]:
    if not is_for_visitor(context, wish) or context.actor.person_id is None:
        return "", ""
    held_posts = await agencies.appointments_of(context, context.actor.person_id)
    post = next((each for each in held_posts if each.role.value == Role.OPERATOR), None)
    if post is None:
        return context.actor.name, ""
    return post.holder_name, post.post_kk if wish.language == "kk" else post.post_ru
