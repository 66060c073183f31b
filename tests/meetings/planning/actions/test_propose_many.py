"""An oblast's offices get their drafts in pieces: killed and told again, nothing is lost and nothing doubled."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from hearing_state.clock import FrozenClock
from hearing_state.db import execute, rows, value
from hearing_state.errors import Conflict, Forbidden, Invalid
from hearing_state.jobs.listeners import Told
from hearing_state.main.house import OpenHouse
from hearing_state.main.worker import relay_for
from meetings.planning import kept, runs, tasks
from meetings.planning.actions import propose_many as asking
from meetings.planning.actions.propose import Propose, propose
from meetings.planning.actions.propose_many import COUNTRY, ProposeMany, propose_many
from meetings.planning.command import run as command
from tests.agencies.country import ABAI_DISTRICT, ABAI_OBLAST, QARAAUYL
from tests.meetings.planning.office import PlanningOffice
from tests.support.contexts import NOON

PART = "2027-H2"
_DOUBLED = "SELECT agency_id FROM planning_plan WHERE state <> 'withdrawn' GROUP BY 1 HAVING count(*) > 1"


def _told(run: object, number: int) -> Told:
    return Told(number, "plan.piece_wanted", f"run:{run}", {"run": str(run), "number": number}, NOON)


@pytest.fixture
def small_pieces(monkeypatch):
    monkeypatch.setattr(asking, "PIECE_OFFICES", 3)


async def test_a_piece_told_twice_is_done_once(office: PlanningOffice, small_pieces: None):
    asked = await propose_many(office.here.administrator, ProposeMany(place=ABAI_OBLAST, part=PART))
    assert asked.pieces > 1
    for _twice in range(2):
        await tasks.plan_a_piece(office.here.system, _told(asked.run, 1))
    assert await value("SELECT count(*)::int FROM planning_plan") == 3
    for number in range(1, asked.pieces + 1):
        await tasks.plan_a_piece(office.here.system, _told(asked.run, number))
    run = await kept.run(office.here.system, asked.run)
    assert (run.pieces_done, run.figures["offices"]) == (asked.pieces, asked.offices)
    assert run.finished_at is not None
    assert await rows(_DOUBLED) == []
    assert run.figures["meetings"] == await value("SELECT count(*)::int FROM planning_entry")


async def test_the_worker_takes_up_where_a_killed_one_stopped(
    office: PlanningOffice, small_pieces: None, orm, settings
):
    """The first worker held a piece and died: its lease ends, the row is told again."""
    asked = await propose_many(office.here.administrator, ProposeMany(place=ABAI_DISTRICT, part=PART))
    await execute(
        "UPDATE jobs_outbox SET lease_until = $1, lease_number = 1 WHERE event = 'plan.piece_wanted'", NOON
    )
    clock = FrozenClock(NOON + timedelta(minutes=1))
    await relay_for(OpenHouse(settings, clock, orm), parallel=1).drain()
    run = await kept.run(office.here.system, asked.run)
    assert (run.pieces_done, run.finished_at is not None) == (asked.pieces, True)
    assert await rows(_DOUBLED) == []


async def test_what_an_office_has_is_left_alone(office: PlanningOffice):
    plan = await office.proposed(PART)
    entries = await office.entries(plan)
    asked = await propose_many(office.here.administrator, ProposeMany(place=ABAI_DISTRICT, part=PART))
    slug = office.here.okrug.slug
    own = await propose(office.here.clerk, Propose(agency=slug, part=PART))  # while the piece waits
    await tasks.plan_a_piece(office.here.system, _told(asked.run, 1))
    run = await kept.run(office.here.system, asked.run)
    assert run.figures["skipped"] == 1
    assert await office.entries(plan) == entries
    assert (await kept.plan(office.clerk, own.ref)).version == 1
    with pytest.raises(Conflict) as refused:
        await propose_many(office.here.administrator, ProposeMany(place=ABAI_DISTRICT, part=PART))
    assert refused.value.reason == "plan.nothing_to_propose"


async def test_a_superior_asks_for_the_own_territory_only(office: PlanningOffice):
    with pytest.raises(Forbidden):
        await propose_many(office.head, ProposeMany(place=ABAI_OBLAST, part=PART))
    with pytest.raises(Forbidden):
        await propose_many(office.head, ProposeMany(place=COUNTRY, part=PART))
    with pytest.raises(Invalid):
        await propose_many(office.here.administrator, ProposeMany(place=QARAAUYL, part=PART))
    asked = await propose_many(office.head, ProposeMany(place=ABAI_DISTRICT, part=PART))
    shown = await runs.run_shown(office.head, asked.run)
    assert (shown.run.pieces_done, shown.plans) == (0, 0)


async def test_the_operator_proposes_from_the_command_line(office: PlanningOffice, capsys):
    from argparse import Namespace

    arguments = Namespace(year=2027, half=2, place=ABAI_DISTRICT)
    assert await command(arguments, office.here.system) == 0
    assert "2027-H2" in capsys.readouterr().out
    assert await command(arguments, replace(office.here.system, locale="en")) == 1
    assert "has a plan for these days already" in capsys.readouterr().err
