"""What was asked at a meeting becomes a question under the number that its asker already has, with the clock of an appeal."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from hearing_state.db import value
from hearing_state.deadlines import queries as deadlines
from hearing_state.errors import Forbidden, Invalid
from hearing_state.questions import queries
from hearing_state.questions.actions.register_from_meeting import (
    Registered,
    RegisterFromMeeting,
    register_from_meeting,
    title_of,
)
from hearing_state.questions.question import TITLE_MAX, Screening
from tests.questions.world import TEXT, World, at, on, said

REF, MEETING = "Q-2026-900001", "M-2026-000007"


async def registered(village: World, **more: Any) -> Registered:
    given = {
        "ref": REF, "meeting": MEETING, "text": TEXT, "language": "kk", "place": "103230100", "topic": "street_lighting",
        "agency": village.okrug.id, "asker": village.aigul, "screening": Screening.PUBLISHED, "asked_at": at("2026-11-18"),
        "received_at": at("2026-11-23", 17), **more,
    }  # fmt: skip
    return await register_from_meeting(village.as_("system"), RegisterFromMeeting(**given))


async def test_it_keeps_its_number_and_is_owed_by_the_legal_day(village: World):
    made = await registered(village)
    assert made == Registered(ref=REF, due_on=date(2026, 12, 14))
    shown = await queries.shown(village.visitor, REF)
    assert (shown.title, shown.state, shown.channel, shown.agency.id) == (
        TEXT,
        "screened",
        "meeting",
        village.okrug.id,
    )
    assert [point.text for point in shown.points] == [TEXT]
    assert shown.is_asker is False
    assert (await queries.shown(village.resident, REF)).is_asker is True
    clock = await deadlines.clock(village.visitor, shown.clock_id)
    assert clock.title == TEXT


async def test_written_up_days_later_the_law_still_counts_from_the_meeting(village: World):
    made = await registered(village, received_at=at("2026-11-16", 19))  # after the working day
    assert made.due_on == date(2026, 12, 8)
    assert (await queries.shown(village.visitor, REF)).registered_on == date(2026, 11, 17)


async def test_its_history_begins_with_the_meeting(village: World):
    await registered(village)
    (event,) = await queries.timeline(village.visitor, REF)
    assert (event.kind, event.facts["meeting"], event.role) == ("registered", MEETING, "system")


async def test_what_no_moderator_has_read_is_not_shown_and_what_was_hidden_stays_so(village: World):
    await registered(village, screening=Screening.WAITING)
    shown = await queries.shown(village.visitor, REF)
    assert (shown.has_content, shown.state) == (False, "registered")
    assert not (await deadlines.clock(village.visitor, shown.clock_id)).title
    await registered(village, ref="Q-2026-900002", screening=Screening.HIDDEN, hidden_reason="insulting")
    assert (await queries.shown(village.visitor, "Q-2026-900002")).hidden is not None
    with pytest.raises(Invalid, match=r"question\.no_such_reason"):
        await registered(village, ref="Q-2026-900003", screening=Screening.HIDDEN)


async def test_a_guests_question_has_no_asker_and_is_answered_all_the_same(village: World):
    await registered(village, asker=None)
    assert (await queries.shown(village.visitor, REF)).asker == ""
    await village.answer(REF, on(village.official, "2026-11-25"), points=said(REF, (1,))["points"])
    assert (await queries.shown(village.visitor, REF)).state == "answered"


async def test_only_the_house_itself_registers_so(village: World):
    wish = RegisterFromMeeting(
        ref=REF, meeting=MEETING, text=TEXT, language="kk", place="103230100", topic="street_lighting", agency=village.okrug.id,
        screening=Screening.PUBLISHED, asked_at=village.official.now, received_at=village.official.now,
    )  # fmt: skip
    for who in (village.official, village.akim, village.resident, village.moderator):
        with pytest.raises(Forbidden):
            await register_from_meeting(who, wish)


async def test_a_number_is_given_once(village: World):
    slip = await village.ask()
    with pytest.raises(Exception, match="questions_question_ref"):
        await registered(village, ref=slip.ref)
    assert await value("SELECT count(*)::int FROM questions_question") == 1


def test_a_long_question_gets_a_title_of_whole_words():
    title = title_of("сөз " * 100)
    assert len(title) <= TITLE_MAX
    assert title.endswith("сөз…")
    assert len(title_of("ы" * 400)) == TITLE_MAX
    assert title_of("екі\nжол") == "екі жол"
