"""One question with its points, answers and ratings, read in one statement: its page must not grow slower with them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from hearing_state.db import row
from hearing_state.errors import NotFound

_WHOLE = """
SELECT q.id, q.ref, q.kind, q.title, q.text, q.language, q.place_code, q.topic, q.agency_id, q.asker_id, q.is_public, q.screening,
       q.hidden_reason, q.state, q.channel, q.registered_at, q.registered_on, q.redirect_until_on, q.clock_id, q.cure_until_on, q.parent_ref,
       ARRAY(SELECT part.ref FROM questions_question part WHERE part.parent_ref = q.ref ORDER BY part.ref) AS parts,
       ARRAY(SELECT ROW(p.number, p.text, p.state, p.into_ref) FROM questions_point p WHERE p.question_id = q.id ORDER BY p.number) AS points,
       ARRAY(SELECT ROW(a.id, a.version, a.language, a.agency_id, a.text, a.law, a.complaint, a.reason, a.digest, a.published_at, a.is_second_round,
                        ARRAY(SELECT ROW(p.number, p.outcome, p.text, p.ground) FROM questions_answer_point p WHERE p.answer_id = a.id ORDER BY p.number))
               FROM questions_answer a WHERE a.question_id = q.id ORDER BY a.version DESC) AS answers,
       ARRAY(SELECT ROW(r.stars, r.remark, r.is_second_round, r.rated_at) FROM questions_rating r WHERE r.question_id = q.id ORDER BY r.rated_at) AS ratings,
       (SELECT count(*)::int FROM questions_follow f WHERE f.question_id = q.id) AS followers,
       EXISTS (SELECT 1 FROM questions_follow f WHERE f.question_id = q.id AND f.person_id = $2) AS is_followed
  FROM questions_question q WHERE q.ref = $1
"""


async def whole(ref: str, me: UUID | None) -> dict[str, Any]:
    """Raises NotFound for a number that was never given."""
    found = await row(_WHOLE, ref, me)
    if found is None:
        raise NotFound("question.not_found")
    return found
