"""The check digit of the IIN, by the vectors of the law page."""

import csv
from pathlib import Path

import pytest

from hearing_state.people.iin import check_digit, is_valid

VECTORS = list(
    csv.DictReader((Path(__file__).parent / "iin_vectors.csv").read_text(encoding="utf-8").splitlines())
)


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["iin"])
def test_the_check_digit_decides(vector: dict[str, str]) -> None:
    assert is_valid(vector["iin"]) == (vector["expected"] == "valid")


def test_a_number_whose_check_is_ten_twice_is_never_issued() -> None:
    assert check_digit("99688500055") is None
    assert not any(is_valid(f"99688500055{digit}") for digit in range(10))


def test_digits_of_other_scripts_are_no_digits() -> None:
    assert not is_valid("٩٩١٣٠٠٠٠٠٠٠٩")
    assert not is_valid(" 99130000009")
