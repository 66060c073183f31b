"""Social tension is forecast or has arisen somewhere: the office must meet the people there out of calendar."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from pydantic import Field
from tortoise.exceptions import IntegrityError

from hearing_state.actions import Context, Wish, action
from hearing_state.agencies import queries as agencies
from hearing_state.errors import Conflict, Invalid, NotFound
from hearing_state.ids import new_id
from hearing_state.permissions import Subject
from hearing_state.territories import queries as territories
from meetings.coverage import tension
from meetings.coverage.models import TensionRow
from meetings.coverage.tension import TensionKind
from meetings.duties import queries as duties


class DeclareTension(Wish):
    """``agency``: who owes the meeting. ``grounds``: how it is known; stays inside the offices, for it may name people."""

    agency: str = Field(max_length=200)
    place: str = Field(pattern=r"^\d{9}$")
    kind: TensionKind
    topic: str | None = Field(None, max_length=40)
    grounds: str = Field(min_length=10, max_length=2000)


async def about(context: Context, wish: DeclareTension) -> Subject:
    body = await agencies.by_slug(context, wish.agency)
    return await tension.subject_of(context, body, wish.place)


@action("tension.declare", entry="tension.declared", about=about)
async def declare_tension(context: Context, wish: DeclareTension) -> UUID:
    """Raises Invalid for a place outside the office's territory, Conflict where one is open already."""
    body = await agencies.by_slug(context, wish.agency)
    if body.is_dissolved:
        raise Invalid("tension.body_gone", field="agency")
    await _must_lie_within(context, body.place_code, wish.place)
    if wish.topic:
        await agencies.topic(context, wish.topic)
    since = await tension.is_open(body.id, wish.place)
    if since is not None:
        raise Conflict("tension.declared_already", since=since)
    row = TensionRow(
        id=new_id(),
        agency_id=body.id,
        place_code=wish.place,
        kind=wish.kind.value,
        topic=wish.topic,
        grounds=wish.grounds,
        declared_on=context.today,
        declared_at=context.now,
        declared_by=context.actor.person_id,
    )
    try:
        await row.save(force_create=True)
    except IntegrityError as twice:
        raise Conflict("tension.declared_already", since=context.today) from twice
    days = await duties.norm(context, tension.NORM)
    told: dict[str, Any] = {"agency": body.id, "tension": wish.kind.value, "topic": wish.topic, "days": days}
    context.record("tension.declared", wish.place, **told)
    context.tell("tension.declared", wish.place, declaration=row.id, **told)
    return row.id


async def _must_lie_within(context: Context, office_place: str | None, place: str) -> None:
    try:
        line = (await territories.place(context, place)).line_codes
    except NotFound as missing:
        raise Invalid(missing.reason, field="place") from missing
    if office_place is not None and office_place not in line:
        raise Invalid("tension.place_of_another", field="place")
