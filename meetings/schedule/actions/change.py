"""Where, how and in which languages a meeting is held is changed; its hour is moved by ``move``."""

from __future__ import annotations

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.errors import Invalid
from hearing_state.permissions import Subject
from meetings.schedule import held, queries
from meetings.schedule.actions.announce import must_have_a_hall
from meetings.schedule.actions.schedule import Language
from meetings.schedule.meeting import SEATS_MAX, ChangeKind, Mode, State

_PLAIN = ("title_kk", "title_ru", "topic", "address_kk", "address_ru", "join_kk", "join_ru", "seats")


class Change(Wish):
    """All details as they shall stand. ``reason`` is needed once the meeting is announced."""

    meeting: str = Field(max_length=20)
    mode: Mode
    title_kk: str = Field(min_length=5, max_length=200)
    title_ru: str = Field(min_length=5, max_length=200)
    topic: str | None = Field(None, max_length=40)
    languages: tuple[Language, ...] = Field(min_length=1, max_length=3)
    interpretation: tuple[Language, ...] = Field((), max_length=3)
    is_deputy: bool = False
    host_name: str = Field("", max_length=200)
    address_kk: str = Field("", max_length=300)
    address_ru: str = Field("", max_length=300)
    seats: int | None = Field(None, ge=1, le=SEATS_MAX)
    join_kk: str = Field("", max_length=1000)
    join_ru: str = Field("", max_length=1000)
    reason: str = Field("", max_length=1000)


async def about(context: Context, wish: Change) -> Subject:
    return await queries.subject(context, wish.meeting)


@action("meeting.change", entry="meeting.changed", about=about)
async def change(context: Context, wish: Change) -> None:
    row = await held.hold(wish.meeting)
    held.step(row, "change")
    before = {name: getattr(row, name) for name in (*_PLAIN, "mode", "languages", "host_is_deputy")}
    for name in _PLAIN:
        setattr(row, name, getattr(wish, name))
    row.mode = wish.mode.value
    row.languages, row.interpretation = list(wish.languages), list(wish.interpretation)
    if wish.is_deputy != row.host_is_deputy:
        await held.must_be_free(
            context, row.agency_id, row.starts_at, row.ends_at, is_deputy=wish.is_deputy, but=row.id
        )
    await held.put_host(context, row, is_deputy=wish.is_deputy, name=wish.host_name)
    row.folded = await held.folded_again(context, row)
    if row.state == State.ANNOUNCED:
        must_have_a_hall(row)
        if not wish.reason:
            raise Invalid("meeting.reason_needed", field="reason")
    await row.save()
    changed = sorted(name for name, value in before.items() if getattr(row, name) != value)
    await held.happened(context, row, ChangeKind.CHANGED, reason=wish.reason, changed=changed)
