"""Somebody who is neither the asker nor of the body has a private question before her: recorded once for each reader, question and hour."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from hearing_state.actions import Context, Wish, action
from hearing_state.db import row as one_row
from hearing_state.db import value
from hearing_state.errors import NotFound
from hearing_state.ids import new_id
from hearing_state.permissions import Role, Subject
from hearing_state.questions import sight

Surface = Literal["page", "case", "history", "api", "file", "search", "term"]
_QUESTION = "SELECT id, ref, agency_id, asker_id, state, screening FROM questions_question WHERE ref = $1"
# The unique key decides, however many pages she opens at once; another surface within the hour is put beside the first.
_RECORD = """
INSERT INTO questions_reading AS r (id, question_id, reader_id, role, agency_id, hour_at, surfaces, read_at)
VALUES ($1, $2, $3, $4, $5, $6, ARRAY[$7::text], $8)
ON CONFLICT (question_id, reader_id, hour_at) DO UPDATE SET surfaces = r.surfaces || $7::text WHERE NOT $7::text = ANY (r.surfaces)
RETURNING r.id
"""


class RecordReading(Wish):
    """``surface``: where she read it."""

    question: str
    surface: Surface


async def about(context: Context, wish: RecordReading) -> Subject:
    return await sight.subject(context, wish.question)


@action("question.record_reading", entry="question.read_by_outsider", about=about, public=False)
async def record_reading(context: Context, wish: RecordReading) -> bool:
    """Whether anything new was recorded. Raises NotFound for what is not read by an outsider: then there is nothing to record."""
    found = await one_row(_QUESTION, wish.question)
    if found is None or not sight.sight(context, sight.subject_of(found), found["screening"]).outsider:
        raise NotFound("question.not_found")
    offices = sorted(context.actor.agencies_as(Role.AUDITOR))
    recorded = await value(
        _RECORD, new_id(), found["id"], context.actor.person_id, Role.AUDITOR.value, offices[0] if offices else None,
        hour_of(context.now), wish.surface, context.now,
    )  # fmt: skip
    if recorded is None:
        context.changed_nothing()
        return False
    context.record("question.read_by_outsider", wish.question, surface=wish.surface)
    return True


def hour_of(moment: datetime) -> datetime:
    """The full hour in which it lies."""
    return moment.replace(minute=0, second=0, microsecond=0)
