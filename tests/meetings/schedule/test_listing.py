"""What concerns a place, how lists are narrowed and ordered, what a month shows."""

from __future__ import annotations

from datetime import date

import pytest

from hearing_state.agencies import queries as agencies
from hearing_state.permissions import Actor, Grant, Role
from meetings.schedule import listing
from meetings.schedule.actions.announce import Announce, announce
from meetings.schedule.actions.cancel import Cancel, cancel
from meetings.schedule.actions.change import Change, change
from meetings.schedule.actions.move import Move, move
from meetings.schedule.actions.schedule import Schedule, schedule
from meetings.schedule.filters import Filters
from tests.agencies.country import ABAI_DISTRICT, ABAI_OBLAST, ALMATY, QARAAUYL, QARAAUYL_OKRUG
from tests.meetings.world import World, at_moment, hour

TRANSPORT = "ministry-of-transport"
REASON_KK = "Жолды қар басып қалды, жету мүмкін емес."
DECEMBER = date(2026, 12, 1)


async def planned_by(here: World, slug: str, place: str | None, day: str, **more) -> str:
    body = await agencies.by_slug(here.system, slug)
    clerk = here.as_("clerk", body.id, person_id=here.secretary)
    given = {"agency": slug, "place": place, "mode": "online", "starts_at": hour(day), "title_kk": "Халықпен кездесу",
             "title_ru": "Встреча с населением", "reason": REASON_KK, **more}  # fmt: skip
    return (await schedule(clerk, Schedule(**given))).ref


@pytest.fixture
async def country(here: World) -> dict[str, str]:
    """A meeting at each floor of the tree, and one in another city."""
    almaty = await agencies.office_at(here.system, ALMATY)
    assert almaty is not None
    return {
        "village": await planned_by(here, here.okrug.slug, QARAAUYL, "2026-12-15"),
        "okrug": await planned_by(here, here.district.slug, QARAAUYL_OKRUG, "2026-12-16"),
        "district": await planned_by(here, here.oblast.slug, ABAI_DISTRICT, "2026-12-17"),
        "neighbours": await planned_by(here, here.district.slug, "103235000", "2026-12-18"),
        "country": await planned_by(here, TRANSPORT, None, "2026-12-19"),
        "almaty": await planned_by(here, almaty.slug, "751710000", "2026-12-20"),
    }


async def names(here: World, country: dict[str, str], filters: Filters) -> list[str]:
    found = await listing.listed(here.visitor, filters)
    by_ref = {ref: name for name, ref in country.items()}
    return [by_ref[line.meeting.ref] for line in found.items]


async def test_a_village_sees_its_own_and_everything_up_the_tree(here, country):
    seen = await names(here, country, Filters(place=QARAAUYL, state="ahead"))
    assert seen == ["village", "okrug", "district", "country"]


async def test_a_bigger_place_sees_also_what_lies_under_it(here, country):
    assert await names(here, country, Filters(place=QARAAUYL_OKRUG, state="ahead")) == [
        "village",
        "okrug",
        "district",
        "country",
    ]
    seen = await names(here, country, Filters(place=ABAI_OBLAST, state="ahead"))
    assert seen == ["village", "okrug", "district", "neighbours", "country"]
    assert await names(here, country, Filters(place=ALMATY, state="ahead")) == ["country", "almaty"]


async def test_an_office_sees_its_own_and_no_others(here, country):
    assert await names(here, country, Filters(agency=here.district.id, state="ahead")) == [
        "okrug",
        "neighbours",
    ]


@pytest.mark.parametrize("typed", ["карааул", "Қараауыл", "Qaraauyl", "КАРААУЛ халык", "абай ауданы әкім"])
async def test_it_is_found_by_place_and_office_however_they_are_typed(here, country, typed):
    found = await listing.listed(here.visitor, Filters(text=typed))
    assert {country["okrug"]} <= {line.meeting.ref for line in found.items}
    assert country["almaty"] not in {line.meeting.ref for line in found.items}


