"""A calendar that was approved on paper before the office worked here is no debt of the office."""

from __future__ import annotations

from datetime import date

import pytest

from hearing_state.errors import Conflict, Forbidden, Invalid
from meetings.duties.actions.set_record_start import SetRecordStart, set_record_start
from meetings.planning import queries
from meetings.planning.actions.record_paper import RecordPaper, record_paper
from meetings.planning.panels import body, desk
from tests.meetings.world import World, world

SOURCE = "Әкімнің өкімі, әкімдіктің сайтында жарияланған."


@pytest.fixture
async def here(db, as_) -> World:
    """The offices came into the house on 23 November 2026, their record reaches back to January."""
    made = await world(as_)
    await set_record_start(
        made.administrator, SetRecordStart(from_on=date(2026, 1, 1), reason="Есептерден енгізілді.")
    )
    return made


def paper(here: World, on: date = date(2026, 1, 13), **more) -> RecordPaper:
    given = {
        "agency": here.okrug.slug,
        "year": 2026,
        "approved_on": on,
        "number": "13-р",
        "source": SOURCE,
        **more,
    }
    return RecordPaper(**given)


async def seen(here: World) -> list[tuple[str, int]]:
    found = await queries.shown(here.clerk, here.okrug.slug, "2026")
    return [(each.standing.state, each.standing.working_days_late) for each in found.legal]


async def test_without_it_the_office_stands_as_overdue_and_with_it_as_in_time(here: World):
    assert (await seen(here))[0][0] == "overdue"
    found = await queries.shown(here.administrator, here.okrug.slug, "2026")
    assert found.may_record_paper
    await record_paper(here.administrator, paper(here))
    assert await seen(here) == [("kept", 0)]
    panel = await desk.load(here.clerk, [here.okrug.id])
    (line,) = next(lines for year, lines in panel["years"] if year == 2026)
    assert (line.paper.number, line.standing.state) == ("13-р", "kept")
    public = await body.load(here.visitor, here.okrug)
    assert [each[3].source for each in public["years"] if each[0] == 2026] == [SOURCE]
    assert not (await queries.shown(here.administrator, here.okrug.slug, "2026")).may_record_paper


async def test_one_that_came_after_its_day_is_late_by_so_many_working_days(here: World):
    await record_paper(here.administrator, paper(here, date(2026, 1, 20)))
    assert await seen(here) == [("missed", 3)]


async def test_nobody_dates_back_what_is_approved_here(here: World):
    with pytest.raises(Invalid) as refused:
        await record_paper(here.administrator, paper(here, here.okrug.founded_on))
    assert refused.value.reason == "plan.paper_since_here"
    with pytest.raises(Invalid):
        await record_paper(here.administrator, paper(here, date(2024, 1, 13)))
    for who in (here.head, here.clerk):
        with pytest.raises(Forbidden):
            await record_paper(who, paper(here))
    await record_paper(here.administrator, paper(here))
    with pytest.raises(Conflict):
        await record_paper(here.administrator, paper(here, number="14-р"))
