"""The list of a recording says what is there and what is missing, also when its writer died in the middle of a line."""

from meetings.media.recording.pieces import (
    GAP_DIED,
    Gap,
    Piece,
    gap_after_death,
    line_of,
    listing_of,
    opening_line,
)
from meetings.media.recording.shelf import LIST, Shelf, read_listing


def _piece(start, publisher="aigul", file="a.webm"):
    return Piece(file, publisher, "sound", "audio", "audio/opus", start, 4.0, "0" * 64)


def test_the_gap_begins_with_the_first_stream_that_was_cut():
    text = opening_line(1000) + line_of(_piece(0)) + line_of(_piece(4)) + line_of(_piece(3, "head"))
    assert gap_after_death(listing_of(text), 20.0) == Gap(7.0, 13.0, GAP_DIED)


def test_who_had_long_finished_does_not_widen_the_gap():
    text = opening_line(1000) + line_of(_piece(0)) + line_of(_piece(30, "head"))
    assert gap_after_death(listing_of(text), 40.0).start == 34.0


def test_dying_before_the_first_piece_and_dying_twice_are_marked_once_each():
    died = listing_of(opening_line(1000))
    first = gap_after_death(died, 5.0)
    assert first == Gap(0.0, 5.0, GAP_DIED)
    died.gaps.append(first)
    assert gap_after_death(died, 9.0) == Gap(5.0, 4.0, GAP_DIED)


def test_after_an_orderly_end_nothing_is_missing(tmp_path):
    Shelf.open(tmp_path, 1000).close()
    Shelf.open(tmp_path, 9000).close()
    assert read_listing(tmp_path).gaps == []


def test_what_was_half_written_goes_and_what_only_lacked_its_name_gets_it(tmp_path):
    first = Shelf.open(tmp_path, 1000)
    (tmp_path / "a.webm.part").write_bytes(b"whole")
    (tmp_path / "b.webm.part").write_bytes(b"half")
    with (tmp_path / LIST).open("a") as file:
        file.write(line_of(_piece(0)) + '{"is": "piece", "file": "b.we')
    first._list.close()
    again = Shelf.open(tmp_path, 9000)
    again.close()
    listing = read_listing(tmp_path)
    assert [each.file for each in listing.pieces] == ["a.webm"]
    assert (tmp_path / "a.webm").read_bytes() == b"whole"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a.webm", LIST]
    assert listing.gaps == [Gap(4.0, 4.0, GAP_DIED)]