@pytest.mark.parametrize("typed", ["%", "_", "'", "...", "\\", "жоқсөз"])
async def test_signs_without_letters_are_found_nowhere(here, country, typed):
    assert (await listing.listed(here.visitor, Filters(text=typed))).total == 0


async def test_a_number_finds_its_meeting(here, country):
    assert await names(here, country, Filters(text=country["district"].lower())) == ["district"]


async def test_new_titles_are_found_and_old_ones_are_not(here):
    found = await here.planned()
    titles = {"title_kk": "Жайылым туралы кездесу", "title_ru": "Встреча о пастбищах"}
    wish = Change(meeting=found.ref, mode="online", languages=("kk",), topic="agriculture", **titles)
    await change(here.clerk, wish)
    assert (await listing.listed(here.visitor, Filters(text="пастбищах карааул"))).total == 1
    assert (await listing.listed(here.visitor, Filters(text="жителями"))).total == 0
    assert (await listing.listed(here.visitor, Filters(topic="agriculture"))).total == 1
    assert (await listing.listed(here.visitor, Filters(topic="roads"))).total == 0


async def test_by_the_way_one_takes_part_and_by_language(here):
    hall = {"address_kk": "Мәдениет үйі", "address_ru": "Дом культуры"}
    online = await here.planned("2026-12-10", languages=("kk",))
    both = await here.planned("2026-12-11", mode="hybrid", languages=("kk",), interpretation=("ru",), **hall)
    at_hall = await here.planned("2026-12-14", mode="hall", languages=("kk", "ru"), **hall)

    async def refs(**wanted):
        found = await listing.listed(here.visitor, Filters(state="ahead", **wanted))
        return [line.meeting.ref for line in found.items]

    assert await refs(mode="online") == [online.ref, both.ref]
    assert await refs(mode="hall") == [both.ref, at_hall.ref]
    assert await refs(language="ru") == [both.ref, at_hall.ref]
    assert await refs(language="en") == []


async def test_what_goes_on_now_is_still_ahead_and_what_nobody_wrote_down_stands_apart(here):
    silent = await here.announced("2026-12-01")
    live = await here.live("2026-12-02")
    during = at_moment(here.visitor, hour("2026-12-02", "19:00"))
    ahead = await listing.listed(during, Filters(state="ahead"))
    assert [line.meeting.ref for line in ahead.items] == [live.ref]
    unwritten = await listing.listed(during, Filters(state="unconfirmed"))
    assert [line.meeting.ref for line in unwritten.items] == [silent.ref]


async def test_held_ones_come_the_latest_first(here):
    first, second = await here.held("2026-12-01"), await here.held("2026-12-08")
    found = await listing.listed(here.visitor, Filters(state="held"))
    assert [line.meeting.ref for line in found.items] == [second.ref, first.ref]


async def test_a_long_list_has_pages(here):
    for number in range(1, 24):
        await here.planned(f"2027-01-{number:02}")
    first = await listing.listed(here.visitor, Filters(state="ahead"))
    second = await listing.listed(here.visitor, Filters(state="ahead"), 2)
    assert (first.total, first.pages, len(first.items), len(second.items)) == (23, 2, 20, 3)
    assert first.items[-1].meeting.starts_at < second.items[0].meeting.starts_at


async def test_a_month_ends_at_midnight_in_kazakhstan(here):
    late = await here.planned("2026-11-30", "22:00", minutes=90)
    early = await here.planned("2026-12-01", "00:30", minutes=60)
    december = await listing.month(here.visitor, Filters(), DECEMBER)
    assert [line.meeting.ref for day in december.values() for line in day.lines] == [early.ref]
    november = await listing.month(here.visitor, Filters(), date(2026, 11, 1))
    assert [line.meeting.ref for day in november.values() for line in day.lines] == [late.ref]


