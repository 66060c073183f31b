"""What officials see when they declare social tension, and of one declaration: also the grounds, which stay inside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from hearing_state.actions import Context, permitted, require
from hearing_state.agencies import queries as agencies
from hearing_state.agencies import register
from hearing_state.agencies.agency import Agency, AgencyKind, Topic
from hearing_state.agencies.register import Wanted
from hearing_state.db import value
from hearing_state.errors import NotFound
from hearing_state.permissions import Role
from hearing_state.territories import queries as territories
from hearing_state.territories.place import CODE, Place
from hearing_state.territories.queries import Found
from meetings.coverage import tension
from meetings.coverage.tension import NORM, Tension
from meetings.duties import queries as duties

_ROLES = (Role.OFFICIAL, Role.HEAD, Role.CLERK)
_INSIDE = frozenset({Role.ADMINISTRATOR, Role.AUDITOR})


@dataclass(frozen=True, slots=True)
class Declarable:
    """``place``: the chosen one; ``found``: what the words find to choose from. ``bodies``: whose duty it may become.

    ``days``: within which the meeting is then owed. ``open``: what the reader's offices owe already.
    """

    place: Place | None
    found: Sequence[Found]
    bodies: Sequence[Agency]
    topics: Sequence[Topic]
    days: int
    open: Sequence[Tension]


@dataclass(frozen=True, slots=True)
class Declared:
    tension: Tension
    grounds: str
    topic: Topic | None
    may_end: bool


async def declarable(context: Context, text: str = "", code: str = "") -> Declarable:
    """Raises Forbidden, SignInNeeded."""
    require(context, "tension.see")
    chosen = await territories.places(context, [code]) if CODE.match(code) else {}
    place = chosen.get(code)
    return Declarable(
        place=place,
        found=await territories.search(context, text) if text and place is None else (),
        bodies=[each for each in await _bodies(context, place) if await _may(context, each)] if place else (),
        topics=await agencies.topics(context),
        days=await duties.norm(context, NORM),
        open=await tension.open_of(context, _own(context)),
    )


async def _bodies(context: Context, place: Place) -> list[Agency]:
    """Whose head meets the people of a place: the akims above it, and ministers."""
    found = [each.agency for each in await agencies.governing(context, place.code)]
    own = await agencies.agencies(context, _own(context))
    found += [each for each in own.values() if each.place_code is None and not each.is_dissolved]
    if Role.ADMINISTRATOR in context.actor.roles:
        found += (await register.listed(context, Wanted(kind=AgencyKind.MINISTRY))).agencies
    return list({each.id: each for each in found}.values())


async def _may(context: Context, body: Agency) -> bool:
    return permitted(context, "tension.declare", await tension.subject_of(context, body, body.slug))


def _own(context: Context) -> list[UUID]:
    return sorted(context.actor.agencies_as(*_ROLES))


async def declared(context: Context, tension_id: str) -> Declared:
    """For the office that owes the meeting, those above it, administrators and auditors; else NotFound."""
    require(context, "tension.see")
    found = await tension.tension(context, tension_id)
    about = await tension.subject_of(context, found.agency, found.place.code)
    if not (_INSIDE & context.actor.roles or about.agencies & set(_own(context))):
        raise NotFound("tension.not_found")
    above = await tension.subject_above(context, found)
    topics = {each.key: each for each in await agencies.topics(context)}
    return Declared(
        tension=found,
        grounds=await _grounds(found.id),
        topic=topics.get(found.topic or ""),
        may_end=found.is_open and permitted(context, "tension.end", above),
    )


async def _grounds(tension_id: UUID) -> str:
    return str(await value("SELECT grounds FROM coverage_tension WHERE id = $1", tension_id))
