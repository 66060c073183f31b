"""A decree: what it would move is shown before, and exactly that is moved."""

from __future__ import annotations

from datetime import date

import pytest

from hearing_state.db import rows, value
from hearing_state.deadlines import queries
from hearing_state.deadlines.actions.add_decree import AddDecree, add_decree
from hearing_state.deadlines.calendars import calendar_at, calendar_in_force
from hearing_state.deadlines.working_calendar import Why, shipped
from hearing_state.errors import Conflict, Forbidden, Invalid
from tests.deadlines.clocks import entries, opened, settled

pytestmark = pytest.mark.usefixtures("db")
TRANSFER = "2026-12-19 + 2026-12-15\n2026-12-15 - 2026-12-19"


def _decree(days: str = TRANSFER, **more: object) -> AddDecree:
    given = {"source": "Order of the ministry No. 77", "decided_on": date(2026, 11, 20)}
    return AddDecree(**{**given, "days": days, "calendar": shipped().version, **more})


async def test_the_preview_equals_what_is_applied(as_) -> None:
    house = as_("system")
    for number, received in enumerate(
        ("2026-11-09", "2026-11-23", "2026-11-24", "2026-11-25", "2026-12-01"), 1
    ):
        await opened(house, received, about=f"Q-2026-{number:06d}")
    answered = await opened(house, "2026-11-24", about="Q-2026-000099")
    await settled(house, answered.clock, "2026-11-30")
    preview = await queries.preview_decree(as_("administrator"), "Order 77", TRANSFER)
    promised = {move.about: (move.before_on, move.after_on) for move in preview.moves}
    assert (
        promised
        == {
            "Q-2026-000003": (date(2026, 12, 15), date(2026, 12, 17)),
            "Q-2026-000004": (date(2026, 12, 17), date(2026, 12, 18)),
        }
        or promised
    )
    before = {
        each["about"]: each["due_on"] for each in await rows("select about, due_on from deadlines_clock")
    }
    decreed = await add_decree(as_("administrator"), _decree())
    after = {
        each["about"]: each["due_on"] for each in await rows("select about, due_on from deadlines_clock")
    }
    moved = {about: (before[about], after[about]) for about in before if before[about] != after[about]}
    assert moved == promised
    assert moved
    assert decreed.moved == len(moved)
    for about in moved:
        assert await entries(about) == ["deadline.set", "deadline.moved"]
    assert await value("select count(*) from deadlines_event where kind = 'recounted'") == len(moved)


async def test_a_question_due_on_the_transferred_day_off_is_due_on_the_next_working_day(as_) -> None:
    made = await opened(as_("system"), "2026-11-24")
    assert made.due_on == date(2026, 12, 15)
    await add_decree(as_("administrator"), _decree())
    shown = await queries.explain(as_(), made.clock)
    assert shown.clock.due_on == date(2026, 12, 17)
    assert {day.on: day.why for day in shown.reckoning.days}[date(2026, 12, 15)] == Why.TRANSFERRED
    assert shown.clock.calendar_version == f"{shipped().version}+1"


async def test_versions_are_kept_and_each_can_be_asked_for(as_) -> None:
    administrator = as_("administrator")
    await add_decree(administrator, _decree())
    back = _decree("2026-12-15 +\n2026-12-19 -", calendar=f"{shipped().version}+1", source="Order 78")
    second = await add_decree(administrator, back)
    assert (second.number, second.calendar) == (2, f"{shipped().version}+2")
    assert not (await calendar_at(f"{shipped().version}+1")).works(date(2026, 12, 15))
    assert (await calendar_in_force()).works(date(2026, 12, 15))
    assert (await calendar_at(shipped().version)) is shipped()
    assert [each.number for each in await queries.all_decrees(administrator)] == [2, 1]


async def test_a_decree_made_from_an_old_preview_is_refused(as_) -> None:
    await add_decree(as_("administrator"), _decree())
    with pytest.raises(Conflict) as refused:
        await add_decree(as_("administrator"), _decree("2026-12-22 - Ы | Ы | Y"))
    assert refused.value.reason == "deadline.calendar_changed"


async def test_a_further_year_can_be_added_and_terms_reach_into_it(as_) -> None:
    days = "2028-01-03 - Жаңа жыл | Новый год | New Year"
    await add_decree(as_("administrator"), _decree(days, until_on=date(2028, 12, 31)))
    made = await opened(as_("system"), "2027-12-20")
    assert made.due_on == date(2028, 1, 11)
    assert await queries.calendar_health(as_("system")) is None


@pytest.mark.parametrize(
    ("days", "until_on", "reason"),
    [
        ("", None, "deadline.decree_empty"),
        ("tomorrow off", None, "deadline.decree_line"),
        ("2026-12-15 - one | two", None, "deadline.decree_line"),
        ("2026-13-15 -", None, "deadline.decree_line"),
        ("2026-12-15 -\n2026-12-15 -", None, "deadline.decree_day_twice"),
        ("2026-12-15 +", None, "deadline.decree_changes_nothing"),
        ("2028-01-03 -", None, "deadline.decree_beyond"),
        ("", date(2027, 6, 1), "deadline.decree_shortens"),
    ],
)
async def test_a_decree_that_says_nothing_or_nonsense_is_refused(
    as_, days: str, until_on, reason: str
) -> None:
    with pytest.raises(Invalid) as refused:
        await add_decree(as_("administrator"), _decree(days, until_on=until_on))
    assert refused.value.reason == reason
    assert await value("select count(*) from deadlines_calendar_version") == 0


async def test_only_an_administrator_decrees(as_) -> None:
    for role in ("official", "head", "moderator", "auditor"):
        with pytest.raises(Forbidden):
            await add_decree(as_(role), _decree())


async def test_health_turns_red_ninety_days_before_the_calendar_ends(as_) -> None:
    from tests.deadlines.clocks import at

    assert await queries.calendar_health(as_("system", at=at("2027-10-02"))) is None
    sentence = await queries.calendar_health(as_("system", at=at("2027-10-03")))
    assert sentence is not None
    assert "2027-12-31" in sentence
