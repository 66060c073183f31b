"""A decree moved days off: a new version of the calendar, and every open clock folded anew under it."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel, ConfigDict, Field

from hearing_state.actions import Context, Wish, action
from hearing_state.deadlines import recount
from hearing_state.deadlines.calendars import calendar_in_force, lock_calendar
from hearing_state.deadlines.decree import check_days, read_days
from hearing_state.deadlines.models import DecreeDayRow, DecreeRow
from hearing_state.deadlines.working_calendar import Day, Decree
from hearing_state.errors import Conflict


class AddDecree(Wish):
    """``days`` as typed, one a line (see decree.py). ``calendar`` is the version that the preview was made
    from.
    """

    source: str = Field(min_length=3, max_length=300)
    decided_on: date
    until_on: date | None = None
    days: str = Field("", max_length=10_000)
    calendar: str = Field(max_length=40)


class Decreed(BaseModel):
    model_config = ConfigDict(frozen=True)

    number: int
    calendar: str
    moved: int


@action("calendar.add_decree", entry="calendar.changed")
async def add_decree(context: Context, wish: AddDecree) -> Decreed:
    await lock_calendar()
    before = await calendar_in_force()
    if before.version != wish.calendar:
        raise Conflict("deadline.calendar_changed")
    days = read_days(wish.days)
    check_days(days, wish.until_on, before)
    number = 1 + (await DecreeRow.all().count())
    after = before.with_decrees([Decree(number, wish.source, days, wish.until_on)])
    row = DecreeRow(
        number=number,
        source=wish.source,
        decided_on=wish.decided_on,
        until_on=wish.until_on,
        moved=0,
        created_at=context.now,
    )
    row.moved = await recount.apply(context, after, [day.on for day in days])
    await row.save()
    await _keep_days(row, days)
    context.record(
        "calendar.changed",
        after.version,
        source=wish.source,
        days={str(day.on): "works" if day.works else "off" for day in days},
        until_on=after.until_on,
        moved=row.moved,
    )
    return Decreed(number=number, calendar=after.version, moved=row.moved)


async def _keep_days(row: DecreeRow, days: tuple[Day, ...]) -> None:
    await DecreeDayRow.bulk_create(
        [
            DecreeDayRow(
                decree_id=row.id,
                on_day=day.on,
                works=day.works,
                why=day.why.value,
                other_on=day.other,
                name_kk=day.name_kk,
                name_ru=day.name_ru,
                name_en=day.name_en,
            )
            for day in days
        ]
    )
