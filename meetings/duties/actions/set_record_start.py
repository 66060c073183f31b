"""Since which day every meeting stands in the record: what was earlier is held against nobody."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.agencies import queries as agencies
from hearing_state.db import execute
from hearing_state.errors import Invalid
from hearing_state.ids import new_id
from hearing_state.permissions import Subject

_PUT = """
INSERT INTO duties_record_start (id, agency_id, from_on, reason, made_at) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (coalesce(agency_id, '00000000-0000-0000-0000-000000000000'::uuid))
DO UPDATE SET from_on = excluded.from_on, reason = excluded.reason, made_at = excluded.made_at
"""


class SetRecordStart(Wish):
    """``agency``: the slug of one office; empty for the whole country. ``reason``: which older meetings were entered, and whence."""

    agency: str | None = Field(None, max_length=200)
    from_on: date
    reason: str = Field(min_length=10, max_length=500)


async def about(context: Context, wish: SetRecordStart) -> Subject:
    return await agencies.subject(context, wish.agency) if wish.agency else Subject()


@action("duty.set_record_start", entry="duty.record_start_set", about=about)
async def set_record_start(context: Context, wish: SetRecordStart) -> None:
    """Raises Invalid for a day that has not come."""
    if wish.from_on > context.today:
        raise Invalid("duty.start_ahead", field="from_on")
    body = await agencies.by_slug(context, wish.agency) if wish.agency else None
    await execute(_PUT, new_id(), body.id if body else None, wish.from_on, wish.reason, context.now)
    context.record(
        "duty.record_start_set", wish.agency or "", from_on=wish.from_on.isoformat(), reason=wish.reason
    )
