"""The rule of the order, by itself: the same weights give the same order, whatever order they come in."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import meetings.asking
from meetings.asking.ahead import LIFECYCLE, Weight, by_rule, in_order, next_lead, turns
from meetings.asking.ahead import Channel as By
from tests.support.contexts import NOON


def weight(number: int, supporters: int = 1, *, first: bool = False, at: datetime = NOON, moved_to: int | None = None, guests: int = 0) -> Weight:  # fmt: skip
    return Weight(UUID(int=number), f"Q-2026-{number:06d}", supporters, guests, first, at, moved_to)


def numbers(order: list[Weight]) -> list[int]:
    return [each.item.int for each in order]


def test_more_residents_stand_higher():
    assert numbers(by_rule([weight(1, 2), weight(2, 7), weight(3, 4)])) == [2, 3, 1]


def test_guests_move_nothing_however_many_they_are():
    assert numbers(by_rule([weight(1, 1, guests=500), weight(2, 2)])) == [2, 1]


def test_among_equals_somebody_new_comes_first_and_then_the_earlier():
    later = NOON + timedelta(hours=1)
    order = by_rule([weight(1, 3), weight(2, 3, first=True, at=later), weight(3, 3, at=later)])
    assert numbers(order) == [2, 1, 3]


def test_the_number_decides_between_what_came_at_the_same_moment():
    assert numbers(by_rule([weight(9), weight(4), weight(7)])) == [4, 7, 9]


def test_the_chair_puts_one_to_a_place_and_the_rest_keeps_its_order():
    four = [weight(1, 9), weight(2, 8), weight(3, 7), weight(4, 6, moved_to=2)]
    assert numbers(in_order(four)) == [1, 4, 2, 3]


def test_several_words_of_the_chair_hold_together_and_a_place_beyond_the_end_is_the_last():
    moved = [weight(1, 9, moved_to=3), weight(2, 8), weight(3, 7, moved_to=1), weight(4, 6, moved_to=99)]
    assert numbers(in_order(moved)) == [3, 2, 1, 4]


def test_every_shuffle_gives_the_same_order():
    rng = random.Random(17)
    lines = [
        weight(
            n,
            rng.randint(0, 5),
            first=rng.random() < 0.4,
            at=NOON + timedelta(minutes=rng.randint(0, 3)),
            moved_to=rng.choice([None, None, None, rng.randint(1, 30)]),
        )
        for n in range(1, 41)
    ]
    wanted = numbers(in_order(lines))
    assert sorted(wanted) == list(range(1, 41))
    for _time in range(50):
        rng.shuffle(lines)
        assert numbers(in_order(lines)) == wanted


def test_the_earliest_speaks_for_a_bundle():
    first, second = (
        (NOON, "Q-2026-000002", UUID(int=2)),
        (NOON + timedelta(hours=1), "Q-2026-000001", UUID(int=1)),
    )
    assert next_lead([second, first]) == UUID(int=2)


def test_a_guest_has_one_turn_a_person_three_a_listening_point_ten():
    assert [
        turns(By.WEB, is_guest=True),
        turns(By.DESK, is_guest=False),
        turns(By.POINT, is_guest=False),
    ] == [1, 3, 10]


def test_the_drawing_stands_in_the_readme():
    readme = (Path(meetings.asking.__file__).parent / "README.md").read_text(encoding="utf-8")
    assert LIFECYCLE.drawing() in readme
