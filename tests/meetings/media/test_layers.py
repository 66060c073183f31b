from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from meetings.media.layers import Choice, Layer, Line, choose

LAYERS = (Layer("high", 360_000), Layer("low", 100_000))
HIGH = Choice("high")


def test_a_good_line_keeps_the_high_layer():
    assert choose(LAYERS, Line(0.0, 900_000), HIGH, 100.0).layer == "high"


def test_much_loss_takes_the_low_layer_at_once_then_sound_only():
    low = choose(LAYERS, Line(0.2, None), HIGH, 100.0)
    assert low.layer == "low"
    assert choose(LAYERS, Line(0.2, None), low, 101.0).layer == "low"  # the new layer is given a moment
    assert choose(LAYERS, Line(0.2, None), low, 102.0).layer is None


def test_a_small_estimate_takes_the_low_layer_without_any_loss():
    assert choose(LAYERS, Line(0.0, 200_000), HIGH, 100.0).layer == "low"


def test_it_climbs_after_eight_calm_seconds_but_not_where_it_just_failed():
    low = choose(LAYERS, Line(0.2, None), HIGH, 100.0)
    assert choose(LAYERS, Line(), low, 115.0).layer == "low"
    assert choose(LAYERS, Line(), low, 131.0).layer == "high"
    assert choose(LAYERS, Line(0.0, 400_000), low, 131.0).layer == "low"  # too little room above
    calm = Choice("low", 0.0, 0.0)
    assert choose(LAYERS, Line(), calm, 7.9).layer == "low"
    assert choose(LAYERS, Line(), calm, 8.1).layer == "high"


def test_from_sound_only_a_line_that_heals_gets_the_low_layer_first():
    assert choose(LAYERS, Line(), Choice(None, 0.0, 0.0), 9.0).layer == "low"


def test_a_layer_that_is_gone_is_replaced():
    assert choose(LAYERS[1:], Line(), HIGH, 1.0).layer == "low"
    assert choose((), Line(), HIGH, 1.0).layer is None


@given(
    st.lists(
        st.tuples(st.floats(0, 1), st.none() | st.integers(0, 2_000_000), st.floats(0.1, 5)), max_size=60
    )
)
def test_whatever_the_line_does_the_layer_is_one_of_ours_and_changes_rarely(steps):
    choice, now, changes = HIGH, 0.0, []
    for loss, estimate, passed in steps:
        now += passed
        after = choose(LAYERS, Line(loss, estimate), choice, now)
        assert after.layer in {"high", "low", None}
        if after.layer != choice.layer:
            changes.append(now)
        choice = after
    assert all(later - earlier >= 1.5 for earlier, later in pairwise(changes[1:]))
