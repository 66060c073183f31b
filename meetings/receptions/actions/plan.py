"""Hours of personal reception are laid down for a head or a deputy; nobody outside the office sees them before they are published."""

from __future__ import annotations

from pydantic import AwareDatetime, Field

from hearing_state.actions import Context, Wish, action
from hearing_state.agencies import queries as agencies
from hearing_state.clock import day_of
from hearing_state.db import rows
from hearing_state.errors import Conflict, Invalid
from hearing_state.ids import new_id
from hearing_state.permissions import Subject
from meetings.receptions import held
from meetings.receptions.booking import HOURS_LETTER, SLOT_MINUTES_MAX, SLOT_MINUTES_MIN, slots_of
from meetings.receptions.models import HoursRow

_OVERLAP = """
SELECT 1 FROM receptions_hours WHERE agency_id = $1 AND holder_name = $2 AND cancelled_at IS NULL AND starts_at < $4 AND ends_at > $3
"""


class Plan(Wish):
    """``agency``: its slug. Without a name the head in office receives."""

    agency: str = Field(max_length=200)
    starts_at: AwareDatetime
    ends_at: AwareDatetime
    slot_minutes: int = Field(15, ge=SLOT_MINUTES_MIN, le=SLOT_MINUTES_MAX)
    room_kk: str = Field(min_length=3, max_length=300)
    room_ru: str = Field(min_length=3, max_length=300)
    has_video: bool = False
    holder_name: str = Field("", max_length=200)
    post_kk: str = Field("", max_length=200)
    post_ru: str = Field("", max_length=200)


async def about(context: Context, wish: Plan) -> Subject:
    return await agencies.subject(context, wish.agency)


@action("reception.plan", entry="reception.planned", about=about, public=False)
async def plan(context: Context, wish: Plan) -> str:
    """The reference of the hours. Raises Invalid for hours that cannot be, Conflict where the same person receives already."""
    body = await agencies.by_slug(context, wish.agency)
    _check(context, wish)
    head = (await agencies.heads_of(context, [body.id])).get(body.id)
    name = wish.holder_name or (head.holder_name if head else "")
    if not name or (wish.holder_name and not (wish.post_kk and wish.post_ru)):
        raise Invalid("reception.nobody_named", field="holder_name")
    if await rows(_OVERLAP, body.id, name, wish.starts_at, wish.ends_at):
        raise Conflict("reception.hours_overlap")
    by_name = bool(wish.holder_name)
    row = await HoursRow.create(
        id=new_id(),
        ref=await held.next_reference(context, HOURS_LETTER),
        agency_id=body.id,
        holder_name=name,
        post_kk=wish.post_kk if by_name or head is None else head.post_kk,
        post_ru=wish.post_ru if by_name or head is None else head.post_ru,
        post_en=wish.post_ru if by_name or head is None else head.post_en,
        **wish.model_dump(
            include={"starts_at", "ends_at", "slot_minutes", "room_kk", "room_ru", "has_video"}
        ),
        made_at=context.now,
    )
    context.record("reception.planned", row.ref, agency=body.id)
    return row.ref


def _check(context: Context, wish: Plan) -> None:
    if wish.starts_at <= context.now:
        raise Invalid("reception.in_the_past", field="on")
    is_one_day = day_of(wish.starts_at) == day_of(wish.ends_at)
    if not is_one_day or not list(slots_of(wish.starts_at, wish.ends_at, wish.slot_minutes)):
        raise Invalid("reception.hours_wrong", field="end_time")
