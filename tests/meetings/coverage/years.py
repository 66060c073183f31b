"""Meetings of past and coming years laid straight into the calendar, and the slow reckoning that coverage is held to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.clock import ALMATY, day_of
from hearing_state.db import execute
from hearing_state.ids import new_id
from hearing_state.territories import queries as territories
from meetings.coverage.totals import Totals
from meetings.duties import queries as duties
from meetings.duties.actions.set_record_start import SetRecordStart, set_record_start
from meetings.duties.duty import Duty, Kept, period_of, standing_of
from tests.meetings.world import World

HAPPENED = {"live", "held", "recorded"}
_INSERT = """
INSERT INTO schedule_meeting (id, ref, agency_id, place_code, kind, state, mode, starts_at, ends_at, title_kk, title_ru, languages,
                              interpretation, report_minutes, announce_days, started_at, finished_at, created_at)
SELECT m.id, m.ref, m.agency_id, m.place_code, m.kind, m.state, m.mode, m.starts_at, m.starts_at + interval '5 minutes', 'Кездесу',
       'Встреча', '{kk}', '{}', 1, 7, m.starts_at, m.starts_at + interval '4 minutes', m.starts_at
  FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[], $8::timestamptz[])
       AS m (id, ref, agency_id, place_code, kind, state, mode, starts_at)
"""


@dataclass(frozen=True)
class Past:
    """A meeting that a test lays down. Hours are given in minutes of its day, so that no office is in two places."""

    agency: UUID
    place: str | None
    on: date
    state: str = "held"
    mode: str = "online"
    kind: str = "planned"
    minute: int = 600

    @property
    def starts_at(self) -> datetime:
        return datetime.combine(self.on, time.min, ALMATY) + timedelta(minutes=self.minute)


async def lay(meetings: Iterable[Past]) -> None:
    """No action puts a meeting into the past."""
    many = list(meetings)
    ids = [new_id() for _each in many]
    await execute(
        _INSERT, ids, [f"M-2000-{each.int % 10**9:09}" for each in ids], [each.agency for each in many],
        [each.place for each in many], [each.kind for each in many], [each.state for each in many],
        [each.mode for each in many], [each.starts_at for each in many],
    )  # fmt: skip


async def record_since(here: World, day: date) -> None:
    reason = "Ескі кездесулер мұрағаттан енгізілді."
    await set_record_start(here.administrator, SetRecordStart(from_on=day, reason=reason))


def kept_of(duty: Duty, meetings: Sequence[Past], now: datetime) -> Kept:
    """Counted one by one, as the sentence says it: same office, same place, held, in the period."""
    today = day_of(now)
    present = period_of(today, duty.period)
    own = [
        each for each in meetings if each.agency == duty.agency_id and duty.place_code in {None, each.place}
    ]
    held = [each.on for each in own if each.state in HAPPENED and each.on <= today]
    ahead = [
        each
        for each in own
        if each.state in {"planned", "announced"} and each.starts_at + timedelta(minutes=5) > now
    ]
    return Kept(
        held_before=sum(day in present.before for day in held),
        held_since=sum(day > present.before.until_on for day in held),
        planned=sum(each.on in present for each in ahead),
    )


async def slowly(context: Context, meetings: Sequence[Past]) -> dict[str, Totals]:
    """The country's numbers by the places of the tree: for every unit the sum of all duties under it; "" for the ministries."""
    line_of = {each.code: each.line_codes for each in await territories.every_open(context)}
    counts: dict[str, Counter[str]] = {}
    for duty in await duties.every_duty(context):
        standing = standing_of(duty, kept_of(duty, meetings, context.now), context.today)
        is_judged = period_of(context.today, duty.period).before.from_on >= duty.counted_from
        for code in line_of[duty.place_code] if duty.place_code else ("",):
            counts.setdefault(code, Counter()).update(
                [standing.value, "duties", *(["judged"] if is_judged else [])]
            )
    return {code: Totals(**found) for code, found in counts.items()}
