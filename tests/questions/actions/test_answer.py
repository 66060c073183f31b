"""The answer: complete, in its language, settling the clock; with a second pair of eyes where the body wants it."""

from datetime import date

import pytest

from hearing_state.agencies.actions.set_second_person import SetSecondPerson, set_second_person
from hearing_state.db import row, value
from hearing_state.errors import Conflict, Forbidden, Invalid
from hearing_state.permissions import Grant, Role
from hearing_state.questions import queries
from hearing_state.questions.actions.approve_answer import ApproveAnswer, approve_answer
from hearing_state.questions.actions.correct_answer import CorrectAnswer, correct_answer
from hearing_state.questions.actions.propose_answer import ProposeAnswer, propose_answer
from hearing_state.questions.actions.save_answer_draft import SaveAnswerDraft, save_answer_draft
from hearing_state.questions.actions.send_back_answer import SendBackAnswer, send_back_answer
from hearing_state.questions.actions.start_editing import StartEditing, start_editing
from hearing_state.questions.actions.stop_editing import StopEditing, stop_editing
from hearing_state.questions.publishing import PointSaid
from tests.questions.world import REPLY, World, both, on, said

ANOTHER = "Шамдар 5 желтоқсанға дейін жөнделеді, кестеде қате кеткен."


async def test_everybody_reads_the_answer_and_the_clock_is_kept(village: World):
    ref = await village.taken()
    made = await village.answer(ref, on(village.official, "2026-12-14"))
    shown = await queries.shown(village.visitor, ref)
    assert shown.answer is not None
    assert (shown.answer.text, shown.answer.version, shown.state) == (REPLY, 1, "answered")
    assert {point.state for point in shown.points} == {"answered"}
    assert shown.standing is not None
    assert (shown.standing.state, shown.standing.settled_on) == ("kept", date(2026, 12, 14))
    assert made.digest == shown.answer.digest


async def test_late_is_late(village: World):
    ref = await village.taken()
    assert (await queries.shown(on(village.visitor, "2026-12-15"), ref)).standing.state == "overdue"
    await village.answer(ref, on(village.official, "2026-12-18"))
    standing = (await queries.shown(village.visitor, ref)).standing
    assert (standing.state, standing.working_days_late) == ("missed", 3)


async def test_the_log_holds_a_digest_and_no_words(village: World):
    ref = await village.answered()
    facts = await value(
        "SELECT facts::text FROM ledger_entry WHERE about = $1 AND kind = 'question.answered'", ref
    )
    assert (await queries.shown(village.visitor, ref)).answer.digest in facts
    assert REPLY not in facts


async def test_an_answer_leaves_no_point_out(village: World):
    ref = await village.taken()
    with pytest.raises(Invalid) as refusal:
        await village.answer(ref, points=said(ref, (1, 3))["points"])
    assert [fault.field for fault in refusal.value.faults] == ["points.2"]
    assert await value("SELECT count(*) FROM questions_answer") == 0


async def test_a_point_may_be_refused_on_a_ground(village: World):
    ref = await village.taken()
    points = (*said(ref, (1, 2))["points"], PointSaid(number=3, outcome="refused", ground="ӘРПК 64(7)"))
    await village.answer(ref, points=points)
    assert [p.state for p in (await queries.shown(village.visitor, ref)).points] == [
        "answered",
        "answered",
        "refused",
    ]


async def test_a_russian_question_is_answered_in_russian_or_kazakh(village: World):
    ref = await village.taken(language="ru")
    with pytest.raises(Invalid, match=r"question.answer_language"):
        await village.answer(ref, language="en")
    await village.answer(ref, language="ru")


async def test_another_bodys_official_the_asker_herself_and_a_clerk_may_not(village: World):
    ref = await village.taken()
    herself = both(village.resident, Grant(Role.OFFICIAL, village.okrug.id))
    for wrong in (village.official_of(village.district), herself, village.as_("clerk", village.okrug.id)):
        with pytest.raises(Forbidden):
            await village.answer(ref, wrong)


