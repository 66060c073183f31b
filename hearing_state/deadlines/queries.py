"""Reading clocks. They are public: a private matter has a public clock, without its content.

Overdue is a comparison of the due day with today, made when somebody looks; no job has a part in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from uuid import UUID

from hearing_state.actions import Context, permitted, require
from hearing_state.clock import ALMATY
from hearing_state.db import row, rows, value
from hearing_state.deadlines import recount
from hearing_state.deadlines.calculator import moment_of_receipt, reckon
from hearing_state.deadlines.calendars import LATEST, calendar_at, calendar_in_force, calendar_of, decrees
from hearing_state.deadlines.clock_view import COLUMNS, ClockView, reminded_of, view
from hearing_state.deadlines.decree import check_days, read_days
from hearing_state.deadlines.explanation import Explanation, Happening, told
from hearing_state.deadlines.history import rule_of
from hearing_state.deadlines.models import ClockRow, DecreeRow, EventRow
from hearing_state.deadlines.preview import DecreeShown, Preview
from hearing_state.deadlines.recorded import event_of
from hearing_state.deadlines.standing import Standing
from hearing_state.deadlines.statutory_clock import Reckoning, fold
from hearing_state.deadlines.working_calendar import CalendarEnds, Decree, WorkingCalendar
from hearing_state.errors import Invalid, NotFound
from hearing_state.permissions import Subject
from hearing_state.rulebook import NoSuchRule

_OF = f"select {COLUMNS} from deadlines_clock where about = any ($1::text[]) order by about, kind, id"
_ONE = f"select {COLUMNS}, {LATEST} as latest, {reminded_of('$1')} as reminded from deadlines_clock where id = $1"
_DUE_FOR = f"""
select {COLUMNS} from deadlines_clock
 where agency_id = any ($1::uuid[]) and settled_on is null order by due_on nulls last, id limit $2
