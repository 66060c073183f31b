"""An office publishes its quarter: the figures as they stand on this day, for good."""

from __future__ import annotations

import json

from pydantic import BaseModel, ConfigDict, Field

from hearing_state.actions import Context, Wish, action
from hearing_state.agencies import queries as agencies
from hearing_state.db import value
from hearing_state.errors import Conflict
from hearing_state.ids import new_id
from hearing_state.permissions import Subject
from meetings.record.counting import counted
from meetings.record.report import YEAR_MAX, YEAR_MIN, quarter

_INSERT = """
INSERT INTO record_progress (id, agency_id, year, quarter, figures, published_at, published_by) VALUES ($1, $2, $3, $4, $5::jsonb, $6, $7)
ON CONFLICT (agency_id, year, quarter) DO NOTHING RETURNING id
"""


class PublishProgress(Wish):
    agency: str = Field(max_length=200)
    year: int = Field(ge=YEAR_MIN, le=YEAR_MAX)
    quarter: int = Field(ge=1, le=4)


class Published(BaseModel):
    model_config = ConfigDict(frozen=True)

    held: int


async def about(context: Context, wish: PublishProgress) -> Subject:
    return await agencies.subject(context, wish.agency)


@action("progress.publish", entry="progress.published", about=about)
async def publish_progress(context: Context, wish: PublishProgress) -> Published:
    """Raises Conflict before the quarter is over, and where it is published already."""
    body = await agencies.by_slug(context, wish.agency)
    period = quarter(wish.year, wish.quarter)
    if context.today <= period.until_on:
        raise Conflict("progress.not_over", until_on=period.until_on)
    figures, _meetings = await counted(context, body.id, period)
    made = await value(
        _INSERT,
        new_id(),
        body.id,
        wish.year,
        wish.quarter,
        json.dumps(figures.as_facts()),
        context.now,
        context.actor.person_id,
    )
    if made is None:
        raise Conflict("progress.published_already")
    context.record("progress.published", body.slug, period=period.key, figures=figures.as_facts())
    context.tell("progress.published", body.slug, agency=body.id, period=period.key)
    return Published(held=figures.meetings_held)
