"""A meeting is put into the public calendar: from an approved plan, out of calendar, or at social tension."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Literal
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from hearing_state.actions import Context, Wish, action
from hearing_state.agencies import queries as agencies
from hearing_state.agencies.offices import folded_names
from hearing_state.errors import Invalid, NotFound
from hearing_state.ids import new_id
from hearing_state.permissions import Subject
from hearing_state.territories import queries as territories
from hearing_state.territories.place import Place
from meetings.duties import queries as duties
from meetings.schedule import held
from meetings.schedule.meeting import (
    MINUTES_MAX,
    MINUTES_MIN,
    SEATS_MAX,
    ChangeKind,
    Kind,
    Mode,
    State,
    report_minutes_max,
)
from meetings.schedule.models import MeetingRow

Language = Literal["kk", "ru", "en"]


class Schedule(Wish):
    """``agency``: the body whose head meets people, by its slug. ``place``: where; empty for the whole country."""

    agency: str = Field(max_length=200)
    place: str | None = Field(None, pattern=r"^\d{9}$")
    kind: Kind = Kind.EXTRA
    mode: Mode
    starts_at: AwareDatetime
    minutes: int = Field(90, ge=MINUTES_MIN, le=MINUTES_MAX)
    title_kk: str = Field(min_length=5, max_length=200)
    title_ru: str = Field(min_length=5, max_length=200)
    topic: str | None = Field(None, max_length=40)
    languages: tuple[Language, ...] = Field(("kk", "ru"), min_length=1, max_length=3)
    interpretation: tuple[Language, ...] = Field((), max_length=3)
    is_deputy: bool = False
    host_name: str = Field("", max_length=200)
    address_kk: str = Field("", max_length=300)
    address_ru: str = Field("", max_length=300)
    seats: int | None = Field(None, ge=1, le=SEATS_MAX)
    reason: str = Field("", max_length=1000)
    plan: UUID | None = None
    visit: str | None = Field(None, max_length=60)


class Scheduled(BaseModel):
    model_config = ConfigDict(frozen=True)

    id: UUID
    ref: str


async def about(context: Context, wish: Schedule) -> Subject:
    return await agencies.subject(context, wish.agency)


@action("meeting.schedule", entry="meeting.planned", about=about)
async def schedule(context: Context, wish: Schedule) -> Scheduled:
    """Raises Invalid for what cannot be, Conflict where the same person is elsewhere in those hours."""
    body = await agencies.by_slug(context, wish.agency)
    ends_at = wish.starts_at + timedelta(minutes=wish.minutes)
    held.must_be_sensible(context, wish.starts_at, ends_at)
    place = await _place(context, body.place_code, wish.place)
    if wish.kind is not Kind.PLANNED and not wish.reason:
        raise Invalid("meeting.reason_needed", field="reason")
    await held.must_be_free(context, body.id, wish.starts_at, ends_at, is_deputy=wish.is_deputy)
    row = MeetingRow(
        id=new_id(),
        ref=await held.next_reference(context),
        agency_id=body.id,
        place_code=wish.place,
        kind=wish.kind.value,
        state=State.PLANNED.value,
        mode=wish.mode.value,
        starts_at=wish.starts_at,
        ends_at=ends_at,
        created_at=context.now,
        plan_id=wish.plan,
        visit_key=wish.visit,
        **wish.model_dump(
            include={"title_kk", "title_ru", "topic", "address_kk", "address_ru", "seats", "reason"}
        ),
        languages=list(wish.languages),
        interpretation=list(wish.interpretation),
        folded=folded_names(wish.title_kk, wish.title_ru, *held.names_of(body, place)),
        **await _by_law(context, body.id, wish),
    )
    await held.put_host(context, row, is_deputy=wish.is_deputy, name=wish.host_name)
    await row.save()
    await held.happened(context, row, ChangeKind.PLANNED, reason=wish.reason)
    return Scheduled(id=row.id, ref=row.ref)


async def _by_law(context: Context, agency_id: UUID, wish: Schedule) -> dict[str, Any]:
    """The duty that it serves, the days of announcement, the longest report."""
    duty = await duties.duty_at(context, agency_id, wish.place)
    share = await duties.norm(context, "report_share_percent")
    return {
        "rule_key": duty.rule_key if duty else None,
        "announce_days": duty.announce_days if duty else await duties.announce_days_of(context, agency_id),
        "report_minutes": report_minutes_max(wish.minutes, share),
    }


async def _place(context: Context, office_place: str | None, place: str | None) -> Place | None:
    """An akim meets people of the own territory; a ministry anybody. Raises Invalid for other places."""
    if place is None:
        if office_place is not None:
            raise Invalid("meeting.place_needed", field="place")
        return None
    try:
        line = await territories.line(context, place)
    except NotFound as missing:
        raise Invalid(missing.reason, field="place") from missing
    if office_place is not None and office_place not in {each.code for each in line}:
        raise Invalid("meeting.place_of_another", field="place")
    return line[-1]
