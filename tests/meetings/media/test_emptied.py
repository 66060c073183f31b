"""A node closes by itself the rooms that nobody is in any more."""

from types import SimpleNamespace

from meetings.media.emptied import EMPTY_SECONDS, Emptied


def room(*, speaks=False, listens=False):
    return SimpleNamespace(publishers={"akim": 1} if speaks else {}, listeners={"s": 1} if listens else {})


def test_a_room_is_closed_once_it_was_empty_for_long_enough():
    emptied, rooms = Emptied(), {"M-1": room()}
    assert emptied.look(rooms, 100) == []
    assert emptied.look(rooms, 100 + EMPTY_SECONDS - 1) == []
    assert emptied.look(rooms, 100 + EMPTY_SECONDS) == ["M-1"]


def test_who_comes_back_in_between_begins_the_time_anew():
    emptied = Emptied()
    emptied.look({"M-1": room()}, 100)
    assert emptied.look({"M-1": room(listens=True)}, 130) == []
    assert emptied.look({"M-1": room()}, 130 + EMPTY_SECONDS - 1) == []


def test_a_room_with_a_speaker_or_a_listener_stays():
    emptied, rooms = Emptied(), {"M-1": room(speaks=True), "M-2": room(listens=True)}
    emptied.look(rooms, 0)
    assert emptied.look(rooms, 10 * EMPTY_SECONDS) == []


def test_a_room_that_was_closed_is_forgotten():
    emptied = Emptied()
    emptied.look({"M-1": room()}, 0)
    assert emptied.look({}, EMPTY_SECONDS) == []
    assert emptied.look({"M-1": room()}, EMPTY_SECONDS + 1) == []
