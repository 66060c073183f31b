"""A clock's life through its actions: opened, redirected, split, extended, stopped, settled, handed over."""

from __future__ import annotations

import json
from datetime import date

import pytest

from hearing_state.db import rows, value
from hearing_state.deadlines import queries
from hearing_state.deadlines.actions.extend_clock import ExtendClock, extend_clock
from hearing_state.deadlines.actions.hand_over_clocks import HandOverClocks, hand_over_clocks
from hearing_state.deadlines.actions.label_clock import LabelClock, label_clock
from hearing_state.deadlines.actions.pause_clock import PauseClock, pause_clock
from hearing_state.deadlines.actions.redirect_clock import RedirectClock, redirect_clock
from hearing_state.deadlines.actions.resume_clock import ResumeClock, resume_clock
from hearing_state.deadlines.actions.split_clock import SplitClock, split_clock
from hearing_state.deadlines.statutory_clock import Outcome
from hearing_state.deadlines.working_calendar import CalendarEnds, shipped
from hearing_state.errors import Conflict, Forbidden, Invalid, NotFound, SignInNeeded
from hearing_state.ids import new_id
from tests.deadlines.clocks import AKIM, MINISTRY, at, entries, opened, settled

REF = "Q-2026-000017"
pytestmark = pytest.mark.usefixtures("db")


async def test_an_appeal_gets_its_legal_day_and_the_log_says_by_which_rule(as_) -> None:
    made = await opened(as_("system"))
    assert (made.registered_on, made.due_on) == (date(2026, 9, 7), date(2026, 9, 28))
    assert made.source == "APPC 76(1)"
    found = await rows("select kind, facts::text as facts from ledger_entry where about = $1", REF)
    facts = json.loads(found[0]["facts"])
    assert found[0]["kind"] == "deadline.set"
    assert (facts["rule"], facts["rule_from_on"], facts["calendar"], facts["due_on"]) == (
        "appeal.answer",
        "2021-07-01",
        shipped().version,
        "2026-09-28",
    )


async def test_the_rule_of_the_day_of_registration_stays_with_the_clock(as_) -> None:
    made = await opened(as_("system"), "2026-02-27", rule="petition.sponsors", about="P-2026-000001")
    assert made.due_on == date(2026, 3, 16)
    clock = await queries.clock(as_(), made.clock)
    assert (clock.rule.amount, clock.rule.until_on) == (10, date(2026, 2, 28))


async def test_a_clock_that_would_cross_the_calendars_end_is_not_opened(as_) -> None:
    with pytest.raises(CalendarEnds):
        await opened(as_("system"), "2027-12-20")
    assert await value("select count(*) from deadlines_clock") == 0
    assert await entries(REF) == []


async def test_a_rule_that_does_not_exist_is_refused(as_) -> None:
    with pytest.raises(Invalid) as refused:
        await opened(as_("system"), rule="appeal.anwser")
    assert refused.value.reason == "deadline.no_rule"


async def test_no_person_moves_a_clock_by_hand(as_) -> None:
    with pytest.raises(SignInNeeded):
        await opened(as_("visitor"))
    for role in ("resident", "official", "head", "administrator"):
        with pytest.raises(Forbidden):
            await opened(as_(role, AKIM))


async def test_a_redirect_begins_the_whole_term_at_the_receiver(as_) -> None:
    house = as_("system")
    made = await opened(house)
    wish = RedirectClock(clock=made.clock, arrived_at=at("2026-09-10", 19), agency=MINISTRY, reason="roads")
    changed = await redirect_clock(house, wish)
    assert (changed.registered_on, changed.due_on) == (date(2026, 9, 11), date(2026, 10, 2))
    clock = await queries.clock(as_(), made.clock)
    assert (clock.agency_id, clock.due_on) == (MINISTRY, date(2026, 10, 2))
    assert await entries(REF) == ["deadline.set", "deadline.moved"]


async def test_an_extension_moves_the_day_once_and_within_two_months(as_) -> None:
    house = as_("system")
    made = await opened(house)
    too_far = ExtendClock(
        clock=made.clock, decided_on=date(2026, 9, 20), until_on=date(2026, 11, 21), reason="visit"
    )
    with pytest.raises(Invalid):
        await extend_clock(house, too_far)
    wish = too_far.model_copy(update={"until_on": date(2026, 11, 20)})
    assert (await extend_clock(house, wish)).due_on == date(2026, 11, 20)
    with pytest.raises(Conflict) as again:
        await extend_clock(house, wish)
    assert again.value.reason == "deadline.extended_already"
    assert await value("select count(*) from deadlines_event where clock_id = $1", made.clock) == 2


async def test_an_information_request_takes_fifteen_days_more(as_) -> None:
    house = as_("system")
    made = await opened(house, rule="information.answer")
    assert made.due_on == date(2026, 9, 22)
    wish = ExtendClock(clock=made.clock, decided_on=date(2026, 9, 21), days=15, reason="archive")
    assert (await extend_clock(house, wish)).due_on == date(2026, 10, 7)


