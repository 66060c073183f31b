"""A minister's draft of a half-year is owed to the Government by 15 December and 15 June (resolution No. 12)."""

from __future__ import annotations

from datetime import date

import pytest

from hearing_state.agencies import queries as agencies
from hearing_state.agencies.agency import Agency
from hearing_state.errors import Conflict, Invalid
from meetings.duties.actions.set_norm import SetNorm, set_norm
from meetings.duties.actions.set_record_start import SetRecordStart, set_record_start
from meetings.duties.duty import PeriodKind, period_of
from meetings.planning import drafts, kept, queries
from meetings.planning.actions.dispatch import Dispatch, dispatch
from meetings.planning.actions.propose import Propose, propose
from meetings.planning.actions.submit import Submit, submit
from meetings.planning.panels import desk
from tests.meetings.world import World, at_moment, hour, world

HEALTH = "ministry-of-healthcare"
JUSTICE = "ministry-of-justice"


@pytest.fixture
async def here(db, as_) -> World:
    made = await world(as_)
    await set_record_start(
        made.administrator, SetRecordStart(from_on=date(2026, 1, 1), reason="Есептерден енгізілді.")
    )
    return made


async def ministry(here: World, slug: str = HEALTH) -> Agency:
    return await agencies.by_slug(here.visitor, slug)


async def owed(here: World, body: Agency, day: str) -> dict[str, str]:
    then = at_moment(here.visitor, hour(day, "12:00"))
    found = await drafts.drafts(then, [body], drafts.halves_at_hand(then.today))
    return {each.half.key: each.standing.state for each in found.get(body.id, [])}


async def test_what_is_due_and_what_is_late_is_seen_without_any_job(here: World):
    body = await ministry(here)
    assert await owed(here, body, "2026-11-23") == {"2026-H2": "overdue", "2027-H1": "running"}
    assert await owed(here, body, "2026-12-11") == {"2026-H2": "overdue", "2027-H1": "due_soon"}
    assert await owed(here, body, "2026-12-17") == {"2026-H2": "overdue", "2027-H1": "overdue"}


async def test_only_ministries_that_must_meet_people_owe_a_draft(here: World):
    assert await owed(here, await ministry(here, JUSTICE), "2026-11-23") == {}
    assert await owed(here, here.okrug, "2026-11-23") == {}


async def test_a_draft_sent_to_the_government_settles_the_day_and_goes_to_nobody_else(here: World):
    body = await ministry(here)
    official = here.as_("official", body.id, person_id=here.secretary)
    made = await propose(official, Propose(agency=body.slug, part="2027-H1"))
    wish = {"plan": made.ref, "number": "12-3/401", "sent_on": official.today}
    with pytest.raises(Conflict):
        await dispatch(official, Dispatch(recipient="government", **wish))
    plan = await kept.plan(official, made.ref)
    await submit(official, Submit(plan=plan.ref, version=plan.version))
    shown = await queries.shown(official, body.slug, "2027-H1")
    assert "dispatch" in shown.may
    with pytest.raises(Invalid) as refused:
        await dispatch(official, Dispatch(recipient="maslikhat", **wish))
    assert refused.value.reason == "plan.not_sent_there"
    await dispatch(official, Dispatch(recipient="government", **wish))
    assert (await owed(here, body, "2026-12-17"))["2027-H1"] == "kept"
    panel = await desk.load(official, [body.id])
    assert [(each.half.key, each.standing.state) for _body, found in panel["drafts"] for each in found] == [
        ("2026-H2", "overdue"),
        ("2027-H1", "kept"),
    ]


async def test_a_corrected_day_counts_at_once(here: World):
    source = {"source_kk": "Жаңа қаулы", "source_ru": "Новое постановление"}
    await set_norm(here.administrator, SetNorm(norm=drafts.Rule.FIRST_HALF, value=1201, **source))
    half = period_of(date(2027, 1, 1), PeriodKind.HALF_YEAR)
    body = await ministry(here)
    found = await drafts.drafts(here.visitor, [body], [half])
    assert found[body.id][0].due_on == date(2026, 12, 1)


async def test_the_ministrys_page_tells_it(client, here: World):
    page = await client.get(f"/en/bodies/{HEALTH}")
    assert "to the Government" in page.text
