"""The quarter of an office: figures with their formulas, published once, as a page, as CSV, as a spreadsheet."""

from __future__ import annotations

import csv
import io
import re
from datetime import date, timedelta

import pytest
from openpyxl import load_workbook
from tortoise.exceptions import IntegrityError

from hearing_state.agencies.actions.found_agency import FoundAgency, found_agency
from hearing_state.db import execute, transaction
from hearing_state.errors import Conflict, Forbidden, NotFound
from meetings.record import queries
from meetings.record.actions.count_attendance import CountAttendance, count_attendance
from meetings.record.actions.publish_progress import PublishProgress, publish_progress
from meetings.record.actions.time_item import TimeItem, time_item
from meetings.record.sheet import as_csv, as_xlsx, report_lines
from meetings.schedule.actions.cancel import Cancel, cancel
from tests.meetings.record.room import Room
from tests.meetings.world import at_moment, hour

JANUARY = hour("2027-01-20", "10:00")


async def a_quarter(here: Room):
    """One online meeting with results in time, one in a hall without results, one cancelled, one of the next quarter."""
    world = here.world
    first = await world.held("2026-12-01")
    await here.agenda(first)
    at = first.starts_at
    for item, begun, ended in ((1, 0, 5), (2, 5, 23), (3, 23, 85), (4, 85, 90)):
        wish = TimeItem(
            meeting=first.ref, item=item, started_at=at + timedelta(minutes=begun), ended_at=at + timedelta(minutes=ended)
        )  # fmt: skip
        await time_item(here.after(here.clerk, first, hours=3), wish)
    for mode, heads in (("hall", 10), ("online", 32), ("broadcast", 500)):
        await count_attendance(
            here.after(here.clerk, first, hours=3),
            CountAttendance(meeting=first.ref, mode=mode, headcount=heads),
        )
    for number, state in enumerate(("answered", "answered", "taken_away", "not_reached"), start=1):
        await here.raise_question(first, f"Q-2026-90000{number}", state)
    await here.published(first, days=4)
    await world.held(
        "2026-12-10", mode="hall", address_kk="Клуб", address_ru="Клуб", title_kk="=cmd|' /C calc'!A0"
    )
    gone = await world.announced("2026-12-20")
    await cancel(here.clerk, Cancel(meeting=gone.ref, reason="Жолды қар басып қалды."))
    await world.planned("2027-01-05")
    return first


async def figures(here: Room, at=JANUARY):
    return await queries.progress(at_moment(here.world.visitor, at), here.world.okrug.slug, 2026, 4)


async def test_the_figures_are_sums_over_the_meetings_of_the_quarter(here: Room):
    await a_quarter(here)
    found = (await figures(here)).figures
    assert (found.meetings_planned, found.meetings_held, found.meetings_cancelled) == (2, 2, 1)
    assert (found.meetings_online, found.online_share) == (1, 50.0)
    assert found.attendance == 42 + 37
    assert (found.results_in_time, found.results_late, found.results_open) == (1, 0, 1)
    assert (found.questions_raised, found.answered_on_the_spot, found.taken_away, found.not_reached) == (
        4,
        2,
        1,
        1,
    )
    assert found.answered_share == 66.7
    assert (found.report_seconds, found.measured_seconds, found.report_share) == (18 * 60, 90 * 60, 20.0)


async def test_promises_are_counted_as_they_stand_on_the_day_of_counting(here: Room):
    meeting = await a_quarter(here)
    await here.promise(meeting, date(2027, 1, 10))
    await here.promise(meeting, date(2027, 6, 1))
    found = (await figures(here)).figures
    assert (found.commitments_made, found.commitments_open, found.commitments_overdue) == (2, 2, 1)
    assert (found.commitments_kept, found.commitments_late, found.commitments_broken) == (0, 0, 0)


async def test_an_office_publishes_its_quarter_once_and_the_figures_stand(here: Room):
    await a_quarter(here)
    wish = PublishProgress(agency=here.world.okrug.slug, year=2026, quarter=4)
    with pytest.raises(Conflict) as refused:
        await publish_progress(at_moment(here.clerk, hour("2026-12-31", "23:00")), wish)
    assert refused.value.reason == "progress.not_over"
    with pytest.raises(Forbidden):
        await publish_progress(at_moment(here.world.as_("clerk", here.world.district.id), JANUARY), wish)
    await publish_progress(at_moment(here.clerk, JANUARY), wish)
    with pytest.raises(Conflict) as refused:
        await publish_progress(at_moment(here.head, JANUARY), wish)
    assert refused.value.reason == "progress.published_already"
    with pytest.raises(IntegrityError):
        async with transaction():
            await execute("UPDATE record_progress SET year = 2025")
    await execute("UPDATE schedule_meeting SET attendance = 99999")
    found = await figures(here, JANUARY + timedelta(days=300))
    assert (found.is_published, found.figures.attendance) == (True, 79)
    assert found.due.standing is not None
    assert found.due.standing.state == "kept"