async def test_a_clock_stands_while_the_asker_cures_defects(as_) -> None:
    house = as_("system")
    made = await opened(house)
    assert (await pause_clock(house, PauseClock(clock=made.clock, on=date(2026, 9, 10)))).due_on is None
    assert (await queries.clock(as_(), made.clock)).standing.state == "paused"
    resumed = await resume_clock(house, ResumeClock(clock=made.clock, on=date(2026, 9, 17)))
    assert resumed.due_on == date(2026, 10, 5)
    assert await entries(REF) == ["deadline.set", "deadline.paused", "deadline.moved"]


@pytest.mark.parametrize(
    ("on", "outcome", "entry", "state"),
    [
        ("2026-09-28", Outcome.ANSWERED, "deadline.met", "kept"),
        ("2026-09-29", Outcome.ANSWERED, "deadline.met_late", "missed"),
        ("2026-09-30", Outcome.WITHDRAWN, "deadline.withdrawn", "withdrawn"),
        ("2026-09-20", Outcome.REFUSED, "deadline.met", "kept"),
    ],
)
async def test_settling_says_whether_it_was_in_time(
    as_, on: str, outcome: Outcome, entry: str, state: str
) -> None:
    made = await opened(as_("system"))
    await settled(as_("system"), made.clock, on, outcome)
    assert await entries(REF) == ["deadline.set", entry]
    assert (await queries.clock(as_(), made.clock)).standing.state == state
    with pytest.raises(Conflict):
        await settled(as_("system"), made.clock, on, outcome)


async def test_a_split_keeps_the_trail_and_the_day(as_) -> None:
    house = as_("system")
    made = await opened(house)
    wish = SplitClock(clock=made.clock, on=date(2026, 9, 9), into="Q-2026-000018", agency=MINISTRY)
    assert (await split_clock(house, wish)).due_on == made.due_on
    explained = await queries.explain(as_(), made.clock)
    assert [type(each.event).__name__ for each in explained.happenings] == ["Received", "Split"]


async def test_a_successor_holds_every_open_clock_and_no_day_changes(as_) -> None:
    house = as_("system")
    first, second = await opened(house), await opened(house, "2026-09-08", about="Q-2026-000018")
    done = await opened(house, about="Q-2026-000019")
    await settled(house, done.clock, "2026-09-10")
    wish = HandOverClocks(from_agency=AKIM, to_agency=MINISTRY, on=date(2026, 9, 15), reason="merger")
    assert await hand_over_clocks(house, wish) == 2
    owed = await queries.due_for_agency(as_(), [MINISTRY])
    assert [(each.id, each.due_on) for each in owed] == [
        (first.clock, first.due_on),
        (second.clock, second.due_on),
    ]
    assert await queries.due_for_agency(as_(), [AKIM]) == []
    assert await hand_over_clocks(house, wish) == 0


async def test_a_private_matter_has_a_public_clock_without_a_title(as_) -> None:
    house = as_("system")
    made = await opened(house, is_public=False, title="About my neighbour")
    assert (await queries.clock(as_(), made.clock)).title == ""
    await label_clock(
        house, LabelClock(clock=made.clock, is_public=True, title="Road to Aqsu", language="en")
    )
    shown = await queries.clock(as_(), made.clock)
    assert (shown.is_public, shown.title, shown.language) == (True, "Road to Aqsu", "en")
    assert await entries(REF) == ["deadline.set"]


async def test_reasons_of_a_private_matter_are_shown_to_its_officials_only(as_) -> None:
    house = as_("system")
    made = await opened(house, is_public=False)
    await redirect_clock(
        house,
        RedirectClock(clock=made.clock, arrived_at=at("2026-09-10"), agency=MINISTRY, reason="names her"),
    )
    for context, reason in (
        (as_(), ""),
        (as_("official", AKIM), ""),
        (as_("official", MINISTRY), "names her"),
    ):
        explained = await queries.explain(context, made.clock)
        assert explained.happenings[1].event.reason == reason


async def test_history_is_written_once(as_) -> None:
    from tortoise.exceptions import OperationalError

    from hearing_state.db import execute, transaction

    made = await opened(as_("system"))
    with pytest.raises((OperationalError, Exception), match="never changed"):
        async with transaction():
            await execute("update deadlines_event set facts = '{}' where clock_id = $1", made.clock)


async def test_a_clock_that_is_not_there_is_not_found(as_) -> None:
    with pytest.raises(NotFound):
        await queries.clock(as_(), new_id())
    with pytest.raises(NotFound):
        await resume_clock(as_("system"), ResumeClock(clock=new_id(), on=date(2026, 9, 7)))


async def test_a_refused_change_leaves_nothing_behind(as_) -> None:
    house = as_("system")
    made = await opened(house)
    with pytest.raises(Conflict):
        await resume_clock(house, ResumeClock(clock=made.clock, on=date(2026, 9, 17)))
    assert await value("select count(*) from deadlines_event") == 1
    assert await entries(REF) == ["deadline.set"]
    assert await value("select events from deadlines_clock") == 1
