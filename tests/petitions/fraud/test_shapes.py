"""What looks suspicious among hours, blocks and territories, and what does not."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from petitions.fraud.invalidation import LIFECYCLE, TWO_PERSONS_ABOVE, State, needs_second_person
from petitions.fraud.shapes import (
    Block,
    Hour,
    Kind,
    Place,
    beyond_nature,
    bursts,
    found,
    of_blocks,
    of_one_proof,
    of_young_accounts,
)

START = datetime(2026, 11, 23, 0, tzinfo=UTC)


def at(hour: int) -> datetime:
    return START + timedelta(hours=hour)


def usual(hours: int = 8, *, young: int = 1) -> list[Hour]:
    """Five by a code and two by a key each hour."""
    return [each for n in range(hours) for each in (Hour(at(n), "code", 5, young), Hour(at(n), "eds", 2, 0))]


def test_an_hour_of_ten_times_the_usual_is_a_burst():
    assert bursts([*usual(), Hour(at(9), "code", 69)]) == []
    (shape,) = bursts([*usual(), Hour(at(9), "code", 70)])
    assert (shape.signatures, shape.beside, shape.from_at, shape.until_at) == (70, 7, at(9), at(10))


def test_a_young_petition_has_no_usual_hour_yet_and_few_are_no_burst():
    assert bursts([Hour(at(n), "code", 1) for n in range(3)] + [Hour(at(4), "code", 5_000)]) == []
    assert bursts([*(Hour(at(n), "code", 1) for n in range(9)), Hour(at(9), "code", 49)]) == []


def test_a_rush_of_many_hours_is_no_burst():
    """Its own median rises with it."""
    assert bursts([Hour(at(n), "code", 5_000 + n) for n in range(24)]) == []


def test_much_of_a_day_out_of_one_block():
    day = date(2026, 11, 23)
    crowd = [Block(bytes([n]) * 16, day, 5, at(1), at(5)) for n in range(50)]
    assert of_blocks(crowd) == []
    (shape,) = of_blocks([*crowd, Block(b"\xaa" * 16, day, 30, at(2), at(3))])
    assert (shape.block, shape.signatures, shape.beside) == (b"\xaa" * 16, 30, 280)
    assert shape.from_at == at(2)
    assert at(3) < shape.until_at
    assert of_blocks([*crowd, Block(b"\xaa" * 16, day, 29, at(2), at(3))]) == []
    big = [Block(bytes([n]) * 16, day, 500, at(1), at(5)) for n in range(50)]
    assert of_blocks([*big, Block(b"\xaa" * 16, day, 300, at(2), at(3))]) == []  # a city behind one address


def test_an_hour_of_one_proof_alone_where_others_are_mixed():
    (shape,) = of_one_proof([*usual(), Hour(at(9), "code", 60)])
    assert (shape.kind, shape.proof, shape.signatures, shape.beside) == (Kind.PROOF, "code", 60, 71)
    assert of_one_proof([*usual(), Hour(at(9), "code", 60), Hour(at(9), "eds", 10)]) == []
    assert of_one_proof([Hour(at(n), "code", 60) for n in range(5)]) == []  # never was anything else


def test_an_hour_of_accounts_made_minutes_before():
    (shape,) = of_young_accounts([*usual(), Hour(at(9), "code", 40, 38)])
    assert (shape.signatures, shape.beside) == (38, 14)
    assert of_young_accounts([Hour(at(n), "code", 40, 38) for n in range(5)]) == []  # everybody is new here
    assert of_young_accounts([Hour(at(0), "code", 40, 38)]) == []  # and nothing to hold it against


def test_more_than_people_of_a_place_and_nothing_said_where_nobody_counted():
    places = [Place("100000000", 41, 100), Place("110000000", 40, 100), Place("120000000", 9_000, None)]
    (shape,) = beyond_nature(places)
    assert (shape.place_code, shape.signatures, shape.beside) == ("100000000", 41, 100)


def test_all_of_them_stand_in_one_list_the_latest_first():
    day = date(2026, 11, 23)
    shapes = found(
        [*usual(), Hour(at(9), "code", 100, 99)],
        [Block(b"\xaa" * 16, day, 90, at(9), at(9))],
        [Place("100000000", 41, 100)],
    )
    assert {each.kind for each in shapes} == set(Kind)
    assert shapes[-1].kind is Kind.PLACE
    assert found([], [], []) == []


def test_many_take_a_second_person_in_one_go_or_in_several():
    assert not needs_second_person(TWO_PERSONS_ABOVE, 0)
    assert needs_second_person(TWO_PERSONS_ABOVE + 1, 0)
    assert needs_second_person(1, TWO_PERSONS_ABOVE)


def test_every_state_leads_on_or_is_an_end():
    assert LIFECYCLE.ends == {State.DROPPED, State.RESTORED}
    assert LIFECYCLE.verbs_from(State.HALTED) == ("restore",)
