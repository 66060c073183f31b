"""Lines for a spreadsheet, as comma-separated values: words never run as formulas, numbers stay numbers."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

BYTE_ORDER_MARK = "\ufeff"
"""Tells spreadsheets that the letters are UTF-8: without it Kazakh ones come out broken."""
_READ_AS_FORMULA = ("=", "+", "-", "@", "\t", "\r")
Cell = str | int | float | None


def neutral(text: str) -> str:
    """Words that a spreadsheet would take for a formula are words: a mark in front makes them so.

    >>> neutral("=HYPERLINK(1)")
    "'=HYPERLINK(1)"
    """
    return f"'{text}" if text.startswith(_READ_AS_FORMULA) else text


def csv_of(headings: Sequence[str], lines: Iterable[Sequence[Cell]]) -> str:
    """What is a number in ``lines`` is written as a number, also below zero; nothing is an empty cell."""
    written = io.StringIO(newline="")
    table = csv.writer(written, lineterminator="\r\n")
    table.writerow(headings)
    for line in lines:
        table.writerow([neutral(cell) if isinstance(cell, str) else cell for cell in line])
    return BYTE_ORDER_MARK + written.getvalue()
