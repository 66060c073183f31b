"""Bodies that owe answers, and the topics they answer for."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from hearing_state.actions import Context
from hearing_state.agencies import queries as agencies
from hearing_state.deadlines import board
from mobile_api.endpoint import Endpoint, endpoint
from mobile_api.reading import Asked
from mobile_api.v1 import shapes

A_DAY = 86400


class BySlug(Asked):
    slug: Annotated[
        str, Field(min_length=1, max_length=200, description="The body's word in its public address")
    ]


async def list_topics(context: Context) -> list[shapes.Topic]:
    """All topics, in the order in which they are offered."""
    return [shapes.Topic.of(topic) for topic in await agencies.topics(context)]


async def show_body(context: Context, path: BySlug) -> shapes.BodyShown:
    """A body: who heads it, who holds its duties, how its deadlines stand."""
    found = await agencies.by_slug(context, path.slug)
    heads = await agencies.heads_of(context, [found.id])
    successor = await agencies.successor(context, found.id) if found.successor_id else None
    return shapes.BodyShown(
        body=shapes.Body.of(found),
        head=shapes.Holder.of(heads.get(found.id)),
        successor=shapes.Body.of(successor) if successor else None,
        deadlines=shapes.Totals.of(await board.totals(context, agency=found.id)),
    )


ENDPOINTS: tuple[Endpoint, ...] = (
    endpoint("GET", "/topics", list_topics, reads=agencies.topics, fresh_seconds=A_DAY),
    endpoint("GET", "/bodies/{slug}", show_body, reads=agencies.by_slug, fresh_seconds=60),
)
