"""What a place and a body have closed stands in sums: whatever happens to a question, they are what a count of all would give."""

from hearing_state.db import execute, rows, value
from hearing_state.questions import queries
from tests.agencies.country import QARAAUYL
from tests.questions.world import World

_SUMS = (
    "SELECT agency_id, place_code, is_answered, n::int FROM questions_closed WHERE n <> 0 ORDER BY 1, 2, 3"
)
_COUNTED = """
SELECT agency_id, place_code, state IN ('answered', 'rated', 'answered_again') AS is_answered, count(*)::int AS n
  FROM questions_question WHERE closed_at IS NOT NULL GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
"""
_AWAY_AND_BACK = """
WITH gone AS (DELETE FROM questions_question WHERE ref = $1 RETURNING *)
INSERT INTO questions_question ({columns}) SELECT {columns} FROM gone
"""
_COLUMNS = """
SELECT string_agg(attname, ', ') FROM pg_attribute
 WHERE attrelid = 'questions_question'::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
"""


async def _agree() -> list[dict[str, object]]:
    sums = await rows(_SUMS)
    assert sums == await rows(_COUNTED)
    return sums


async def test_closing_opening_and_going_to_another_body_are_followed(village: World):
    ref = await village.published()
    assert await _agree() == []
    await village.answer(ref)
    assert [each["is_answered"] for each in await _agree()] == [True]
    counts = await queries.counts_for_place(village.visitor, QARAAUYL)
    assert (counts.open, counts.answered, counts.all) == (0, 1, 1)
    await execute("UPDATE questions_question SET state = 'followed_up', closed_at = NULL WHERE ref = $1", ref)
    assert await _agree() == []
    await execute("UPDATE questions_question SET state = 'noted', closed_at = now() WHERE ref = $1", ref)
    assert [each["is_answered"] for each in await _agree()] == [False]
    heir = await value("SELECT id FROM agencies_agency WHERE id <> $1 LIMIT 1", village.okrug.id)
    await execute("UPDATE questions_question SET agency_id = $2 WHERE ref = $1", ref, heir)
    (moved,) = await _agree()
    assert moved["agency_id"] == heir
    assert (await queries.counts_for_agency(village.visitor, heir)).all == 1
    assert (await queries.counts_for_agency(village.visitor, village.okrug.id)).all == 0


async def test_what_is_taken_away_and_what_comes_in_closed_is_followed(village: World):
    ref = await village.published()
    await village.answer(ref)
    await _agree()
    await execute(_AWAY_AND_BACK.format(columns=await value(_COLUMNS)), ref)
    assert [each["n"] for each in await _agree()] == [1]
    assert await value("SELECT n::int FROM questions_closed") == 1
