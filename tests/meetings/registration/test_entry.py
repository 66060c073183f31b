"""Seats arithmetic, wishes and reminders, as plain sentences."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from hearing_state.ids import new_id
from meetings.registration import entry
from meetings.registration.entry import Counts, Entry, Kind, Mode, Need, State
from meetings.schedule.meeting import Meeting
from meetings.schedule.meeting import Mode as Form
from meetings.schedule.meeting import State as Stage
from tests.support.contexts import NOON

TOMORROW = NOON + timedelta(hours=24)


def meeting(**more: object) -> Meeting:
    plain = dict.fromkeys(Meeting.__dataclass_fields__)
    given = {
        "state": Stage.ANNOUNCED,
        "mode": Form.HYBRID,
        "starts_at": TOMORROW,
        "ends_at": TOMORROW + timedelta(hours=1),
    }
    return Meeting(**{**plain, **given, "announced_at": NOON - timedelta(days=8), **more})  # type: ignore[arg-type]


def registration(**more: object) -> Entry:
    plain = dict.fromkeys(Entry.__dataclass_fields__)
    given = {
        "id": new_id(),
        "kind": Kind.PERSON,
        "mode": Mode.HALL,
        "state": State.SEATED,
        "registered_at": NOON - timedelta(days=2),
    }
    return Entry(**{**plain, **given, **more})  # type: ignore[arg-type]


@pytest.mark.parametrize("seats", [None, 0, 3, 10])
@pytest.mark.parametrize("taken", [0, 3, 12])
@pytest.mark.parametrize("waiting", [0, 5])
def test_after_seating_and_unseating_no_seat_is_sold_twice_and_none_is_left_empty(seats, taken, waiting):
    up, down = entry.to_seat(seats, taken, waiting), entry.to_unseat(seats, taken)
    assert up == 0 or down == 0
    after = taken + up - down
    if seats is None:
        assert (up, down) == (waiting, 0)
    else:
        assert after <= seats
        assert after == seats or up == waiting


def test_a_wish_for_the_hall_is_dropped_by_whoever_stays_at_home():
    wishes = (Need.STEP_FREE, Need.SIGN_LANGUAGE, Need.SIGN_LANGUAGE)
    assert entry.fitting(Mode.ONLINE, wishes) == (Need.SIGN_LANGUAGE,)
    assert entry.fitting(Mode.HALL, wishes) == (Need.SIGN_LANGUAGE, Need.STEP_FREE)
    assert Need.STEP_FREE in entry.needs_for(entry.modes_of(Form.HYBRID))


def test_registration_is_open_from_the_announcement_to_the_first_minute():
    assert entry.closed_because(meeting(), NOON) == ""
    assert entry.closed_because(meeting(), TOMORROW) == "registration.has_begun"
    for stage, word in (
        (Stage.PLANNED, "not_announced"),
        (Stage.CANCELLED, "cancelled"),
        (Stage.LIVE, "has_begun"),
    ):
        assert entry.closed_because(meeting(state=stage), NOON) == f"registration.{word}"


@pytest.mark.parametrize(
    ("changed", "now", "wanted"),
    [
        ({}, NOON, True),
        ({}, NOON - timedelta(seconds=1), False),
        ({}, TOMORROW - timedelta(seconds=1), True),
        ({}, TOMORROW, False),
        ({"state": Stage.CANCELLED}, NOON, False),
        ({"state": Stage.PLANNED}, NOON, False),
        ({"state": Stage.LIVE}, NOON, False),
        ({"announced_at": NOON + timedelta(hours=1)}, NOON + timedelta(hours=2), False),
    ],
)
def test_a_reminder_is_due_within_the_last_day_before_an_announced_meeting(changed, now, wanted):
    assert entry.wants_reminder(registration(), meeting(**changed), now) is wanted


def test_who_registers_within_the_last_day_has_read_the_hour_a_moment_ago():
    late = registration(registered_at=NOON + timedelta(minutes=1))
    assert not entry.wants_reminder(late, meeting(), NOON + timedelta(hours=3))
    assert not entry.wants_reminder(registration(state=State.WITHDRAWN), meeting(), NOON)


def test_numbers_for_everybody():
    counts = Counts(seats=50, hall=40, waiting=0, online=7, points=2, point_people=60)
    assert (counts.people, counts.free) == (107, 10)
    assert replace(counts, seats=None).free is None
    assert replace(counts, hall=55).free == 0


def test_the_readme_draws_the_lifecycle():
    readme = (Path(entry.__file__).parent / "README.md").read_text(encoding="utf-8")
    assert entry.LIFECYCLE.drawing() in readme
