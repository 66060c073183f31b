"""Defects are named with a term to cure them; meanwhile the clock stands still."""

from datetime import date

import pytest

from hearing_state.db import value
from hearing_state.errors import Conflict, Forbidden
from hearing_state.questions import queries
from hearing_state.questions.actions.cure import Cure, cure
from hearing_state.questions.actions.return_for_defects import ReturnForDefects, return_for_defects
from hearing_state.questions.actions.terminate import Terminate, terminate
from tests.questions.world import World, on

DEFECTS = "Қай көше және қай үйлер екені жазылмаған."
ADDED = "Абай көшесі, 12-ден 30-үйге дейін."


async def _returned(village: World) -> str:
    ref = await village.taken()
    wish = ReturnForDefects(question=ref, defects=DEFECTS, until_on=date(2026, 11, 30))
    await return_for_defects(on(village.official, "2026-11-25"), wish)
    return ref


async def test_the_clock_stands_and_the_asker_knows_until_when(village: World):
    shown = await queries.shown(village.resident, await _returned(village))
    assert shown.standing is not None
    assert (shown.state, shown.standing.state, shown.cure_until_on) == (
        "returned",
        "paused",
        date(2026, 11, 30),
    )
    assert shown.may >= {"cure", "withdraw"}


async def test_cured_the_rest_of_the_term_runs_and_what_was_added_is_screened_again(village: World):
    ref = await _returned(village)
    await cure(on(village.resident, "2026-11-27"), Cure(question=ref, text=ADDED))
    shown = await queries.shown(on(village.resident, "2026-11-27"), ref)
    assert shown.text.endswith(ADDED)
    assert shown.standing is not None
    assert (shown.state, shown.standing.due_on) == ("with_body", date(2026, 12, 17))
    assert (await queries.shown(village.visitor, ref)).has_content is False
    assert await value("SELECT title FROM deadlines_clock WHERE about = $1", ref) is None


async def test_nobody_else_cures_it(village: World):
    ref = await _returned(village)
    with pytest.raises(Forbidden):
        await cure(village.stranger, Cure(question=ref, text=ADDED))


async def test_not_cured_in_time_it_may_be_ended_but_not_a_day_before(village: World):
    ref = await _returned(village)
    wish = Terminate(question=ref, reason="not_cured", text="Кемшіліктер мерзімінде жойылмады.")
    with pytest.raises(Conflict, match=r"question.cure_term_runs"):
        await terminate(on(village.official, "2026-11-30"), wish)
    assert (await terminate(on(village.official, "2026-12-01"), wish)).state == "terminated"
    assert await value("SELECT outcome FROM deadlines_clock WHERE about = $1", ref) == "returned"


async def test_what_was_not_returned_has_nothing_to_cure(village: World):
    ref = await village.taken()
    with pytest.raises(Conflict, match=r"question.not_in_this_state"):
        await cure(village.resident, Cure(question=ref, text=ADDED))
    with pytest.raises(Conflict, match=r"question.not_returned"):
        await terminate(
            village.official, Terminate(question=ref, reason="not_cured", text="Кемшіліктер жойылмады.")
        )
