"""A question is registered: it gets its number, the body that owes the answer, and its legal day (APPC 64).

What many people ask at the same moment is registered together, each with a number, a clock and an entry of the log of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Literal
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from hearing_state.actions import Call, Context, Together, Wish, action
from hearing_state.agencies import queries as agencies
from hearing_state.agencies.competence import competent_for_each
from hearing_state.agencies.routing import Proposal
from hearing_state.errors import Invalid, NotFound, Problem
from hearing_state.files.actions.attach import Attach, attach
from hearing_state.people import queries as people
from hearing_state.permissions import Role
from hearing_state.questions.actions.discard_draft import DiscardDraft, discard_draft
from hearing_state.questions.question import (
    FILES_MAX,
    POINTS_MAX,
    TEXT_MAX,
    TEXT_MIN,
    TITLE_MAX,
    TITLE_MIN,
    Channel,
    Kind,
    points_from,
)
from hearing_state.questions.registering import Registered, Registration, register

_Proposals = Mapping[tuple[date, str, str], Proposal | NotFound]
"""By the day, the place and the topic."""


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


async def ask_all(calls: Sequence[Call[Ask]]) -> list[Slip | Problem]:
    """Some twenty statements, whether it is one question or two hundred of them."""
    proposals = await _proposals(calls)
    asked = [await _checked(each, proposals) for each in calls]
    asked = await _with_drafts_discarded(calls, asked)
    done = iter(await register([each for each in asked if isinstance(each, Registration)]))
    return [_slip(next(done)) if isinstance(each, Registration) else each for each in asked]


def is_plain(wish: Ask) -> bool:
    """What is registered together with others; files and visitors of a desk may still be refused on the way."""
    return not wish.files and wish.person is None


@action("question.ask", entry="question.registered", together=Together(ask_all, fits=is_plain))
async def ask(context: Context, wish: Ask) -> Slip:
    (slip,) = await ask_all([Call(context, wish)])
    if isinstance(slip, Problem):
        raise slip
    for file in wish.files:
        await attach(context, Attach(file=file, to=slip.ref))
    return slip


def is_for_visitor(context: Context, wish: Ask) -> bool:
    return wish.person is not None and Role.OPERATOR in context.actor.roles


async def _proposals(calls: Sequence[Call[Ask]]) -> _Proposals:
    """Which bodies the law names, with one look for all who ask on one day."""
    found: dict[tuple[date, str, str], Proposal | NotFound] = {}
    for today in {each.context.today for each in calls}:
        of_day = [each for each in calls if each.context.today == today]
        wanted = {(each.wish.place, each.wish.topic) for each in of_day}
        for (place, topic), proposal in (await competent_for_each(of_day[0].context, wanted)).items():
            found[today, place, topic or ""] = proposal
    return found


async def _checked(call: Call[Ask], proposals: _Proposals) -> Registration | Problem:
    context, wish = call.context, call.wish
    try:
        asker = await _asker(context, wish)
        if wish.is_public and not wish.consent:
            raise Invalid("question.consent_needed", field="consent")
        points = points_from(wish.title, wish.points)
        agency_id = _body(wish, proposals[context.today, wish.place, wish.topic])
    except Problem as refusal:
        return refusal
    return Registration(
        context=context,
        kind=wish.kind,
        title=wish.title,
        text=wish.text,
        points=points,
        language=wish.language,
        place=wish.place,
        topic=wish.topic,
        is_public=wish.is_public,
        agency_id=agency_id,
        asker=asker,
        channel=_channel(context, wish),
        receiver=await _receiver(context, wish),
    )


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


def _body(wish: Ask, proposal: Proposal | NotFound) -> UUID:
    """The competent body, or the asker's choice among those that routing offers."""
    if isinstance(proposal, NotFound):
        field = "topic" if proposal.reason == "agency.no_such_topic" else "place"
        raise Invalid("question.not_on_the_list", field=field) from proposal
    if wish.agency is None:
        return proposal.agency.id
    if wish.agency not in {each.id for each in (proposal.agency, *proposal.alternatives)}:
        raise Invalid("question.wrong_body", field="agency")
    return wish.agency


async def _with_drafts_discarded(
    calls: Sequence[Call[Ask]], asked: Sequence[Registration | Problem]
) -> list[Registration | Problem]:
    """A draft is asked once: whose draft is gone already is refused."""
    wishes = {
        at: Call(call.context, DiscardDraft(draft=call.wish.draft, secret=call.wish.draft_secret))
        for at, (call, each) in enumerate(zip(calls, asked, strict=True))
        if isinstance(each, Registration) and call.wish.draft is not None
    }
    if not wishes:
        return list(asked)
    answers = dict(zip(wishes, await discard_draft.for_all(list(wishes.values())), strict=True))
    return [answers.get(at) or each for at, each in enumerate(asked)]


def _slip(done: Registered) -> Slip:
    row, opened = done.row, done.opened
    return Slip(
        ref=row.ref,
        registered_at=row.registered_at,
        registered_on=opened.registered_on,
        due_on=opened.due_on,
        source=opened.source,
        agency_id=row.agency_id,
        receiver_name=row.receiver_name,
        receiver_post=row.receiver_post,
    )


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
