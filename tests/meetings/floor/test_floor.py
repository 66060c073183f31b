"""The speaking queue: the published rule, held against a slow reading of the same words."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meetings.floor import floor
from meetings.floor.floor import Allowance, Because, Channel, Cue, Hand, Kind, Turn

NOW = datetime(2026, 12, 7, 14, 0, tzinfo=UTC)
SEED = "M-2026-000012, drawn on 1 December"
PLACES = ("103230100", "103230200", "103230300")

keys = st.text("abcdef", min_size=1, max_size=3)
parts = (st.sampled_from(PLACES), st.sampled_from(("kk", "ru")), st.sampled_from(Channel))
hands = st.lists(st.builds(Hand, keys, *parts), unique_by=lambda one: one.key, max_size=25)
moved_hands = st.lists(
    st.builds(Hand, keys, *parts, moved_to=st.none() | st.integers(1, 30)),
    unique_by=lambda one: one.key,
    max_size=25,
)
began = st.integers(60, 7_200).map(lambda seconds: NOW - timedelta(seconds=seconds))
lasting = st.none() | st.integers(1, 300)
turns = st.lists(
    st.builds(
        lambda key, place, language, channel, at, seconds: Turn(
            key, place, language, channel, at, at + timedelta(seconds=seconds) if seconds else None
        ),
        keys,
        *parts,
        began,
        lasting,
    ),
    max_size=12,
)


def hand(
    key: str, place: str = PLACES[0], language: str = "kk", channel: Channel = Channel.WEB, **more
) -> Hand:
    return Hand(key, place, language, channel, **more)


def turn(key: str, seconds: int, place: str = PLACES[0], language: str = "kk") -> Turn:
    at = NOW - timedelta(minutes=30)
    return Turn(key, place, language, Channel.WEB, at, at + timedelta(seconds=seconds))


def order(*given_hands: Hand, after: tuple[Turn, ...] = ()) -> list[tuple[str, str]]:
    placed = floor.in_order(given_hands, after, SEED, NOW)
    return [(each.hand.key, each.because.value) for each in placed]


def slowly(held_up: list[Hand], heard: list[Turn]) -> list[str]:
    """The docstring read word by word: before each place everything is counted anew."""
    talked: dict[str, timedelta] = {}
    for each in heard:
        talked[each.key] = talked.get(each.key, timedelta()) + each.lasted(NOW)
    said: list[Hand | Turn] = [*heard]
    left, found = list(held_up), []
    while left:
        first = min(
            left,
            key=lambda one: (
                one.key in talked,
                talked.get(one.key, timedelta()) // floor.SPEAKS_LESS_BY,
                sum(each.place_code == one.place_code for each in said),
                sum(each.language == one.language for each in said),
                sum(each.channel == one.channel for each in said),
                hashlib.sha256(f"{SEED}\n{one.key}".encode()).hexdigest(),
            ),
        )
        left.remove(first)
        said.append(first)
        found.append(first.key)
    return found


# How fast a busy machine draws long lists says nothing about the rule.
UNHURRIED = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)


@UNHURRIED
@given(hands, turns)
def test_the_quick_order_is_the_published_one(held_up, heard):
    placed = floor.by_rule(held_up, heard, SEED, NOW)
    assert [each.hand.key for each in placed] == slowly(held_up, heard)
    assert all(each.because is not Because.ALONE for each in placed[:-1])


@UNHURRIED
@given(hands, turns, st.randoms(use_true_random=False))
def test_it_does_not_matter_who_was_quick(held_up, heard, chance):
    shuffled = list(held_up)
    chance.shuffle(shuffled)
    assert floor.by_rule(shuffled, heard, SEED, NOW) == floor.by_rule(held_up, heard, SEED, NOW)


@UNHURRIED
@given(moved_hands, turns)
def test_the_chair_moves_some_and_the_rule_keeps_the_rest(held_up, heard):
    placed = floor.in_order(held_up, heard, SEED, NOW)
    assert sorted(each.hand.key for each in placed) == sorted(each.key for each in held_up)
    ruled = [each for each in held_up if each.moved_to is None]
    assert [each.hand.key for each in placed if each.because is not Because.CHAIR] == slowly(ruled, heard)
    assert {each.hand.key for each in placed if each.because is Because.CHAIR} == {
        each.key for each in held_up if each.moved_to is not None
    }


def test_who_has_not_spoken_comes_first_then_who_spoke_less():
    before = (turn("long", 240), turn("short", 60))
    assert order(hand("long"), hand("short"), hand("new", language="ru"), after=before) == [
        ("new", "first_time"),
        ("short", "spoke_less"),
        ("long", "alone"),
    ]


def test_a_breath_more_is_no_merit():
    """61 and 80 seconds are the same step: the place decides, that was heard less."""
    before = (turn("a", 80, PLACES[1]), turn("b", 61, PLACES[0]), turn("c", 30, PLACES[0]))
    assert order(hand("a", PLACES[1]), hand("b"), after=before)[0] == ("a", "place")


def test_places_alternate_whatever_their_number_of_hands():
    many = [hand(f"m{number}", PLACES[0]) for number in range(6)]
    few = [hand(f"f{number}", PLACES[1]) for number in range(2)]
    placed = floor.by_rule([*many, *few], (), SEED, NOW)
    places = [each.hand.place_code for each in placed]
    assert sorted(places[:2]) == sorted(places[2:4]) == [PLACES[0], PLACES[1]]
    assert places[4:] == [PLACES[0]] * 4


def test_languages_and_telephones_have_their_turn():
    web = [hand(f"w{number}") for number in range(3)]
    (first, *_), *_rest = order(*web, hand("p", channel=Channel.PHONE), after=(turn("x", 30),))
    assert first == "p"
    assert order(*web, hand("r", language="ru"), after=(turn("x", 30),))[0] == ("r", "language")


def test_another_seed_draws_other_lots_and_changes_nothing_else():
    alike = [hand(f"h{number}") for number in range(8)]
    first, second = (
        [each.hand.key for each in floor.by_rule(alike, (), seed, NOW)] for seed in ("one", "two")
    )
    assert sorted(first) == sorted(second)
    assert first != second
    assert first == sorted(first, key=lambda key: floor.lot_of("one", key))


def test_the_chair_puts_a_hand_where_she_says():
    assert order(hand("a"), hand("b"), hand("c", moved_to=1))[0] == ("c", "chair")
    assert order(hand("a"), hand("b"), hand("c", moved_to=99))[-1] == ("c", "chair")


@given(st.integers(1, 12), st.integers(0, 12), st.none() | st.sampled_from(Kind))
def test_my_place_is_the_number_of_turns_that_are_really_given(position, ahead, last):
    """Turns are given one by one; those before mine are what the page says."""
    hands_left, ahead_left, kind, given_turns = position, ahead, last, 0
    while True:
        kind = floor.next_kind(hands_left, ahead_left, kind)
        if kind is Kind.HAND:
            hands_left -= 1
            if not hands_left:
                break
        else:
            ahead_left -= 1
        given_turns += 1
    assert floor.turns_until(position, ahead, last) == given_turns


def test_what_was_asked_ahead_begins_and_both_take_turns():
    assert floor.next_kind(0, 0, None) is None
    assert floor.next_kind(3, 3, None) is Kind.AHEAD
    assert floor.next_kind(3, 3, Kind.AHEAD) is Kind.HAND
    assert floor.next_kind(3, 3, Kind.HAND) is Kind.AHEAD
    assert floor.next_kind(3, 0, Kind.HAND) is Kind.HAND
    assert floor.next_kind(0, 3, Kind.AHEAD) is Kind.AHEAD


def test_the_expected_minute_counts_what_the_present_turn_has_left():
    allowance = Allowance(speaking=timedelta(minutes=2), answering=timedelta(minutes=3))
    assert floor.expected_at(0, NOW, None, allowance) == NOW
    assert floor.expected_at(2, NOW, None, allowance) == NOW + timedelta(minutes=10)
    since = NOW - timedelta(minutes=4)
    assert floor.expected_at(1, NOW, since, allowance) == NOW + timedelta(minutes=6)
    assert floor.expected_at(1, NOW, NOW - timedelta(hours=1), allowance) == NOW + timedelta(minutes=5)


def test_who_speaks_is_warned_and_then_ended():
    allowance = Allowance()
    said = {
        seconds: floor.cue(NOW - timedelta(seconds=seconds), NOW, allowance)
        for seconds in (0, 89, 90, 119, 120, 134, 135)
    }
    assert said == {
        0: Cue.NONE,
        89: Cue.NONE,
        90: Cue.SOON,
        119: Cue.SOON,
        120: Cue.OVERTIME,
        134: Cue.OVERTIME,
        135: Cue.OVER,
    }


def test_a_nation_of_hands_is_put_in_order_once():
    """Two thousand hands of four hundred places: each appears once, and no place twice before all had one."""
    nation = [
        hand(f"n{number}", f"{100_000_000 + number % 400}", ("kk", "ru")[number % 2])
        for number in range(2_000)
    ]
    placed = floor.by_rule(nation, (), SEED, NOW)
    assert len({each.hand.key for each in placed}) == 2_000
    assert len({each.hand.place_code for each in placed[:400]}) == 400
