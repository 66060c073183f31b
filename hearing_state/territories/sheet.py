"""The classifier's file as numbered lines of named cells, whatever it was saved as: CSV or the office's workbook."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from hearing_state.errors import Invalid

MAX_BYTES = 20_000_000
MAX_UNPACKED_BYTES = 200_000_000
_ZIP = b"PK\x03\x04"
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_DELIMITERS = (",", ";", "\t")
_WHOLE = re.compile(r"^\d+\.0$")


@dataclass(frozen=True, slots=True)
class Line:
    """One line under the heading; ``number`` is the one a spreadsheet shows beside it."""

    number: int
    cells: dict[str, str]
    is_whole: bool = True


def read_sheet(content: bytes) -> tuple[frozenset[str], list[Line]]:
    """The heading's column names and the lines under it. Raises Invalid for what is no such file."""
    if not content.strip():
        raise Invalid("territory.file_empty")
    if len(content) > MAX_BYTES:
        raise Invalid("territory.file_too_large", maximum=MAX_BYTES // 1_000_000)
    rows = _workbook_rows(content) if content.startswith(_ZIP) else _csv_rows(content)
    numbered = ((number, row) for number, row in rows if any(cell.strip() for cell in row))
    first = next(numbered, None)
    if first is None:
        raise Invalid("territory.file_empty")
    heading = [cell.strip().lower() for cell in first[1]]
    return frozenset(heading), [_line(number, heading, row) for number, row in numbered]


def _line(number: int, heading: list[str], row: list[str]) -> Line:
    spare = [cell for cell in row[len(heading) :] if cell.strip()]
    cells = dict(zip(heading, row, strict=False))
    return Line(number, cells, is_whole=len(row) >= len(heading) and not spare)


def _csv_rows(content: bytes) -> Iterator[tuple[int, list[str]]]:
    text = _decoded(content)
    heading = text.lstrip().split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=heading.count)
    reader = csv.reader(io.StringIO(text), delimiter=delimiter, strict=True)
    try:
        for row in reader:
            yield reader.line_num, row
    except csv.Error:
        raise Invalid("territory.quotes_broken", field=str(reader.line_num), line=reader.line_num) from None


def _decoded(content: bytes) -> str:
    encoding = "utf-16" if content.startswith(_UTF_16) else "utf-8-sig"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as fault:
        line = content.count(b"\n", 0, fault.start) + 1
        raise Invalid("territory.not_unicode", field=str(line), line=line) from None


def _workbook_rows(content: bytes) -> Iterator[tuple[int, list[str]]]:
    # A workbook is a packed file: look at its promised size before anything is unpacked.
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(part.file_size for part in packed.infolist()) > MAX_UNPACKED_BYTES:
                raise Invalid("territory.file_too_large", maximum=MAX_BYTES // 1_000_000)
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, OSError):
        raise Invalid("territory.file_unreadable") from None
    try:
        rows: Iterable[tuple[object, ...]] = book.worksheets[0].iter_rows(values_only=True)
        yield from ((number, [_cell(value) for value in row]) for number, row in enumerate(rows, start=1))
    finally:
        book.close()


def _cell(value: object) -> str:
    """A cell as text; spreadsheets turn codes into numbers, 100000000.0 among them."""
    if value is None:
        return ""
    text = str(value)
    return text[:-2] if _WHOLE.match(text) else text
