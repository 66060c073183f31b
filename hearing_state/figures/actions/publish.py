"""The day has come: the figures of a month are for everybody, as they were closed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from hearing_state.actions import Context, Wish, action
from hearing_state.errors import Conflict, NotFound
from hearing_state.figures.models import EditionRow
from hearing_state.figures.month import Month


class Publish(Wish):
    edition: UUID


@action("figures.publish", entry="figures.published")
async def publish(context: Context, wish: Publish) -> str:
    """The digest of the month's table. Raises Conflict before its day, and a second time."""
    edition = await EditionRow.select_for_update().get_or_none(id=wish.edition)
    if edition is None:
        raise NotFound("figures.not_found")
    if edition.published_at is not None:
        raise Conflict("figures.published_already")
    if context.today < edition.publish_on:
        raise Conflict("figures.too_early", publish_on=edition.publish_on)
    edition.published_at = context.now
    await edition.save()
    told: dict[str, Any] = {
        "month": Month(edition.month_on).written,
        "edition": edition.version,
        "digest": edition.digest,
    }
    context.record("figures.published", "", **told)
    context.tell("figures.published", told["month"], **told)
    return edition.digest
