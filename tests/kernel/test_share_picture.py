"""The picture beside a link has every Kazakh letter, and holds what is too long."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from hearing_state.web import share_picture
from hearing_state.web.share_picture import HEIGHT, KAZAKH, LATIN, MARGIN, RUSSIAN, WIDTH, Share, png, wrapped

UNKNOWN = "\U0010fffd"


@pytest.mark.parametrize("letters", [KAZAKH, RUSSIAN, LATIN], ids=["kazakh", "russian", "latin"])
def test_every_letter_is_in_the_file_that_is_said_to_have_it(letters: frozenset[str]):
    for letter in letters:
        if letter.isspace():
            continue
        face = share_picture._face(share_picture.file_of(letter), 40, 400)
        assert bytes(face.getmask(letter)) != bytes(face.getmask(UNKNOWN)), letter


@pytest.mark.parametrize("title", ["Көпір", "Қарауыл мен Семей арасында " * 20, "Ж" * 400, "", "🚌"])
def test_a_title_of_any_length_stays_in_its_field(title: str):
    size, lines = wrapped(title)
    assert len(lines) <= 4
    assert all(share_picture.width_of(line, size, 700) <= WIDTH - 2 * MARGIN for line in lines)
    assert all("🚌" not in line for line in lines)
    if len(title) > 300:
        assert lines[-1].endswith("…")


def test_the_picture_is_of_the_size_that_the_page_says_and_its_bar_is_as_long_as_the_part():
    def at(part: float, across: int) -> object:
        found = Image.open(io.BytesIO(png(Share("a", "b", "Көпір", "c", "5", "/ 10", part)))).convert("RGB")
        assert found.size == (WIDTH, HEIGHT)
        return found.getpixel((across, 530))

    assert at(0.5, MARGIN + 100) == at(1.0, MARGIN + 100) == at(9.0, WIDTH - MARGIN - 20)
    assert at(0.5, WIDTH - MARGIN - 20) == at(0.0, WIDTH - MARGIN - 20) != at(1.0, WIDTH - MARGIN - 20)
