"""Many ask at the same moment and are registered together; each gets what she would have got alone."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from hearing_state.actions import Context
from hearing_state.db import rows, value
from hearing_state.errors import Conflict, Invalid, NotFound
from hearing_state.questions import queries
from hearing_state.questions.actions.ask import Slip
from hearing_state.questions.actions.save_draft import SaveDraft, save_draft
from tests.agencies.country import QARAAUYL
from tests.questions.world import POINTS, World, on, world

MANY = 40


@pytest.fixture
async def village(own_database: object, as_) -> World:
    return await world(as_)


def resident(village: World, **more: object) -> Context:
    return replace(village.as_("resident", person_id=uuid4()), **more)


async def every(*asked):
    return await asyncio.gather(*asked, return_exceptions=True)


async def test_each_of_many_gets_a_number_a_clock_points_and_an_entry_of_her_own(village: World):
    slips = await every(
        *(village.ask(resident(village), title=f"{at}-ші көшеде шам жоқ") for at in range(MANY))
    )
    assert {type(each) for each in slips} == {Slip}
    assert len({each.ref for each in slips}) == MANY
    for at in (0, MANY - 1):
        shown = await queries.shown(village.moderator, slips[at].ref)
        assert (shown.title, shown.standing.due_on) == (f"{at}-ші көшеде шам жоқ", date(2026, 12, 14))
        assert [point.text for point in shown.points] == list(POINTS)
        assert [each.kind for each in await queries.timeline(village.moderator, shown.ref)] == ["registered"]
    assert await value("SELECT count(DISTINCT asker_id) FROM questions_question") == MANY
    written = await rows("SELECT kind, count(DISTINCT about)::int AS n FROM ledger_entry GROUP BY kind")
    known = {each["kind"]: each["n"] for each in written}
    assert (known["question.registered"], known["deadline.set"]) == (MANY, MANY)
    acts = await rows("SELECT action, count(DISTINCT about)::int AS n FROM actions_act GROUP BY action")
    assert {"question.ask": MANY, "deadline.open": MANY}.items() <= {
        a["action"]: a["n"] for a in acts
    }.items()
    events = await rows("SELECT event, count(DISTINCT about)::int AS n FROM jobs_outbox GROUP BY event")
    assert {each["event"]: each["n"] for each in events}["question.registered"] == MANY


async def test_they_share_transactions(village: World):
    await every(*(village.ask(resident(village)) for _number in range(MANY)))
    assert await value("SELECT count(DISTINCT xmin::text) FROM questions_question") < MANY / 4


async def test_what_is_refused_of_one_leaves_nothing_and_spoils_no_other(village: World):
    asked = await every(
        village.ask(resident(village)),
        village.ask(resident(village), consent=False),
        village.ask(resident(village), place="999999999", agency=None),
        village.ask(resident(village), topic="dragons", agency=None),
        village.ask(resident(village), agency=uuid4()),
        village.ask(resident(village), draft=uuid4()),
        village.ask(resident(village), is_public=False, consent=False),
    )
    told = [each if isinstance(each, Slip) else each.reason for each in asked]
    assert told[1:6] == [
        "question.consent_needed", "question.not_on_the_list", "question.not_on_the_list", "question.wrong_body", "question.no_such_draft",
    ]  # fmt: skip
    assert isinstance(told[0], Slip)
    assert isinstance(told[6], Slip)
    assert [each.faults[0].field for each in asked[1:5]] == ["consent", "place", "topic", "agency"]
    stored = await rows("SELECT ref FROM questions_question")
    assert {each["ref"] for each in stored} == {told[0].ref, told[6].ref}
    assert await value("SELECT count(*) FROM deadlines_clock") == 2
    assert await value("SELECT count(*) FROM actions_act WHERE action = 'question.ask'") == 2


async def test_a_draft_is_asked_once_however_often_it_is_sent(village: World):
    mine, others = resident(village), resident(village)
    draft = (await save_draft(mine, SaveDraft(title="Шам", place=QARAAUYL))).draft
    asked = await every(*(village.ask(who, draft=draft) for who in (others, mine, mine)))
    assert [type(each) for each in asked] == [NotFound, Slip, NotFound]
    assert await value("SELECT count(*) FROM questions_draft") == 0
    assert await value("SELECT count(*) FROM actions_act WHERE action = 'question.discard_draft'") == 1


async def test_the_same_request_again_registers_nothing_twice(village: World):
    people = [resident(village, idempotency_key=f"key-{at}") for at in range(5)]
    first = await every(*(village.ask(each) for each in people))
    again = await every(*(village.ask(each) for each in people))
    other = await every(village.ask(people[0], title="Басқа сұрақ қойғым келеді"))
    assert first == again
    assert [type(each) for each in other] == [Conflict]
    assert await value("SELECT count(*) FROM questions_question") == 5


async def test_two_days_that_meet_at_midnight_are_each_counted_by_their_own(village: World):
    monday, tuesday = resident(village), on(resident(village), "2026-11-24")
    slips = await every(village.ask(monday), village.ask(tuesday))
    assert [each.registered_on for each in slips] == [date(2026, 11, 23), date(2026, 11, 24)]


async def test_a_question_that_the_law_has_no_term_for_is_nobodys_fault_but_ours(village: World, monkeypatch):
    monkeypatch.setattr(
        "hearing_state.questions.question.Kind.answer_rule", property(lambda _kind: "no.such.rule")
    )
    with pytest.raises(Invalid, match=r"deadline.no_rule"):
        await village.ask()
    assert await value("SELECT count(*) FROM questions_question") == 0
