"""The lifecycle as drawn, and how an announcement stands against the law; no database."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import meetings.schedule
from hearing_state.ids import new_id
from meetings.schedule.announcement import Standing, announcement_of
from meetings.schedule.meeting import LIFECYCLE, Kind, Meeting, Mode, State, report_minutes_max
from tests.meetings.world import hour

README = Path(meetings.schedule.__file__).parent / "README.md"
MIGRATION = README.parent / "migrations" / "0001_initial.py"
MEETING = Meeting(
    id=new_id(), ref="M-2026-000001", agency_id=new_id(), place_code="103230100", rule_key="akim.okrug", kind=Kind.EXTRA,
    state=State.ANNOUNCED, mode=Mode.ONLINE, starts_at=hour("2026-12-15"), ends_at=hour("2026-12-15", "19:30"), title_kk="Кездесу",
    title_ru="Встреча", topic=None, languages=("kk",), interpretation=(), host_is_deputy=False, host_name="", host_post_kk="",
    host_post_ru="", host_post_en="", address_kk="", address_ru="", seats=None, join_kk="", join_ru="", report_minutes=22,
    announce_days=7, announced_at=hour("2026-12-01"), started_at=None, finished_at=None, cancelled_at=None, reason="",
    attendance=None, visit_key=None, plan_id=None,
)  # fmt: skip


def test_the_readme_draws_the_table_as_it_is():
    assert LIFECYCLE.drawing() in README.read_text(encoding="utf-8")


def test_the_database_knows_the_states_of_the_table_and_no_others():
    assert "LIFECYCLE.check_sql()" in MIGRATION.read_text(encoding="utf-8")
    assert set(LIFECYCLE.states) == {str(each) for each in State}


def test_every_state_is_reached_and_only_ends_have_no_way_on():
    reached, todo = set(), ["planned"]
    while todo:
        state = todo.pop()
        if state not in reached:
            reached.add(state)
            todo += [LIFECYCLE.after(state, verb) for verb in LIFECYCLE.verbs_from(state)]
    assert reached == {str(each) for each in State}
    assert {state for state in reached if not LIFECYCLE.verbs_from(state)} == {"cancelled", "recorded"}


@pytest.mark.parametrize(
    ("announced_on", "standing", "days"),
    [
        ("2026-12-01", Standing.IN_TIME, 14),
        ("2026-12-08", Standing.IN_TIME, 7),
        ("2026-12-09", Standing.LATE, 6),
    ],
)
def test_an_announcement_is_in_time_on_the_last_lawful_day_and_late_on_the_next(announced_on, standing, days):
    found = announcement_of(replace(MEETING, announced_at=hour(announced_on)), date(2026, 12, 10))
    assert (found.standing, found.days) == (standing, days)


def test_a_day_is_a_day_in_kazakhstan():
    just_after_midnight = hour("2026-12-09", "00:10")
    found = announcement_of(replace(MEETING, announced_at=just_after_midnight), date(2026, 12, 10))
    assert found.announced_on == date(2026, 12, 9)


@pytest.mark.parametrize(
    ("today", "standing"), [("2026-12-08", Standing.AWAITED), ("2026-12-09", Standing.MISSED)]
)
def test_what_nobody_announced_is_awaited_until_the_last_day_and_missed_after_it(today, standing):
    silent = replace(MEETING, state=State.PLANNED, announced_at=None)
    found = announcement_of(silent, date.fromisoformat(today))
    assert (found.standing, found.by) == (standing, date(2026, 12, 8))
    assert (
        announcement_of(replace(silent, state=State.CANCELLED), date(2026, 12, 8)).standing is Standing.NEVER
    )


def test_at_social_tension_it_may_be_announced_at_once():
    sudden = replace(MEETING, kind=Kind.TENSION, announced_at=hour("2026-12-14"))
    found = announcement_of(sudden, date(2026, 12, 14))
    assert (found.standing, found.is_bad) == (Standing.AT_ONCE, False)


def test_a_meeting_nobody_wrote_down_is_not_confirmed_once_its_hour_is_over():
    assert not MEETING.is_unconfirmed(MEETING.ends_at)
    assert MEETING.is_unconfirmed(hour("2026-12-15", "19:31"))
    assert not replace(MEETING, state=State.HELD).is_unconfirmed(hour("2026-12-16"))


@given(st.integers(20, 360))
def test_the_report_never_takes_more_than_a_quarter(minutes):
    assert report_minutes_max(minutes) * 4 <= minutes