@pytest.mark.parametrize(
    ("day", "state"), [("2027-01-25", "due_soon"), ("2027-01-26", "overdue"), ("2027-01-04", "running")]
)
async def test_the_report_is_due_by_the_twenty_fifth(here: Room, day, state):
    await here.world.held("2026-12-01")
    found = await figures(here, hour(day, "12:00"))
    assert found.due.due_on == date(2027, 1, 25)
    assert found.due.standing is not None
    assert found.due.standing.state == state
    (due,) = [
        each
        for each in await queries.due_reports(
            at_moment(here.clerk, hour(day, "12:00")), [here.world.okrug.id]
        )
        if each.period.key == "2026-Q4"
    ]
    assert due.standing is not None
    assert due.standing.state == state


async def test_a_ministry_reports_by_the_tenth(here: Room):
    names = {"name_kk": "Су министрлігі", "name_ru": "Министерство воды", "name_en": "Ministry of Water"}
    made = await found_agency(here.world.administrator, FoundAgency(kind="ministry", **names))
    ministry = await queries.progress(at_moment(here.world.visitor, JANUARY), made.agency, 2026, 4)
    assert ministry.due.due_on == date(2027, 1, 10)
    assert ministry.due.standing is not None
    assert ministry.due.standing.state == "overdue"


async def test_a_quarter_that_has_not_begun_is_not_found(here: Room):
    with pytest.raises(NotFound):
        await figures(here, hour("2026-09-30"))
    assert (await figures(here, hour("2026-10-01"))).is_over is False
    body, quarters = await queries.reports_of(at_moment(here.world.visitor, JANUARY), here.world.okrug.slug)
    assert body.id == here.world.okrug.id
    assert [each.period.key for each in quarters][:1] in ([], ["2027-Q1"])


async def test_csv_and_spreadsheet_say_what_the_page_says(here: Room, client):
    await a_quarter(here)
    await publish_progress(
        at_moment(here.clerk, JANUARY),
        PublishProgress(agency=here.world.okrug.slug, year=2026, quarter=4),
    )
    client.clock.put(JANUARY)
    address = f"/ru/bodies/{here.world.okrug.slug}/progress/2026/4"
    page, table, book = [await client.get(address + ending) for ending in ("", "/report.csv", "/report.xlsx")]
    assert [each.status_code for each in (page, table, book)] == [200, 200, 200]
    lines = list(csv.DictReader(io.StringIO(table.content.decode("utf-8-sig"))))
    sheet, meetings = load_workbook(io.BytesIO(book.content)).worksheets
    cells = {row[0]: row[1] for row in sheet.iter_rows(min_row=7, values_only=True)}
    shown = re.sub(r"\s+", " ", page.text)
    for line in lines:
        number = float(line["value"]) if line["value"] else None
        assert cells[line["name"]] == number, line["name"]
        assert line["name"] in shown
        assert line["formula"] in shown.replace("&#34;", '"')
    assert {type(number) for number in cells.values() if number is not None} <= {int, float}
    assert len(lines) == len(cells) == 25
    assert [row[0] for row in meetings.iter_rows(min_row=2, values_only=True)] == [
        each.ref for each in (await figures(here)).meetings
    ]


async def test_words_of_a_spreadsheet_are_never_formulas(here: Room):
    await a_quarter(here)
    found = await figures(here)
    meetings = load_workbook(io.BytesIO(as_xlsx(found, JANUARY))).worksheets[1]
    titles = [row[2] for row in meetings.iter_rows(min_row=2)]
    assert "'=cmd|' /C calc'!A0" in [cell.value for cell in titles]
    assert all(cell.data_type != "f" for row in meetings.iter_rows() for cell in row)
    assert as_csv(found).startswith(b"\xef\xbb\xbf")
    assert next(each.key for each in report_lines(found)) == "meetings_planned"
