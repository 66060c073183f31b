"""Lists of promises and how many stand how: by place with all that lies under it, by office, by meeting."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, get_args
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.agencies import queries as agencies
from hearing_state.db import row, rows
from hearing_state.deadlines import queries as deadlines
from hearing_state.deadlines.board import prefix_of
from hearing_state.territories import queries as territories
from hearing_state.web.paging import PAGE_SIZE, Paged
from hearing_state.web.parts import PART_SIZE, Part, part_of
from meetings.commitments.commitment import Commitment, Kept, State
from meetings.commitments.views import Line

COLUMNS = """
c.id, c.ref, c.meeting_id, m.ref AS meeting_ref, m.starts_at AS meeting_starts_at, c.agency_id, c.first_agency_id, c.owner_name,
c.owner_post_kk, c.owner_post_ru, c.owner_post_en, c.quote, c.language, c.translation_kk, c.translation_ru, c.place_code, c.said_at,
c.offset_seconds, c.question_ref, c.first_due_on, c.due_on, c.state, c.kept_on, c.broken_on, c.is_narrowed, c.contests, c.made_by, c.made_at
"""
FROM = "FROM commitments_commitment c JOIN schedule_meeting m ON m.id = c.meeting_id"
Tab = Literal["due", "overdue", "kept", "broken"]
TABS: Sequence[Tab] = get_args(Tab)
EXPORTED_MAX = 20_000
# $1 is today in every one of them.
_TABS: dict[Tab, tuple[str, str]] = {
    "due": ("c.state = 'promised' AND c.due_on >= $1", "c.due_on, c.id"),
    "overdue": ("c.state = 'promised' AND c.due_on < $1", "c.due_on, c.id"),
    "kept": ("c.state = 'kept' AND $1::date IS NOT NULL", "c.kept_on DESC, c.id DESC"),
    "broken": ("c.state = 'broken' AND $1::date IS NOT NULL", "c.broken_on DESC, c.id DESC"),
}
_KEPT = """
SELECT count(*) FILTER (WHERE c.state = 'promised' AND c.due_on >= $1)::int AS due,
       count(*) FILTER (WHERE c.state = 'promised' AND c.due_on < $1)::int AS overdue,
       count(*) FILTER (WHERE c.state = 'kept' AND c.kept_on <= c.due_on)::int AS kept,
       count(*) FILTER (WHERE c.state = 'kept' AND c.kept_on > c.due_on)::int AS late,
       count(*) FILTER (WHERE c.state = 'broken')::int AS broken,
       count(*) FILTER (WHERE c.due_on <> c.first_due_on)::int AS moved,
       count(*) FILTER (WHERE c.contests > 0)::int AS contested
"""


@dataclass(frozen=True, slots=True)
class Filters:
    """``place``: with all that lies under it. ``agencies``: whose promises they are now."""

    place: str = ""
    agencies: tuple[UUID, ...] | None = None
    meeting: UUID | None = None


@dataclass
class Where:
    """Conditions with their parameters; a ``?`` becomes the parameter's number."""

    params: list[Any]
    parts: list[str] = field(default_factory=list)

    def add(self, condition: str, *params: Any) -> None:
        for param in params:
            self.params.append(param)
            condition = condition.replace("?", f"${len(self.params)}", 1)
        self.parts.append(condition)

    def __str__(self) -> str:
        return " AND ".join(self.parts)


async def kept(context: Context, filters: Filters) -> Kept:
    """How many stand how."""
    where = where_of(context, filters)
    found = await row(f"{_KEPT} FROM commitments_commitment c WHERE {where}", *where.params)
    return Kept(**(found or {}))


async def listed(
    context: Context, tab: Tab, filters: Filters, page: int = 1, counts: Kept | None = None
) -> Paged[Line]:
    """One page of a list: what is due first on top, what ended last on top. ``counts``: where they are known already."""
    known = counts or await kept(context, filters)
    total = {"due": known.due, "overdue": known.overdue, "kept": known.kept + known.late, "broken": known.broken}[tab]  # fmt: skip
    return Paged(await firsts(context, tab, filters, PAGE_SIZE, (page - 1) * PAGE_SIZE), page, total)


async def firsts(context: Context, tab: Tab, filters: Filters, limit: int, offset: int = 0) -> list[Line]:
    where = where_of(context, filters)
    chosen, order = _TABS[tab]
    where.add(chosen)
    sql = f"SELECT {COLUMNS} {FROM} WHERE {where} ORDER BY {order} LIMIT {int(limit)} OFFSET {int(offset)}"
    return await lines(context, [commitment_from(each) for each in await rows(sql, *where.params)])


async def all_of(
    context: Context, filters: Filters, *, newest: bool = False, limit: int = EXPORTED_MAX
) -> list[Line]:
    """Whatever its state, for files: in the order of the days, or the newest first."""
    where = where_of(context, filters)
    order = "c.made_at DESC, c.id DESC" if newest else "c.due_on, c.id"
    sql = f"SELECT {COLUMNS} {FROM} WHERE {where} ORDER BY {order} LIMIT {int(limit)}"
    return await lines(context, [commitment_from(each) for each in await rows(sql, *where.params)])


async def part(
    context: Context, filters: Filters, after: UUID | None = None, size: int = PART_SIZE
) -> Part[Line]:
    """Whatever its state, for files: the newest first."""
    where = where_of(context, filters)
    if after is not None:
        where.add("c.id < ?", after)
    sql = f"SELECT {COLUMNS} {FROM} WHERE {where} ORDER BY c.id DESC LIMIT {size + 1}"
    found = await lines(context, [commitment_from(each) for each in await rows(sql, *where.params)])
    return part_of(found, lambda each: each.commitment.id, size)


async def of_meeting(context: Context, meeting_id: UUID) -> list[Line]:
    """What was promised in one meeting, in the order in which it was said; what was annulled is left out."""
    sql = (
        f"SELECT {COLUMNS} {FROM} WHERE c.meeting_id = $1 AND c.state <> 'annulled' ORDER BY c.said_at, c.id"
    )
    return await lines(context, [commitment_from(each) for each in await rows(sql, meeting_id)])


async def lines(context: Context, found: Iterable[Commitment]) -> list[Line]:
    """With clocks of today; bodies and places of all of them are asked for together."""
    wanted = list(found)
    calendar = await deadlines.working_calendar(context)
    bodies = await agencies.agencies(context, [each.agency_id for each in wanted])
    places = await territories.places(context, [each.place_code for each in wanted if each.place_code])
    return [
        Line(
            each,
            each.words_in(context.locale),
            bodies[each.agency_id],
            places.get(each.place_code or ""),
            each.standing(context.today, calendar),
            each.verdict(context.today, calendar),
        )
        for each in wanted
    ]


def commitment_from(found: dict[str, Any]) -> Commitment:
    return Commitment(**{**found, "state": State(found["state"])})


def where_of(context: Context, wanted: Filters) -> Where:
    where = Where([context.today], ["c.state <> 'annulled' AND $1::date IS NOT NULL"])
    if wanted.place:
        under = prefix_of(wanted.place)
        where.add('c.place_code COLLATE "C" BETWEEN ? AND ?', under.ljust(9, "0"), under.ljust(9, "9"))
    if wanted.agencies is not None:
        where.add("c.agency_id = ANY (?::uuid[])", list(wanted.agencies))
    if wanted.meeting is not None:
        where.add("c.meeting_id = ?", wanted.meeting)
    return where
