"""A half-year of a district: proposed, edited, submitted, given back, approved; and what may not happen to it."""

from __future__ import annotations

import pytest
from tortoise.exceptions import IntegrityError

from hearing_state.agencies.actions.appoint import Appoint, appoint
from hearing_state.agencies.agency import Post
from hearing_state.clock import FrozenClock
from hearing_state.db import row, rows, value
from hearing_state.errors import Conflict, Forbidden, Invalid
from hearing_state.main.house import OpenHouse
from hearing_state.main.worker import relay_for
from meetings.planning.actions.approve import Approve, approve
from meetings.planning.actions.dispatch import Dispatch, dispatch
from meetings.planning.actions.propose import Propose, propose
from meetings.planning.actions.send_back import SendBack, send_back
from meetings.planning.actions.submit import Submit, submit
from meetings.planning.actions.withdraw import Withdraw, withdraw
from meetings.planning.plan import Recipient, State
from meetings.schedule import queries as schedule
from meetings.schedule.meeting import Kind
from tests.meetings.planning.office import PART, PlanningOffice
from tests.support.contexts import NOON

_LEDGER = "SELECT facts::text AS facts, is_public FROM ledger_entry WHERE kind = $1 ORDER BY id DESC LIMIT 1"

_TOLD = "SELECT template, person_id, values->>'path' AS path FROM notifications_notification WHERE about = $1 ORDER BY queued_at, id"


async def test_the_planner_meets_what_the_law_asks_for(office: PlanningOffice):
    plan = await office.proposed()
    checked = await office.checked(plan)
    assert checked.required == len(checked.entries) > 0
    assert checked.missing == 0
    assert not checked.troubles
    assert checked.online_percent is not None
    assert checked.online_percent >= plan.wanted.online_percent
    assert {each.on.year for each in checked.entries} == {2027}
    assert (await row(_LEDGER, "plan.proposed"))["is_public"] is False


async def test_an_office_has_one_living_plan_for_each_day(office: PlanningOffice):
    plan = await office.proposed()
    for part in (PART, "2027"):
        with pytest.raises(Conflict) as refused:
            await propose(office.clerk, Propose(agency=office.slug, part=part))
        assert (refused.value.reason, refused.value.values["ref"]) == ("plan.exists_already", plan.ref)
    await office.proposed("2027-H2")
    with pytest.raises(IntegrityError):
        await value(
            "UPDATE planning_plan SET part = '2027', until_on = '2027-12-31' WHERE ref = $1 RETURNING ref",
            plan.ref,
        )


async def test_a_withdrawn_draft_makes_room_for_another(office: PlanningOffice):
    plan = await office.proposed()
    await withdraw(office.clerk, Withdraw(plan=plan.ref, version=plan.version))
    assert (await office.proposed()).ref != plan.ref


@pytest.mark.parametrize(
    ("part", "reason"),
    [("2027-H3", "plan.stretch_wrong"), ("2026-H1", "plan.is_over"), ("2028", "deadline.calendar_ends")],
)
async def test_nobody_plans_days_that_are_none(office: PlanningOffice, part: str, reason: str):
    with pytest.raises((Invalid, Conflict)) as refused:
        await propose(office.clerk, Propose(agency=office.slug, part=part))
    assert refused.value.reason == reason


async def test_another_office_proposes_nothing_here(office: PlanningOffice):
    with pytest.raises(Forbidden):
        await propose(office.here.clerk, Propose(agency=office.slug, part=PART))


async def test_who_submits_does_not_approve(office: PlanningOffice):
    plan = await office.proposed()
    await submit(office.head, Submit(plan=plan.ref, version=plan.version))
    submitted = await office.fresh(plan)
    with pytest.raises(Forbidden):
        await approve(office.head, Approve(plan=plan.ref, version=submitted.version))
    with pytest.raises(Forbidden):
        await approve(office.other_clerk, Approve(plan=plan.ref, version=submitted.version))
    await send_back(office.head, SendBack(plan=plan.ref, remark="Наурызға қараңыз."))
    back = await office.fresh(plan)
    assert (back.state, back.remark, back.submitted_by) == (State.DRAFTED, "Наурызға қараңыз.", None)


async def test_approved_it_is_the_public_calendar_whole(office: PlanningOffice):
    plan = await office.approved(contact="maslikhat@abai.example.kz", number="12-3/45")
    checked = await office.checked(plan)
    meetings = await schedule.meetings(office.clerk, [each.meeting_id for each in checked.entries])
    assert len(meetings) == len(checked.entries) == plan.figures["meetings"]
    assert {each.kind for each in meetings.values()} == {Kind.PLANNED}
    assert {each.plan_id for each in meetings.values()} == {plan.id}
    assert all("тұрғындармен кездесу" in each.title_kk for each in meetings.values())
    assert {each.host_name for each in meetings.values()} == {""}  # the district has no head yet
    told = await row(_LEDGER, "plan.approved")
    assert told["is_public"] is True
    assert str(plan.figures["digest"]) in told["facts"]
    letter = await row(
        "SELECT template, address, values::text AS v FROM notifications_notification ORDER BY queued_at DESC LIMIT 1"
    )
    assert (letter["template"], letter["address"]) == (
        "meetings/planning/maslikhat_notice",
        "maslikhat@abai.example.kz",
    )