async def test_who_writes_is_seen_and_can_be_relieved(village: World):
    ref = await village.taken()
    await start_editing(village.official, StartEditing(question=ref))
    with pytest.raises(Conflict, match=r"question.being_edited") as refusal:
        await start_editing(village.second_official, StartEditing(question=ref))
    assert refusal.value.values["name"] == "Ерлан Жұмабаев"
    with pytest.raises(Conflict, match=r"question.being_edited"):
        await village.answer(ref, village.second_official)
    assert (await queries.desk(village.second_official)).items[0].editing == "Ерлан Жұмабаев"
    await start_editing(village.second_official, StartEditing(question=ref, take_over=True))
    with pytest.raises(Conflict, match=r"question.being_edited"):
        await save_answer_draft(village.official, SaveAnswerDraft(question=ref, text="жаңа"))
    await stop_editing(village.second_official, StopEditing(question=ref))
    await start_editing(village.official, StartEditing(question=ref))


async def test_a_lock_ends_by_itself(village: World):
    ref = await village.taken()
    await start_editing(village.official, StartEditing(question=ref))
    later = on(village.second_official, "2026-11-23", hour=13)
    await start_editing(later, StartEditing(question=ref))


async def test_a_draft_is_kept_for_the_body_and_gone_with_the_answer(village: World):
    ref = await village.taken()
    with pytest.raises(Conflict, match=r"question.not_editing"):
        await save_answer_draft(village.official, SaveAnswerDraft(question=ref, text="Жоба"))
    await start_editing(village.official, StartEditing(question=ref))
    await save_answer_draft(village.official, SaveAnswerDraft(question=ref, text="Жоба"))
    history = await queries.history(village.second_official, ref)
    assert history.draft is not None
    assert (history.draft.text, history.draft.written_by) == ("Жоба", "Ерлан Жұмабаев")
    await village.answer(ref)
    assert (await queries.history(village.official, ref)).draft is None


async def _with_second_person(village: World) -> str:
    administrator = village.as_("administrator")
    await set_second_person(administrator, SetSecondPerson(agency=village.okrug.slug, needed=True))
    return await village.taken()


async def test_where_the_body_wants_it_a_second_person_publishes(village: World):
    ref = await _with_second_person(village)
    with pytest.raises(Conflict, match=r"question.second_person_needed"):
        await village.answer(ref)
    await propose_answer(village.official, ProposeAnswer(**said(ref)))
    with pytest.raises(Forbidden):
        await approve_answer(village.official, ApproveAnswer(question=ref))
    assert (await queries.desk(village.akim, "second_person")).total == 1
    await approve_answer(village.second_official, ApproveAnswer(question=ref))
    found = await row("SELECT written_by, approved_by FROM questions_answer")
    assert found == {"written_by": village.erlan, "approved_by": village.saule}


async def test_a_second_person_may_send_it_back_with_a_remark(village: World):
    ref = await _with_second_person(village)
    await propose_answer(village.official, ProposeAnswer(**said(ref)))
    with pytest.raises(Conflict, match=r"question.waiting_for_second_person"):
        await propose_answer(village.second_official, ProposeAnswer(**said(ref)))
    await send_back_answer(village.akim, SendBackAnswer(question=ref, remark="Мерзімін көрсетіңіз."))
    draft = (await queries.history(village.official, ref)).draft
    assert draft is not None
    assert (draft.remark, draft.proposed_at) == ("Мерзімін көрсетіңіз.", None)
    assert "answer_sent_back" not in [each.kind for each in await queries.timeline(village.visitor, ref)]
    with pytest.raises(Conflict, match=r"question.no_proposal"):
        await approve_answer(village.akim, ApproveAnswer(question=ref))
    await propose_answer(village.official, ProposeAnswer(**said(ref)))


async def test_a_correction_is_a_new_version_by_somebody_else_and_the_old_one_stays(village: World):
    ref = await village.answered()
    wish = CorrectAnswer(**said(ref, text=ANOTHER), reason="Мерзім қате жазылған.")
    with pytest.raises(Forbidden):
        await correct_answer(village.official, wish)
    await correct_answer(village.second_official, wish)
    answers = (await queries.shown(village.visitor, ref)).answers
    assert [(each.version, each.text, each.is_in_force) for each in answers] == [
        (2, ANOTHER, True),
        (1, REPLY, False),
    ]
    assert answers[0].reason == "Мерзім қате жазылған."
    assert len({each.digest for each in answers}) == 2


async def test_what_is_not_answered_cannot_be_corrected(village: World):
    ref = await village.taken()
    with pytest.raises(Conflict, match=r"question.not_in_this_state"):
        await correct_answer(
            village.second_official, CorrectAnswer(**said(ref), reason="Мерзім қате жазылған.")
        )
