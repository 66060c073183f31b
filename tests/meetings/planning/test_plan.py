"""The nouns of planning, and the drawing of their lifecycle."""

from __future__ import annotations

from pathlib import Path

import pytest

import meetings.planning
from hearing_state.errors import Conflict, Invalid
from hearing_state.i18n import speaking
from hearing_state.web import Form
from hearing_state.web.hours import moment_from
from meetings.planning.console.hours import hours_from
from meetings.planning.naming import month_name, part_name, period_called
from meetings.planning.plan import LIFECYCLE, State, Wanted, stretch_of
from tests.meetings.world import hour


def test_the_readme_draws_the_table():
    readme = (Path(meetings.planning.__file__).parent / "README.md").read_text(encoding="utf-8")
    assert LIFECYCLE.drawing() in readme


@pytest.mark.parametrize("state", [State.APPROVED, State.WITHDRAWN, State.SUBMITTED])
def test_only_a_draft_is_edited(state: State):
    with pytest.raises(Conflict) as refused:
        LIFECYCLE.after(state, "edit")
    assert refused.value.reason == "plan.not_in_this_state"


def test_the_planners_wishes_survive_being_stored():
    wanted = Wanted(hours=("17:00",), online_percent=70)
    assert Wanted.read(wanted.stored()) == wanted
    assert Wanted.read({"of_another_time": 1}) == Wanted()


def test_years_and_halves_are_called_by_their_names():
    with speaking("kk"):
        assert part_name("2027-H1") == "2027 жылдың бірінші жартыжылдығы"
    with speaking("ru"):
        assert [part_name("2027"), part_name("2027-H2")] == ["2027 год", "второе полугодие 2027 года"]
        assert period_called("2027-Q3") == "3-й квартал 2027 года"
        stretch = stretch_of("2027")
        assert stretch is not None
        assert month_name(stretch.from_on) == "Январь 2027 года"
    assert period_called("odd-X9y") == "odd-X9y"


def test_hours_are_typed_as_the_clock_shows_them():
    assert moment_from(Form.empty(on="2027-03-02", time="9:30")) == hour("2027-03-02", "09:30")
    assert hours_from("18:00, 9:30;17:00 18:00") == ("18:00", "09:30", "17:00")
    for wrong in ("", "25:00", "вечером"):
        with pytest.raises(Invalid):
            hours_from(wrong)
    with pytest.raises(Invalid) as refused:
        moment_from(Form.empty(on="tomorrow", time="six"))
    assert {each.field for each in refused.value.faults} == {"on", "time"}
    with pytest.raises(Invalid) as refused:
        moment_from(Form.empty(on="0001-01-01", time="9:30"))  # no instant of any other zone
    assert {each.field for each in refused.value.faults} == {"on"}
