"""Ends without an answer: noted, terminated, refused, withdrawn; each with its public reason, each settling the clock."""

import pytest

from hearing_state.db import value
from hearing_state.errors import Conflict, Forbidden, Invalid
from hearing_state.questions import queries
from hearing_state.questions.actions.note import Note, note
from hearing_state.questions.actions.refuse import Refuse, refuse
from hearing_state.questions.actions.terminate import Terminate, terminate
from hearing_state.questions.actions.withdraw import Withdraw, withdraw
from tests.questions.world import World

WHY = "Дәл осы сұраққа 3 қарашада жауап берілген."


async def _outcome(ref: str) -> str:
    return str(await value("SELECT outcome FROM deadlines_clock WHERE about = $1", ref))


async def test_a_refusal_bears_a_code_that_everybody_reads(village: World):
    ref = await village.taken()
    await refuse(village.official, Refuse(question=ref, reason="identical", text=WHY))
    last = (await queries.timeline(village.visitor, ref))[-1]
    assert (last.kind, last.facts["code"], last.reason) == ("refused", "identical", WHY)
    assert await _outcome(ref) == "refused"


async def test_the_reason_is_one_of_the_list(village: World):
    ref = await village.taken()
    for verb, wish in ((refuse, Refuse), (terminate, Terminate)):
        with pytest.raises(Invalid, match=r"question.no_such_reason"):
            await verb(village.official, wish(question=ref, reason="too busy", text=WHY))


async def test_a_plain_question_must_be_answered_a_message_may_be_noted(village: World):
    asked, told = await village.taken(), await village.taken(kind="message")
    with pytest.raises(Conflict, match=r"question.must_be_answered"):
        await note(village.official, Note(question=asked, reason="information_taken", text=WHY))
    await note(village.official, Note(question=told, reason="information_taken", text=WHY))
    assert await _outcome(told) == "noted"


async def test_terminated(village: World):
    ref = await village.taken()
    done = await terminate(village.official, Terminate(question=ref, reason="subject_gone", text=WHY))
    assert (done.state, await _outcome(ref)) == ("terminated", "terminated")


async def test_the_asker_takes_it_back_before_the_decision_and_not_after(village: World):
    ref, answered = await village.taken(), await village.answered()
    with pytest.raises(Forbidden):
        await withdraw(village.stranger, Withdraw(question=ref))
    assert (await withdraw(village.resident, Withdraw(question=ref))).state == "withdrawn"
    assert await _outcome(ref) == "withdrawn"
    with pytest.raises(Conflict, match=r"question.not_in_this_state"):
        await withdraw(village.resident, Withdraw(question=answered))


async def test_what_is_over_lies_on_no_desk(village: World):
    ref = await village.taken()
    await refuse(village.official, Refuse(question=ref, reason="identical", text=WHY))
    assert set((await queries.desk_counts(village.official)).values()) == {0}
