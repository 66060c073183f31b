"""A table for a spreadsheet runs no formulas, keeps numbers as numbers and Kazakh letters as they are."""

from __future__ import annotations

import csv
import io

import pytest

from hearing_state.web.spreadsheet import BYTE_ORDER_MARK, csv_of


@pytest.mark.parametrize("words", ["=1+1", "+7", "-5", "@sum", "\tx", "\rx", "=cmd|' /C calc'!A0"])
def test_words_are_never_formulas(words: str):
    ((read,),) = csv.reader(io.StringIO(csv_of(["a"], [[words]]), newline="").readlines()[1:])
    assert read == f"'{words}"


def test_numbers_stay_numbers_also_below_zero_and_nothing_is_empty():
    written = csv_of(["a", "b", "c", "d"], [[-5, 2.5, None, "а=1"]])
    assert written.endswith("-5,2.5,,а=1\r\n")


def test_spreadsheets_see_that_the_letters_are_utf_8():
    written = csv_of(["place"], [["Қарақол; «Әл-Фараби»,\nаймағы"]])
    assert written.startswith(BYTE_ORDER_MARK + "place\r\n")
    assert next(csv.DictReader(io.StringIO(written.removeprefix(BYTE_ORDER_MARK), newline="")))["place"] == "Қарақол; «Әл-Фараби»,\nаймағы"  # fmt: skip