async def test_the_day_that_a_meeting_left_says_where_it_went(here):
    found = await here.announced("2026-12-15")
    await move(
        here.clerk, Move(meeting=found.ref, starts_at=hour("2026-12-17"), minutes=90, reason=REASON_KK)
    )
    days = await listing.month(here.visitor, Filters(place=QARAAUYL), DECEMBER)
    assert [line.meeting.on for line in days[date(2026, 12, 15)].left] == [date(2026, 12, 17)]
    assert days[date(2026, 12, 15)].count == 0
    (line,) = days[date(2026, 12, 17)].lines
    assert line.moved_from == hour("2026-12-15")
    other = await listing.month(here.visitor, Filters(place=ALMATY), DECEMBER)
    assert other == {}


async def test_nobody_was_told_of_the_hour_that_a_planned_meeting_left(here):
    found = await here.planned("2026-12-15")
    await move(
        here.clerk, Move(meeting=found.ref, starts_at=hour("2026-12-17"), minutes=90, reason=REASON_KK)
    )
    days = await listing.month(here.visitor, Filters(), DECEMBER)
    assert list(days) == [date(2026, 12, 17)]


async def test_only_the_hour_moved_leaves_no_trace_on_another_day(here):
    found = await here.announced("2026-12-15")
    later = Move(meeting=found.ref, starts_at=hour("2026-12-15", "19:00"), minutes=90, reason=REASON_KK)
    await move(here.clerk, later)
    days = await listing.month(here.visitor, Filters(), DECEMBER)
    assert list(days) == [date(2026, 12, 15)]
    assert days[date(2026, 12, 15)].left == []


async def test_cancelled_ones_are_counted_apart(here):
    found = await here.announced("2026-12-15")
    await here.announced("2026-12-15", "11:00")
    await cancel(here.clerk, Cancel(meeting=found.ref, reason=REASON_KK))
    days = await listing.month(here.visitor, Filters(), DECEMBER)
    day = days[date(2026, 12, 15)]
    assert (day.count, day.cancelled, len(day.lines)) == (1, 1, 2)


async def test_a_crowded_month_is_shown_by_its_counts(here, monkeypatch):
    monkeypatch.setattr(listing, "LINES_OF_A_MONTH", 2)
    for day in ("2026-12-08", "2026-12-09", "2026-12-10"):
        await here.planned(day)
    days = await listing.month(here.visitor, Filters(), DECEMBER)
    assert [(day.count, list(day.lines)) for day in days.values()] == [(1, [])] * 3


async def test_what_is_next_and_what_was_last_is_read_at_once(here, country):
    gone = await here.held("2026-12-01")
    found = await listing.around(here.visitor, Filters(place=QARAAUYL), ahead=2, held=1)
    assert [line.meeting.ref for line in found.ahead] == [country["village"], country["okrug"]]
    assert [line.meeting.ref for line in found.held] == [gone.ref]
    assert found.held[0].agency.name_kk == here.okrug.name_kk


async def test_the_next_and_the_last_day_leave_out_what_was_cancelled(here):
    first, second = await here.announced("2026-12-08"), await here.announced("2026-12-15")
    await cancel(here.clerk, Cancel(meeting=first.ref, reason=REASON_KK))
    assert await listing.next_day(here.visitor, Filters(), DECEMBER) == second.on
    assert await listing.last_day(here.visitor, Filters(), date(2026, 12, 15)) is None
    assert await listing.last_day(here.visitor, Filters(), date(2026, 12, 16)) == second.on


async def test_a_minister_meets_the_whole_country(here):
    ref = await planned_by(here, TRANSPORT, None, "2026-12-19")
    body = await agencies.by_slug(here.system, TRANSPORT)
    clerk = here.as_("clerk", body.id)
    assert clerk.actor == Actor(clerk.actor.person_id, frozenset({Grant(Role.CLERK, body.id)}))
    await announce(clerk, Announce(meeting=ref))
    (line,) = (await listing.listed(here.visitor, Filters(state="ahead"))).items
    assert line.place is None
    assert line.agency.key == TRANSPORT
