"""Classifiers to test with: the project's own small one, and the whole country where it lies beside the project."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path

import pytest
from openpyxl import Workbook

import hearing_state.territories

HOUSE = Path(hearing_state.territories.__file__).parent
DEMO = HOUSE / "demo_places.csv"
WHOLE = HOUSE.parents[2] / "shared" / "data" / "kato.csv"
MAPS = [pytest.param(DEMO, id="demo"), *([pytest.param(WHOLE, id="whole-country")] if WHOLE.exists() else [])]

HEADING = ("kato", "kato_version", "level", "type_code", "name_ru", "name_kk")
OFFICE = ("te", "ab", "cd", "ef", "hij", "k", "kaz_name", "rus_name", "nn")
ABAI = "100000000"

Row = tuple[str, ...]


def small() -> list[Row]:
    """One oblast, one district, one okrug, two villages."""
    return [
        ("100000000", "test", "oblast", "0", "область Абай", "Абай облысы"),
        ("103200000", "test", "district", "2", "Абайский район", "Абай ауданы"),
        ("103230000", "test", "sub_district", "2", "Карааульский с.о.", "Қараауыл а.о."),
        ("103230100", "test", "settlement", "2", "с.Карааул", "Қараауыл а."),
        ("103230200", "test", "settlement", "2", "с.Жидебай", "Жидебай а."),
    ]


def csv_of(rows: Iterable[Row], heading: Row = HEADING, delimiter: str = ",") -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter)
    writer.writerow(heading)
    writer.writerows(rows)
    return text.getvalue().encode()


def office_rows(rows: Iterable[Row]) -> list[Row]:
    """The same places in the shape of the statistics office's workbook."""
    return [
        (code, code[:2], code[2:4], code[4:6], code[6:], sign, kk, ru, str(number))
        for number, (code, _version, _level, sign, ru, kk) in enumerate(rows, start=1)
    ]


def workbook_of(rows: Iterable[Row], *, as_numbers: bool = True) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(list(OFFICE))
    for row in rows:
        sheet.append([int(cell) if as_numbers and cell.isdigit() else cell for cell in row])
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()
