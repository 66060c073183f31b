import pytest

from hearing_state.errors import Conflict, Forbidden
from meetings.media.limits import RoomLimits
from meetings.media.stage import Stage


def test_twelve_have_the_floor_and_the_thirteenth_is_told_why_not():
    stage = Stage(RoomLimits())
    for number in range(12):
        stage.give_floor(f"p{number}")
    with pytest.raises(Conflict) as refusal:
        stage.give_floor("p12")
    assert (refusal.value.reason, refusal.value.values) == ("media.stage_full", {"most": 12})
    stage.give_floor("p3")  # she has it already
    assert len(stage.speakers) == 12


def test_six_pictures_are_shown_and_a_seventh_takes_a_free_place_only():
    stage = Stage(RoomLimits())
    for number in range(8):
        stage.give_floor(f"p{number}")
    assert stage.pictures == tuple(f"p{number}" for number in range(6))
    with pytest.raises(Conflict):
        stage.show("p7")
    stage.hide("p2")
    stage.show("p7")
    assert stage.pictures == ("p0", "p1", "p3", "p4", "p5", "p7")


def test_who_lost_the_floor_is_neither_heard_nor_seen():
    stage = Stage(RoomLimits())
    stage.give_floor("aigul")
    stage.end_floor("aigul")
    assert (stage.speakers, stage.pictures) == ((), ())
    with pytest.raises(Forbidden):
        stage.show("aigul")
