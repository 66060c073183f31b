"""The quarterly report as a spreadsheet and as CSV: the same lines as the page, numbers as numbers, words never as formulas."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from hearing_state.clock import local
from hearing_state.i18n import clock_time, day, gettext, local_name, pgettext
from hearing_state.web.spreadsheet import Cell, csv_of, neutral
from meetings.record.counting import MeetingLine
from meetings.record.progress import Progress
from meetings.record.report import PERCENT, lines
from meetings.record.report_wording import FORMULAS, NAMES, quarter_name
from meetings.schedule import wording
from meetings.schedule.meeting import Mode
from meetings.schedule.meeting import State as MeetingState

_WIDTHS = (52, 12, 10, 80)
_MEETING_WIDTHS = (18, 22, 60, 12, 12, 12, 12, 12, 14, 14, 18)


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One line of the report as it is shown anywhere."""

    key: str
    name: str
    value: float | None
    unit: str
    formula: str


def report_lines(found: Progress) -> Iterator[ReportLine]:
    """In the reader's language."""
    for key, value in lines(found.figures):
        unit = "%" if key in PERCENT else ""
        yield ReportLine(key, str(NAMES[key]), value, unit, str(FORMULAS[key]))


def standing_words(found: Progress) -> str:
    """Whether these figures are published, or how they stand now."""
    if found.due.published_at is not None:
        return gettext("Published %(day)s", day=day(local(found.due.published_at).date()))
    return gettext("Not published: the figures are worked out as they stand now")


def as_csv(found: Progress) -> bytes:
    """One line for each figure."""
    office, period = local_name(found.due.agency), found.due.period.key
    cells = (
        [office, period, each.key, each.name, each.value, each.unit, each.formula]
        for each in report_lines(found)
    )
    return csv_of(("office", "period", "key", "name", "value", "unit", "formula"), cells).encode()


def as_xlsx(found: Progress, now: datetime) -> bytes:
    """Two sheets: the report, and the meetings that it is the sum of."""
    book = Workbook()
    book.properties.created = book.properties.modified = local(now).replace(tzinfo=None)
    sheet = book.worksheets[0]
    sheet.title = pgettext("report", "Report")
    _fill_report(sheet, found)
    meetings: Worksheet = book.create_sheet(pgettext("report", "Meetings"))
    _fill_meetings(meetings, found.meetings)
    opened = io.BytesIO()
    book.save(opened)
    return opened.getvalue()


def _fill_report(sheet: Worksheet, found: Progress) -> None:
    for words in (
        local_name(found.due.agency),
        quarter_name(found.due.period),
        standing_words(found),
        gettext("Due by %(day)s", day=day(found.due.due_on)),
    ):
        sheet.append([neutral(words)])
    sheet.append([])
    _heading(
        sheet,
        [
            pgettext("report", "Figure"),
            pgettext("report", "Number"),
            pgettext("report", "Unit"),
            gettext("How it is counted"),
        ],
    )
    for each in report_lines(found):
        sheet.append([neutral(each.name), each.value, each.unit, neutral(each.formula)])
    _widen(sheet, _WIDTHS)
    sheet["A1"].font = Font(bold=True, size=14)


def _fill_meetings(sheet: Worksheet, meetings: Sequence[MeetingLine]) -> None:
    _heading(
        sheet,
        [
            pgettext("report", "Meeting"),
            pgettext("report", "Day and hour"),
            pgettext("report", "Title"),
            pgettext("report", "State"),
            pgettext("report", "Form"),
            pgettext("report", "Took part"),
            pgettext("report", "Questions"),
            pgettext("report", "Answered"),
            pgettext("report", "Taken away"),
            pgettext("report", "Commitments"),
            pgettext("report", "Results public"),
        ],
    )
    for each in meetings:
        sheet.append([neutral(cell) if isinstance(cell, str) else cell for cell in _cells(each)])
    _widen(sheet, _MEETING_WIDTHS)


def _cells(each: MeetingLine) -> list[Cell]:
    return [
        each.ref,
        f"{each.on.isoformat()} {clock_time(each.starts_at)}",
        local_name(each),
        str(wording.STATES[MeetingState(each.state)]),
        str(wording.MODES[Mode(each.mode)]),
        each.attendance,
        each.questions_raised,
        each.answered_on_the_spot,
        each.taken_away,
        each.commitments_made,
        each.results_on.isoformat() if each.results_on else None,
    ]


def _heading(sheet: Worksheet, names: list[str]) -> None:
    sheet.append([neutral(name) for name in names])
    for cell in sheet[sheet.max_row]:
        cell.font = Font(bold=True)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = f"A{sheet.max_row + 1}"


def _widen(sheet: Worksheet, widths: Sequence[int]) -> None:
    for position, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(position)].width = width
