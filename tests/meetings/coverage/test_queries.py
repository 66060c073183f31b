"""A village that waits is seen the day after its interval ended, without any job; the numbers of the parts add up."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hearing_state.clock import ALMATY
from hearing_state.db import execute, rows
from hearing_state.territories import queries as territories
from meetings.coverage import queries, waiting
from meetings.coverage.queries import Coverage
from meetings.coverage.totals import Totals
from meetings.duties import queries as duties
from meetings.duties.actions.exempt_place import ExemptPlace, exempt_place
from meetings.duties.actions.set_rule import SetRule, set_rule
from meetings.duties.duty import PeriodKind, Standing
from meetings.duties.exemption import Reason
from meetings.schedule.actions.cancel import Cancel, cancel
from tests.agencies.country import ABAI_DISTRICT, ABAI_OBLAST, QARAAUYL, QARAAUYL_OKRUG, mapped
from tests.meetings.coverage.years import Past, lay, record_since, slowly
from tests.meetings.world import World, at_moment

JANUARY = date(2026, 1, 1)
UNIT, VILLAGE_IN_UNIT = "114439000", "114439100"


def on(day: date, hour: int = 12, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ALMATY)


async def line_at(here: World, day: date, code: str = QARAAUYL) -> waiting.Line:
    context = at_moment(here.visitor, on(day))
    found = await waiting.of_place(context, await territories.place(context, code))
    return found[0]


async def test_a_village_that_was_skipped_is_overdue_the_day_after_its_half_year(here: World):
    await record_since(here, JANUARY)
    assert (await line_at(here, date(2026, 6, 30))).standing is Standing.DUE_SOON
    line = await line_at(here, date(2026, 7, 1))
    assert line.standing is Standing.OVERDUE
    assert (line.overdue_since, line.last, line.days_since) == (date(2026, 7, 1), None, None)
    just_before = at_moment(here.visitor, on(date(2026, 6, 30), 23, 59))
    village = await territories.place(here.visitor, QARAAUYL)
    assert (await waiting.of_place(just_before, village))[0].standing is Standing.DUE_SOON
    midnight = at_moment(here.visitor, on(date(2026, 7, 1), 0))
    assert (await waiting.of_place(midnight, village))[0].standing is Standing.OVERDUE


async def test_made_up_later_it_is_not_overdue_any_more(here: World):
    await record_since(here, JANUARY)
    await lay([Past(here.okrug.id, QARAAUYL, date(2026, 9, 3))])
    assert (await line_at(here, date(2026, 9, 2))).is_overdue
    line = await line_at(here, date(2026, 9, 10))
    assert (line.standing, line.days_since, line.overdue_since) == (Standing.OPEN, 7, None)
    kept = (await waiting.past(at_moment(here.visitor, on(date(2026, 9, 10))), [line]))[line]
    assert [(each.period.key, each.held) for each in kept] == [("2026-H1", 0)]


async def test_it_waits_since_the_first_period_without_a_meeting(here: World):
    await record_since(here, date(2024, 1, 1))
    await lay([Past(here.okrug.id, QARAAUYL, date(2025, 5, 20))])
    line = await line_at(here, date(2026, 11, 23))
    assert (line.overdue_since, line.last and line.last.on) == (date(2026, 1, 1), date(2025, 5, 20))


async def test_a_meeting_of_another_office_or_in_another_village_does_not_count(here: World):
    await record_since(here, JANUARY)
    await lay(
        [
            Past(here.district.id, QARAAUYL, date(2026, 3, 3)),
            Past(here.okrug.id, QARAAUYL_OKRUG, date(2026, 3, 4)),
        ]
    )
    assert (await line_at(here, date(2026, 7, 1))).is_overdue


async def test_a_cancelled_meeting_does_not_count_and_a_plan_is_no_meeting(here: World):
    await record_since(here, JANUARY)
    planned = await here.planned("2026-12-15")
    line = await line_at(here, date(2026, 11, 24))
    assert line.standing is Standing.OVERDUE
    assert line.next is not None
    assert (line.next.ref, line.next.is_announced) == (planned.ref, False)
    await cancel(here.clerk, Cancel(meeting=planned.ref, reason="Қар басып, жол жабылды."))
    line = await line_at(here, date(2026, 11, 24))
    assert line.next is None
    assert (await line_at(here, date(2026, 12, 16))).last is None


async def test_a_meeting_held_through_the_system_counts_at_once(here: World):
    await record_since(here, JANUARY)
    held = await here.held("2026-12-15")
    line = await line_at(here, date(2026, 12, 16))
    assert line.last is not None
    assert (line.last.ref, line.days_since, line.standing) == (held.ref, 1, Standing.DUE_SOON)


async def test_late_in_the_evening_counts_for_the_day_in_kazakhstan(here: World):
    """Half past one at night on 1 July in Almaty is 30 June in UTC."""
    await record_since(here, JANUARY)
    await lay([Past(here.okrug.id, QARAAUYL, date(2026, 7, 1), minute=90)])
    line = await line_at(here, date(2026, 7, 2))
    assert line.standing is Standing.OPEN
    kept = (await waiting.past(at_moment(here.visitor, on(date(2026, 7, 2))), [line]))[line]
    assert [each.held for each in kept] == [0]


async def test_nobody_waits_where_nobody_lives(here: World):
    await record_since(here, JANUARY)
    wish = ExemptPlace(place=QARAAUYL, reason=Reason.UNINHABITED, source="2021 жылғы санақ")
    before = await queries.nation(here.visitor)
    await exempt_place(here.administrator, wish)
    after = await queries.nation(here.visitor)
    assert after.totals.overdue == before.totals.overdue - 1
    assert after.totals.exempt == 1
    assert after.uncovered == 0
    assert await queries.uncovered(here.visitor) == []
    lines = await waiting.of_place(here.visitor, await territories.place(here.visitor, QARAAUYL))
    assert QARAAUYL not in {each.place_code for each in lines}


async def test_nothing_before_the_record_began_is_overdue(here: World):
    numbers = (await queries.nation(here.visitor)).totals
    assert (numbers.overdue, numbers.judged, numbers.kept_share) == (0, 0, None)
    assert numbers.duties > 100


async def test_a_new_village_appears_at_once_and_is_first_judged_after_a_whole_period(here: World, tmp_path):
    await record_since(here, JANUARY)
    from tests.agencies.country import MAP

    file = tmp_path / "map.csv"
    new = "103230200,demo,settlement,2,село Жаңаауыл,Жаңаауыл ауылы"
    heading, *lines = MAP.read_text(encoding="utf-8").splitlines()
    columns = heading.split(",")
    values = dict(
        zip(("kato", "kato_version", "level", "type_code", "name_ru", "name_kk"), new.split(","), strict=True)
    )
    file.write_text(
        "\n".join([heading, *lines, ",".join(values[name] for name in columns)]) + "\n", encoding="utf-8"
    )
    in_december = at_moment(here.system, on(date(2026, 12, 10)))
    await mapped(in_december, file=file)
    line = await line_at(here, date(2026, 12, 10), "103230200")
    assert (line.place_code, line.standing, line.counted_from) == (
        "103230200",
        Standing.DUE_SOON,
        date(2026, 12, 10),
    )
    assert (await line_at(here, date(2027, 1, 1), "103230200")).standing is Standing.OPEN
    assert (await line_at(here, date(2027, 7, 1), "103230200")).standing is Standing.OVERDUE


async def test_a_village_without_a_duty_of_its_own_is_met_with_its_unit(here: World):
    await record_since(here, JANUARY)
    line = await line_at(here, date(2026, 11, 23), VILLAGE_IN_UNIT)
    assert line.rule.key == "akim.own_unit"
    assert (line.place_code, line.period) == (UNIT, PeriodKind.QUARTER)
    assert line.standing is Standing.OVERDUE


async def test_every_duty_that_concerns_a_village_stands_there_the_nearest_first(here: World):
    village = await territories.place(here.visitor, QARAAUYL)
    found = await waiting.of_place(here.visitor, village)
    assert [each.place_code for each in found] == [QARAAUYL, QARAAUYL_OKRUG, ABAI_DISTRICT]
    assert [each.rule.key for each in found] == ["akim.okrug", "akim.district", "akim.oblast"]
    assert all("826" in each.source.source_ru for each in found)


async def test_ministers_are_met_by_the_whole_country(here: World):
    (ministry,) = await rows("SELECT id FROM agencies_agency WHERE slug = 'ministry-of-transport'") or [
        {"id": None}
    ]
    if ministry["id"] is None:
        pytest.skip("the map has no ministries")
    await record_since(here, JANUARY)
    await lay(
        [Past(ministry["id"], QARAAUYL, date(2026, 8, 3)), Past(ministry["id"], None, date(2026, 11, 3))]
    )
    line = next(each for each in await waiting.of_country(here.visitor) if each.agency_id == ministry["id"])
    assert line.standing is Standing.MET
    country = await queries.nation(here.visitor)
    assert country.parts[-1].place is None
    assert country.parts[-1].totals.held == 2
    assert sum(each.totals.held for each in country.parts[:-1]) == 0


async def test_a_corrected_interval_is_judged_by_the_longer_of_the_two(here: World):
    await record_since(here, JANUARY)
    met_in_spring = [Past(here.okrug.id, QARAAUYL, date(2026, 4, 3))]
    await lay(met_in_spring)
    assert (await line_at(here, date(2026, 11, 23))).standing is Standing.OPEN
    source = {"source_kk": "Жаңа редакция", "source_ru": "Новая редакция"}
    wish = SetRule(rule="akim.okrug", times=1, period=PeriodKind.QUARTER, announce_days=7, **source)
    await set_rule(here.administrator, wish)
    line = await line_at(here, date(2026, 11, 23))
    # The third quarter had no meeting, but until now the law asked for one in each half-year.
    assert (line.period, line.judged_by, line.standing) == (
        PeriodKind.QUARTER,
        PeriodKind.HALF_YEAR,
        Standing.OPEN,
    )
    assert (await line_at(here, date(2027, 1, 1))).overdue_since == date(2027, 1, 1)
    assert (await line_at(here, date(2027, 4, 1))).judged_by is PeriodKind.QUARTER
    skipped = await line_at(here, date(2026, 11, 23), "103235100")
    assert (skipped.standing, skipped.overdue_since) == (Standing.OVERDUE, date(2026, 7, 1))


async def test_who_waits_longest_stands_first(here: World):
    await record_since(here, date(2024, 1, 1))
    await lay(
        [
            Past(here.okrug.id, QARAAUYL, date(2025, 11, 20)),
            Past(here.district.id, QARAAUYL_OKRUG, date(2025, 3, 20)),
        ]
    )
    district = await territories.place(here.visitor, ABAI_DISTRICT)
    found = await waiting.lines(here.visitor, district, (Standing.OVERDUE,), size=200)
    assert found.total == len(found.items)
    assert [each.place_code for each in found.items[-2:]] == [QARAAUYL_OKRUG, QARAAUYL]
    assert all(each.last is None for each in found.items[:-2])
    second = await waiting.lines(here.visitor, district, (Standing.OVERDUE,), page=2, size=10)
    assert [each.place_code for each in second.items] == [each.place_code for each in found.items[10:20]]
    assert second.total == found.total


async def test_the_share_online_counts_what_is_overdue_below_the_line(here: World):
    await record_since(here, JANUARY)
    days = [date(2026, 2, 3), date(2026, 8, 4), date(2026, 8, 5), date(2025, 11, 5)]
    modes = ["online", "hybrid", "hall", "online"]
    await lay(Past(here.okrug.id, QARAAUYL, day, mode=mode) for day, mode in zip(days, modes, strict=True))
    okrug = await queries.within(here.visitor, await territories.place(here.visitor, QARAAUYL_OKRUG))
    assert (okrug.totals.held, okrug.totals.online) == (3, 2)
    waits = okrug.totals.overdue
    assert okrug.totals.online_share == 2 / (3 + waits)
    assert [(each.period.key, each.held, each.online) for each in okrug.quarters] == [
        ("2025-Q4", 1, 1), ("2026-Q1", 1, 1), ("2026-Q2", 0, 0), ("2026-Q3", 2, 1),
    ]  # fmt: skip
    own, quarters = await queries.of_offices(here.visitor, [here.okrug.id])
    assert (own.held, own.online, quarters[-1].held) == (3, 2, 2)
    empty = await queries.within(here.visitor, await territories.place(here.visitor, "114400000"))
    assert empty.totals.online_share is None


async def test_a_place_that_nobody_must_meet_is_told_to_the_operator(here: World):
    assert await queries.health(here.visitor) is None
    await execute(
        "UPDATE agencies_agency SET dissolved_on = $2::date, successor_id = $3 WHERE id = $1",
        here.okrug.id, here.visitor.today, here.district.id,
    )  # fmt: skip
    told = await queries.health(here.visitor)
    assert told is not None
    assert QARAAUYL in told
    assert (await queries.nation(here.visitor)).uncovered == len(await queries.uncovered(here.visitor)) == 1


async def _tree(here: World, coverage: Coverage, found: dict[str, Totals], context) -> None:
    """Down to the leaves: a unit is the sum of its parts and of what is owed to it as a whole."""
    for part in coverage.parts:
        if part.place is None:
            found[""] = part.totals
            continue
        found[part.place.code] = part.totals
        under = await queries.within(context, part.place)
        assert under.totals == part.totals
        await _tree(here, under, found, context)


def numbers_only(totals: Totals) -> Totals:
    return replace(totals, held=0, online=0, exempt=0)


def meetings_of(here: World, spots: list[tuple], many: list[tuple[int, int, str, str]]) -> list[Past]:
    """Each office holds at most one of these in a minute."""
    made = []
    for number, (spot, days, state, mode) in enumerate(many):
        agency, place = spots[spot % len(spots)]
        made.append(
            Past(
                agency,
                place,
                date(2024, 6, 1) + timedelta(days=days),
                state,
                mode,
                minute=(number * 6) % 1380,
            )
        )
    return made


MEETINGS = st.lists(
    st.tuples(
        st.integers(0, 10_000),
        st.integers(0, 1200),
        st.sampled_from(["held", "held", "held", "recorded", "live", "planned", "announced", "cancelled"]),
        st.sampled_from(["online", "hall", "hybrid"]),
    ),
    max_size=150,
)
DAYS = st.dates(date(2025, 7, 1), date(2027, 7, 2))
ONE_DATABASE = settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@ONE_DATABASE
@given(many=MEETINGS, day=DAYS, since=st.sampled_from([date(2024, 1, 1), date(2025, 6, 1), JANUARY]))
async def test_the_country_is_the_sum_of_its_parts_as_reckoned_one_by_one(here: World, many, day, since):
    await execute("DELETE FROM schedule_meeting")
    await record_since(here, since)
    owed = sorted({(each.agency_id, each.place_code or "") for each in await duties.every_duty(here.visitor)})
    spots = [(agency, place or None) for agency, place in owed]
    meetings = meetings_of(here, spots, many)
    await lay(meetings)
    context = at_moment(here.visitor, on(day))
    slow = await slowly(context, meetings)
    country = await queries.nation(context)
    for part in country.parts:
        code = part.place.code if part.place else ""
        assert numbers_only(part.totals) == slow.get(code, Totals())
    numbers = country.totals
    assert numbers.duties == sum(
        getattr(numbers, each) for each in ("met", "planned", "open", "due_soon", "overdue")
    )
    oblast = await territories.place(context, ABAI_OBLAST)
    found: dict[str, Totals] = {}
    await _tree(here, await queries.within(context, oblast), found, context)
    for code, totals in found.items():
        assert numbers_only(totals) == slow.get(code, Totals()), code
    held = [each for each in meetings if each.state in {"held", "recorded", "live"} and each.on <= day]
    of_year = [each for each in held if each.on.year == day.year]
    assert numbers.held == len(of_year)
    assert numbers.online == sum(each.mode != "hall" for each in of_year)


def test_totals_add_up_field_by_field():
    one = Totals(**{each.name: number for number, each in enumerate(fields(Totals), start=1)})
    assert one + Totals() == one
    assert (one + one).overdue == 2 * one.overdue
