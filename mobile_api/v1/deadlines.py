"""What is owed by when, why that day, and a reckoning for anybody."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated
from uuid import UUID

from pydantic import Field

from hearing_state.actions import Context
from hearing_state.agencies import queries as agencies
from hearing_state.agencies.agency import Agency
from hearing_state.deadlines import board, queries
from hearing_state.deadlines.calculator import moment_of_receipt, reckon
from hearing_state.deadlines.clock_view import ClockView
from hearing_state.errors import Invalid
from hearing_state.rulebook import NoSuchRule
from mobile_api.cursor import page_of, to_page
from mobile_api.endpoint import Endpoint, endpoint
from mobile_api.reading import Asked
from mobile_api.v1 import shapes

_MOMENT = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}(:[0-9]{2})?(Z|[+-][0-9]{2}:[0-9]{2})?)?$"


class ById(Asked):
    id: UUID


class OnTheBoard(Asked):
    tab: Annotated[board.Tab, Field(description="Which of the four lists")] = "owed"
    body: Annotated[str | None, Field(max_length=200, description="A body's slug")] = None
    place: Annotated[
        str | None, Field(pattern=r"^[1-9][0-9]{8}$", description="With all that lies under it")
    ] = None
    rule: Annotated[str | None, Field(max_length=60, description="A term of law, like `appeal.answer`")] = (
        None
    )
    cursor: Annotated[str | None, Field(max_length=40, description="`next` of the page before")] = None


class ToReckon(Asked):
    rule: Annotated[
        str, Field(min_length=1, max_length=60, description="A term of law, like `appeal.answer`")
    ]
    received_at: Annotated[
        str,
        Field(
            pattern=_MOMENT,
            description="A day (within working hours) or a moment; without offset in Kazakhstan",
        ),
    ]


async def show_board(context: Context, query: OnTheBoard) -> shapes.Board:
    """The deadline board: owed nearest first, overdue, kept and late newest first."""
    number = page_of(query.cursor)
    body = await agencies.by_slug(context, query.body) if query.body else None
    found = await board.board(
        context, query.tab, agency=body.id if body else None, place=query.place, rule=query.rule, page=number
    )
    bodies = await _bodies(context, found.rows)
    return shapes.Board(
        deadlines=[_deadline(clock, bodies) for clock in found.rows],
        totals=shapes.Totals.of(found.totals),
        next=to_page(number + 1) if number * board.PAGE_SIZE < found.total else None,
    )


async def explain_deadline(context: Context, path: ById) -> shapes.WhyThisDate:
    """Why this date: every event, and every day counted or skipped with its reason."""
    found = await queries.explain(context, path.id)
    bodies = await _bodies(context, [found.clock])
    return shapes.WhyThisDate(
        deadline=_deadline(found.clock, bodies),
        happenings=[shapes.Happening.of(each) for each in found.happenings],
        days=shapes.days_of(found.reckoning.days),
        calendar_version=found.reckoning.calendar_version,
    )


async def calculate(context: Context, query: ToReckon) -> shapes.Reckoned:
    """The legal day for a rule and a moment of receipt, with every day that leads there."""
    try:
        received_at = moment_of_receipt(query.received_at)
        calendar = await queries.working_calendar(context)
        found = reckon(query.rule, received_at, calendar, context.settings.working_day_ends)
    except (ValueError, OverflowError):
        raise Invalid("deadline.moment_not_understood", field="received_at") from None
    except NoSuchRule:
        raise Invalid("deadline.no_rule", field="rule") from None
    return shapes.Reckoned(
        term=shapes.Term.of(found.rule),
        registered_on=found.registered_on,
        due_on=found.due_on,
        days=shapes.days_of(found.days),
        calendar_version=found.calendar_version,
    )


async def _bodies(context: Context, clocks: Iterable[ClockView]) -> dict[UUID, Agency]:
    return await agencies.agencies(context, {clock.agency_id for clock in clocks if clock.agency_id})


def _deadline(clock: ClockView, bodies: dict[UUID, Agency]) -> shapes.Deadline:
    return shapes.Deadline.of(clock, bodies.get(clock.agency_id) if clock.agency_id else None)


ENDPOINTS: tuple[Endpoint, ...] = (
    endpoint("GET", "/deadlines", show_board, reads=board.board, fresh_seconds=30),
    endpoint("GET", "/deadlines/{id}", explain_deadline, reads=queries.explain, fresh_seconds=30),
    endpoint("GET", "/calculator", calculate, reads=queries.working_calendar, fresh_seconds=300),
)