"""
_OUTDATED = """
select 1 from deadlines_clock where settled_on is null and due_on is not null and calendar_version <> $1
limit 1
"""


async def clock(context: Context, clock_id: UUID) -> ClockView:
    """Raises NotFound."""
    found = await row(_ONE, clock_id)
    if found is None:
        raise NotFound("deadline.not_found")
    return view(found, context.today, await calendar_of(found["latest"]))


async def clocks_of(context: Context, about: str) -> list[ClockView]:
    """All clocks of a thing, duties before inner steps, oldest first."""
    return (await clocks_of_each(context, [about])).get(about, [])


async def clocks_of_each(context: Context, abouts: Iterable[str]) -> dict[str, list[ClockView]]:
    """The same for a list of things, with one question to the database."""
    calendar = await calendar_in_force()
    found: dict[str, list[ClockView]] = {}
    for each in await rows(_OF, sorted(set(abouts))):
        found.setdefault(each["about"], []).append(view(each, context.today, calendar))
    return found


async def standings(context: Context, abouts: Iterable[str]) -> dict[str, Standing]:
    """The clock to show beside each thing: its open duty that is due first, else the one settled last."""
    found = await clocks_of_each(context, abouts)
    shown = {about: main_clock(clocks) for about, clocks in found.items()}
    return {about: each.standing for about, each in shown.items() if each is not None}


async def standing(context: Context, about: str) -> Standing | None:
    return (await standings(context, [about])).get(about)


def main_clock(clocks: Sequence[ClockView]) -> ClockView | None:
    """The clock that stands for a thing with several."""
    duties = [each for each in clocks if each.kind == "duty"]
    running = [each for each in duties if each.is_open]
    if running:
        return min(running, key=lambda each: (each.due_on is None, each.due_on or each.registered_on))
    return max(duties, key=lambda each: each.settled_on or each.registered_on, default=None)


async def due_for_agency(context: Context, agencies: Iterable[UUID], limit: int = 50) -> list[ClockView]:
    """What these bodies owe, nearest first, what stands still last."""
    calendar = await calendar_in_force()
    found = await rows(_DUE_FOR, sorted(set(agencies)), limit)
    return [view(each, context.today, calendar) for each in found]


async def explain(context: Context, clock_id: UUID) -> Explanation:
    """Why this date: every event, every day counted or skipped, by the calendar it was reckoned with."""
    shown = await clock(context, clock_id)
    row_ = await ClockRow.get(id=clock_id)
    events = await EventRow.filter(clock_id=clock_id).order_by("number")
    history = [event_of(each.kind, each.facts) for each in events]
    calendar = await calendar_at(row_.calendar_version)
    sees_reasons = shown.is_public or permitted(
        context, "deadline.see_private", Subject(shown.about, agencies=_agencies_of(shown))
    )
    happened = tuple(
        Happening(each.number, told(event, sees_reasons=sees_reasons), each.due_on, each.created_at)
        for each, event in zip(events, history, strict=True)
    )
    return Explanation(shown, fold(rule_of(row_), history, calendar), happened)


def _agencies_of(shown: ClockView) -> frozenset[UUID]:
    return frozenset({shown.agency_id} if shown.agency_id else ())


async def calculate(context: Context, rule: str, day: str, time: str = "") -> Reckoning:
    """A legal day for anybody who asks, with the calendar in force. Raises Invalid with the field at fault."""
    try:
        received_at = moment_of_receipt(f"{day}T{time}" if time else day)
    except ValueError as why:
        raise Invalid("deadline.moment_not_understood", field="day") from why
    try:
        return reckon(rule, received_at, await calendar_in_force(), context.settings.working_day_ends)
    except NoSuchRule as why:
        raise Invalid("deadline.no_rule", field="rule") from why
    except CalendarEnds as why:
        raise Invalid(why.reason, field="day", **why.values) from why


async def working_calendar(context: Context) -> WorkingCalendar:
    """The calendar in force, for reckonings that have no clock yet."""
    del context
    return await calendar_in_force()


async def calendar_health(context: Context) -> str | None:
    """None while well; a sentence for the operator once the calendar's end is near."""
    calendar = await calendar_in_force()
    if not calendar.is_near_its_end(context.today):
        return None
    left = (calendar.until_on - context.today).days
    return f"the working calendar ends on {calendar.until_on}, in {left} days: add a decree for the next year"


CALENDAR_FIGURES = {
    "calendar_days_left": "Days until the last one that the working calendar knows",
    "calendar_until_seconds": "The last day that the working calendar knows, in seconds since 1970",
}


async def calendar_figures(context: Context) -> dict[str, float]:
    """How far the working calendar in force reaches."""
    until_on = (await calendar_in_force()).until_on
    return {
        "calendar_days_left": float((until_on - context.today).days),
        "calendar_until_seconds": datetime.combine(until_on, time.min, ALMATY).timestamp(),
    }


async def are_outdated(context: Context) -> bool:
    """Whether some open clock was reckoned by a calendar that a new release replaced."""
    del context
    return await value(_OUTDATED, (await calendar_in_force()).version) is not None


async def all_decrees(context: Context) -> list[DecreeShown]:
    """Every version of the calendar that an administrator made, newest first."""
    require(context, "calendar.see")
    days = {decree.number: decree.days for decree in await decrees()}
    return [
        DecreeShown(each.number, each.source, each.decided_on, each.until_on, each.moved, days[each.number])
        for each in await DecreeRow.all().order_by("-number")
    ]


async def preview_decree(context: Context, source: str, days: str, until_on: date | None = None) -> Preview:
    """What would move if this were decreed. Raises Invalid as the action would."""
    require(context, "calendar.add_decree")
    before = await calendar_in_force()
    read = read_days(days)
    check_days(read, until_on, before)
    decree = Decree(1 + await DecreeRow.all().count(), source, read, until_on)
    after = before.with_decrees([decree])
    moves = await recount.moves(after, [day.on for day in read])
    return Preview(before.version, read, until_on, tuple(moves))