async def test_a_second_approval_changes_nothing(office: PlanningOffice):
    plan = await office.approved()
    before = await value("SELECT count(*) FROM schedule_meeting")
    with pytest.raises(Conflict) as refused:
        await approve(office.head, Approve(plan=plan.ref, version=plan.version))
    assert refused.value.reason == "plan.not_in_this_state"
    assert await value("SELECT count(*) FROM schedule_meeting") == before


async def test_the_head_approves_what_she_has_read(office: PlanningOffice):
    plan = await office.submitted()
    with pytest.raises(Conflict) as refused:
        await approve(office.head, Approve(plan=plan.ref, version=plan.version - 1))
    assert refused.value.reason == "plan.changed_meanwhile"


async def test_one_meeting_that_cannot_be_stops_the_whole_approval(office: PlanningOffice):
    plan = await office.submitted()
    first, second = (await office.entries(plan))[:2]
    await value(
        "UPDATE planning_entry SET starts_at = $2 WHERE id = $1 RETURNING id", second.id, first.starts_at
    )
    with pytest.raises(Conflict) as refused:
        await approve(office.head, Approve(plan=plan.ref, version=plan.version))
    assert (refused.value.reason, refused.value.values["number"]) == ("plan.has_conflicts", 2)
    assert await value("SELECT count(*) FROM schedule_meeting") == 0
    assert (await office.fresh(plan)).state is State.SUBMITTED


async def test_where_it_was_sent_is_written_down_once(office: PlanningOffice):
    plan = await office.approved()
    wish = Dispatch(plan=plan.ref, recipient=Recipient.GOVERNMENT, number="7", sent_on=office.clerk.today)
    await dispatch(office.clerk, wish)
    with pytest.raises(Conflict) as refused:
        await dispatch(office.clerk, wish)
    assert refused.value.reason == "plan.sent_already"
    with pytest.raises(Invalid):
        await dispatch(
            office.clerk,
            wish.model_copy(update={"recipient": Recipient.ADMINISTRATION, "sent_on": plan.until_on}),
        )
    assert [each["recipient"] for each in await rows("SELECT recipient FROM planning_dispatch")] == [
        "government"
    ]


@pytest.mark.parametrize(
    ("language", "said"), [("kk", "2027 жылдың бірінші жартыжылдығы"), ("ru", "первое полугодие 2027 года")]
)
async def test_the_maslikhat_reads_the_notice_in_its_language(
    office: PlanningOffice, orm, settings, language: str, said: str
):
    await office.approved(contact="maslikhat@example.kz", number="12-3/45", language=language)
    await relay_for(OpenHouse(settings, FrozenClock(NOON), orm), parallel=1).drain()
    letter = await row(
        "SELECT subject, text FROM notifications_mailbox WHERE address = 'maslikhat@example.kz'"
    )
    assert letter is not None
    assert said in letter["subject"]
    assert "12-3/45" in letter["text"]
    assert f"/{language}/bodies/{office.slug}/plan/{PART}" in letter["text"]


async def test_whose_turn_it_is_gets_one_letter_with_the_way_to_the_page(
    office: PlanningOffice, orm, settings
):
    for person_id, role in (
        (office.chief, Post.HEAD),
        (office.scribe, Post.CLERK),
        (office.second_clerk, Post.OFFICIAL),
    ):
        wish = Appoint(
            agency=office.slug,
            role=role,
            holder_name="Самат Нұрпейісов",
            post_kk="Қызметкер",
            post_ru="Сотрудник",
            post_en="Officer",
            from_on=NOON.date(),
            person_id=person_id,
        )
        await appoint(office.here.as_("system", at=NOON), wish)
    page = f"/console/plans/{office.slug}/{PART}"
    plan = await office.submitted()
    relay = relay_for(OpenHouse(settings, FrozenClock(NOON), orm), parallel=1)
    await relay.drain()
    assert await rows(_TOLD, plan.ref) == [
        {"template": "meetings/planning/submitted", "person_id": office.chief, "path": f"{page}/approve"}
    ]
    await send_back(office.head, SendBack(plan=plan.ref, remark="Әр ауылға бөлек."))
    await relay.drain()
    back = (await rows(_TOLD, plan.ref))[1:]
    assert {each["template"] for each in back} == {"meetings/planning/sent_back"}
    assert {each["person_id"] for each in back} == {office.scribe, office.second_clerk}
    assert {each["path"] for each in back} == {page}
