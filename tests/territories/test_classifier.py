"""The classifier is taken whole or not at all, and each wrong line is told."""

from collections import Counter
from pathlib import Path

import pytest

from hearing_state.errors import Invalid
from hearing_state.territories.classifier import read_classifier
from hearing_state.territories.names import Kind, Level
from hearing_state.territories.place import level_of, parents_of
from tests.territories.maps import (
    ABAI,
    HEADING,
    MAPS,
    OFFICE,
    WHOLE,
    Row,
    csv_of,
    office_rows,
    small,
    workbook_of,
)


@pytest.mark.parametrize("path", MAPS)
def test_the_tree_holds_together(path: Path) -> None:
    places = {place.code: place for place in read_classifier(path.read_bytes()).places}
    tops = [place for place in places.values() if place.parent_code is None]
    assert len(tops) == 20
    assert Counter(place.kind for place in tops) == {Kind.OBLAST: 17, Kind.REPUBLICAN_CITY: 3}
    for place in places.values():
        assert place.line_codes[-1] == place.code
        assert place.parent_code is None or places[place.parent_code].line_codes == place.line_codes[:-1]


@pytest.mark.parametrize("path", MAPS)
def test_districts_of_republican_cities_stand_right_under_their_city(path: Path) -> None:
    places = read_classifier(path.read_bytes()).places
    districts = [p for p in places if p.kind is Kind.CITY_DISTRICT and p.level is Level.SUB_DISTRICT]
    assert len(districts) == 19
    assert {p.parent_code for p in districts} == {"710000000", "750000000", "790000000"}


def test_the_whole_country_counts_as_the_office_counts_it() -> None:
    path = WHOLE if WHOLE.exists() else MAPS[0].values[0]
    places = read_classifier(Path(str(path)).read_bytes()).places
    levels = Counter(place.level.value for place in places)
    assert levels["oblast"] == 20
    if path == WHOLE:
        assert levels == {"oblast": 20, "district": 209, "sub_district": 2379, "settlement": 12986}


def test_a_code_tells_its_level_and_what_is_above_it() -> None:
    assert [level_of(code).value for code in ("100000000", "103200000", "103230000", "103230100", "351600200")] == [
        "oblast", "district", "sub_district", "settlement", "settlement",
    ]  # fmt: skip
    assert parents_of("103230100") == ("103230000", "103200000", ABAI)
    assert parents_of("351600200") == ("351600000", "350000000")
    assert parents_of(ABAI) == ()


def test_the_office_workbook_and_its_csv_say_the_same_as_the_compiled_file() -> None:
    expected = read_classifier(csv_of(small())).places
    for content in (
        workbook_of(office_rows(small())),
        workbook_of(office_rows(small()), as_numbers=False),
        csv_of(office_rows(small()), OFFICE, ";"),
        csv_of(office_rows(small()), OFFICE, "\t").decode().encode("utf-16"),
    ):
        assert read_classifier(content, version="test").places == expected


def test_the_workbook_needs_the_name_of_its_edition() -> None:
    with pytest.raises(Invalid) as refusal:
        read_classifier(workbook_of(office_rows(small())))
    assert refusal.value.reason == "territory.version_missing"


def with_line(number: int, **cells: str) -> list[Row]:
    rows = [dict(zip(HEADING, row, strict=True)) for row in small()]
    rows[number - 2] |= cells
    return [tuple(row.values()) for row in rows]


@pytest.mark.parametrize(
    ("rows", "line", "word"),
    [
        (with_line(5, kato="10323010"), 5, "code_wrong"),
        (with_line(5, kato="1.0323E+08"), 5, "code_wrong"),
        (with_line(5, kato=""), 5, "code_wrong"),
        (with_line(5, kato="٣03230100"), 5, "code_wrong"),
        (with_line(6, kato="103230100"), 6, "code_doubled"),
        (with_line(5, level="sub_district"), 5, "level_wrong"),
        (with_line(5, level="village"), 5, "level_wrong"),
        (with_line(5, type_code="7"), 5, "sign_wrong"),
        (with_line(5, name_kk=""), 5, "name_kk_missing"),
        (with_line(5, name_ru=" - "), 5, "name_ru_missing"),
        (with_line(5, name_ru="с." + "а" * 300), 5, "name_ru_wrong"),
        (with_line(5, name_kk="Қараауыл\u202e а."), 5, "name_kk_wrong"),
        ([row for row in small() if row[2] != "sub_district"], 4, "parent_missing"),
        ([row for row in small() if row[2] != "oblast"], 2, "parent_missing"),
    ],
)
def test_a_wrong_line_is_told_by_number(rows: list[Row], line: int, word: str) -> None:
    with pytest.raises(Invalid) as refusal:
        read_classifier(csv_of(rows))
    first = refusal.value.faults[0]
    assert (first.field, first.reason) == (str(line), f"territory.{word}")


def test_all_wrong_lines_are_told_in_order() -> None:
    rows = with_line(6, name_kk="")
    rows[0] = ("100000000", "test", "oblast", "9", "область Абай", "Абай облысы")
    with pytest.raises(Invalid) as refusal:
        read_classifier(csv_of(rows))
    assert [fault.field for fault in refusal.value.faults] == ["2", "6"]


def test_thousands_of_wrong_lines_are_cut_short_and_counted() -> None:
    rows = [(f"9{number:08}", "test", "settlement", "2", "", "Ауыл а.") for number in range(100, 1100)]
    with pytest.raises(Invalid) as refusal:
        read_classifier(csv_of(rows))
    assert len(refusal.value.faults) == 201
    assert refusal.value.faults[-1].reason == "territory.more_faults"


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "file_empty"),
        (csv_of([]), "file_empty"),
        (b"\x89PNG\r\n\x1a\n", "not_unicode"),
        (
            csv_of(small()).decode().replace("Қ", "К").replace("ө", "о").encode("cp1251", "replace"),
            "not_unicode",
        ),
        (csv_of(small()).replace(b"type_code", b"kind"), "columns_missing"),
        (b"PK\x03\x04 broken", "file_unreadable"),
        (csv_of(small()) + b'103230300,test,settlement,2,"\xd1\x81.', "quotes_broken"),
        (csv_of(small()) + b"103230300,test,settlement\n", "line_broken"),
        (csv_of(small()) + b"103230300,test,settlement,2,a,b,c\n", "line_broken"),
        (csv_of([(r[0], "", *r[2:]) for r in small()]), "version_missing"),
    ],
)
def test_a_file_that_is_no_classifier_is_refused(content: bytes, word: str) -> None:
    with pytest.raises(Invalid) as refusal:
        read_classifier(content)
    assert refusal.value.reason == f"territory.{word}"


def test_the_office_rows_are_refused_where_code_and_parts_differ() -> None:
    rows = office_rows(small())
    rows[3] = (*rows[3][:4], "200", *rows[3][5:])
    with pytest.raises(Invalid) as refusal:
        read_classifier(csv_of(rows, OFFICE), version="test")
    assert refusal.value.faults[0].reason == "territory.groups_differ"


def test_a_town_may_stand_right_under_its_district_but_a_village_may_not() -> None:
    town = ("103220100", "test", "settlement", "1", "г.Абай", "Абай қ.")
    places = {place.code: place for place in read_classifier(csv_of([*small(), town])).places}
    assert places["103220100"].parent_code == "103200000"
    assert places["103220100"].has_akim
    village = ("103220100", "test", "settlement", "2", "с.Абай", "Абай а.")
    with pytest.raises(Invalid) as refusal:
        read_classifier(csv_of([*small(), village]))
    assert refusal.value.faults[0].values["parent"] == "103220000"
