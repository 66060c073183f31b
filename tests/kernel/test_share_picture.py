"""The picture beside a link has every Kazakh letter, and holds what is too long."""

from __future__ import annotations

import asyncio
import io
import threading

import pytest
from PIL import Image

from hearing_state.errors import Unavailable
from hearing_state.web import share_picture
from hearing_state.web.share_picture import (
    HEIGHT,
    KAZAKH,
    LATIN,
    MARGIN,
    RUSSIAN,
    WIDTH,
    Share,
    drawable,
    number_size,
    png,
    wrapped,
)

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


def test_words_beside_are_made_smaller_until_they_fit():
    assert number_size("1 234", "of 50 000") == 64
    long = "Заңды мерзімде жауап берілген жоқ"
    size = number_size(long, "2026 ж. 12 желтоқсан")
    assert 38 <= size < 64
    assert number_size(long * 3, "2026 ж. 12 желтоқсан") == 38
    assert png(Share("a", "b", "c", "d", long * 3, "2026 ж. 12 желтоқсан", between="Қарауыл"))


def test_what_was_covered_is_seen_to_be_covered():
    assert drawable("нөмірі █████ деген") == "нөмірі ••••• деген"


async def test_a_rush_of_new_pictures_holds_no_threads_and_is_bounded(monkeypatch):
    """One is drawn at a time; those beyond the bound are turned away at once, and the house's threads stay free."""
    begun, go_on = threading.Event(), threading.Event()
    drawn: list[str] = []

    def slowly(share: Share) -> bytes:
        begun.set()
        go_on.wait(10)
        drawn.append(share.title)
        return b"png"

    monkeypatch.setattr(share_picture, "png", slowly)
    wanted = [Share("a", "b", str(number), "c") for number in range(share_picture.WAITING_MAX + 4)]
    asked = [asyncio.create_task(share_picture._drawn(each)) for each in wanted]
    try:
        await asyncio.to_thread(begun.wait, 10)
        async with asyncio.timeout(5):
            assert await asyncio.gather(*(asyncio.to_thread(int, "7") for _ in range(20))) == [7] * 20
        assert drawn == []
    finally:
        go_on.set()
    found = await asyncio.gather(*asked, return_exceptions=True)
    turned_away = [each for each in found if isinstance(each, Unavailable)]
    assert len(turned_away) == 3
    assert len(drawn) == share_picture.WAITING_MAX + 1
