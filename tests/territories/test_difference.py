"""A new edition of the classifier is read as what it changes."""

from hearing_state.territories.classifier import read_classifier
from hearing_state.territories.difference import difference
from tests.territories.maps import Row, csv_of, small


def changes(before: list[Row], after: list[Row]):
    return difference(read_classifier(csv_of(before)).places, read_classifier(csv_of(after)).places)


def renamed(rows: list[Row], code: str, ru: str, kk: str) -> list[Row]:
    return [(*row[:4], ru, kk) if row[0] == code else row for row in rows]


def test_the_same_edition_changes_nothing() -> None:
    assert changes(small(), small()).is_empty


def test_a_village_that_is_no_longer_listed_vanished_and_a_new_one_appeared() -> None:
    new = ("103230300", "test", "settlement", "2", "с.Жана", "Жаңа а.")
    told = changes(small(), [*small()[:-1], new])
    assert [place.code for place in told.vanished] == ["103230200"]
    assert [place.code for place in told.appeared] == ["103230300"]
    assert not told.renamed


def test_a_renamed_village_keeps_its_code() -> None:
    told = changes(small(), renamed(small(), "103230200", "с.Шакарим", "Шәкәрім а."))
    assert [(each.before.short_kk, each.after.short_kk) for each in told.renamed] == [("Жидебай", "Шәкәрім")]


def test_an_abbreviation_written_out_is_no_new_name() -> None:
    told = changes(small(), renamed(small(), "103230200", "село Жидебай", "Жидебай ауылы"))
    assert not told.renamed
    assert [place.code for place in told.changed] == ["103230200"]


def test_a_file_without_most_places_looks_suspicious() -> None:
    assert changes(small(), small()[:-1]).vanishes_too_much()
    assert not changes(small(), small()).vanishes_too_much()
