"""A moderator has looked at a suspicious shape and found nothing wrong: it leaves the desk until it grows by half."""

from __future__ import annotations

from uuid import UUID

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.db import value
from hearing_state.errors import NotFound
from hearing_state.permissions import Subject
from petitions.drafting import queries as drafting

_ASIDE = """
UPDATE fraud_shape SET aside_at = $3, aside_by = $4 FROM drafting_petition p
 WHERE p.id = fraud_shape.petition_id AND p.ref = $1 AND fraud_shape.id = $2 AND aside_at IS NULL RETURNING kind
"""


class SetShapeAside(Wish):
    petition: str = Field(max_length=20)
    shape: UUID


async def about(context: Context, wish: SetShapeAside) -> Subject:
    return await drafting.subject(context, wish.petition)


@action("petition.set_shape_aside", entry="petition.shape_set_aside", about=about, public=False)
async def set_shape_aside(context: Context, wish: SetShapeAside) -> None:
    """Raises NotFound where it is not listed any more."""
    kind = await value(_ASIDE, wish.petition, wish.shape, context.now, context.actor.person_id)
    if kind is None:
        raise NotFound("petition.no_such_shape")
    context.record("petition.shape_set_aside", wish.petition, shape=kind)
