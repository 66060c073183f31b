"""What a body sees of its figures before everybody does, and what the auditor sees of all that waits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from hearing_state.actions import Context, permitted, require
from hearing_state.agencies import queries as agencies
from hearing_state.agencies.agency import Agency
from hearing_state.db import rows
from hearing_state.errors import NotFound
from hearing_state.figures import editions
from hearing_state.figures.editions import FIGURES, Edition, figures_from
from hearing_state.figures.month import Month
from hearing_state.figures.reckoning import Fact, Figures
from hearing_state.permissions import Role, Subject

_ROLES = (Role.CLERK, Role.OFFICIAL, Role.HEAD)
_OWN = f"""
SELECT l.edition_id, l.agency_id, {FIGURES}, o.text AS objection FROM figures_line l
  LEFT JOIN figures_objection o ON o.edition_id = l.edition_id AND o.agency_id = l.agency_id
 WHERE l.edition_id = ANY ($1::uuid[]) AND l.agency_id = ANY ($2::uuid[]) ORDER BY l.edition_id, l.agency_id
"""


@dataclass(frozen=True, slots=True)
class Waiting:
    """One body's figures of a month that waits for its day. ``objection`` is empty while nothing was said against them."""

    agency: Agency
    edition: Edition
    figures: Figures
    objection: str
    may_object: bool


@dataclass(frozen=True, slots=True)
class Preview:
    """``months``: what can be put right, for those who may."""

    editions: Sequence[Edition]
    own: Sequence[Waiting]
    months: Sequence[Month]
    may_correct: bool


async def preview(context: Context) -> Preview:
    """Raises Forbidden, SignInNeeded."""
    require(context, "figures.see_preview", _of(*context.actor.agencies_as(*_ROLES)))
    waiting = await editions.waiting(context)
    by_id = {each.id: each for each in waiting}
    own = sorted(context.actor.agencies_as(*_ROLES))
    bodies = await agencies.agencies(context, own)
    found = [
        Waiting(
            bodies[each["agency_id"]],
            by_id[each["edition_id"]],
            figures_from(each),
            each["objection"] or "",
            permitted(context, "figures.object", _of(each["agency_id"])) and not each["objection"],
        )
        for each in await rows(_OWN, list(by_id), own)
    ]
    may_correct = permitted(context, "figures.correct")
    return Preview(waiting, found, await editions.months(context) if may_correct else (), may_correct)


async def facts(context: Context, slug: str, written: str) -> tuple[Agency, list[Fact]]:
    """What a body's figures that wait were made of, for itself. Raises NotFound, Forbidden."""
    agency = await agencies.by_slug(context, slug)
    require(context, "figures.see_preview", _of(agency.id))
    month = Month.read(written)
    edition = await editions.latest(context, month) if month else None
    if edition is None:
        raise NotFound("figures.not_found")
    return agency, await editions.facts(context, agency.id, edition.id)


def _of(*bodies: UUID) -> Subject:
    return Subject(agencies=frozenset(bodies))
