"""An official begins to write the answer; the others see who writes."""

from __future__ import annotations

from datetime import timedelta

from pydantic import AwareDatetime, BaseModel, ConfigDict

from hearing_state.actions import Context, Wish, action
from hearing_state.db import value
from hearing_state.errors import Conflict
from hearing_state.people import queries as people
from hearing_state.permissions import Subject
from hearing_state.questions import held
from hearing_state.questions.models import EditLockRow, QuestionRow
from hearing_state.questions.question import EDIT_LOCK_MINUTES, HAS_ANSWER, OWED, State
from hearing_state.questions.sight import subject


class StartEditing(Wish):
    question: str
    take_over: bool = False


class Editing(BaseModel):
    """The lock is yours until then; saving a draft prolongs it."""

    model_config = ConfigDict(frozen=True)

    ref: str
    until_at: AwareDatetime


async def about(context: Context, wish: StartEditing) -> Subject:
    return await subject(context, wish.question)


@action("question.start_editing", entry="question.editing_started", about=about, public=False)
async def start_editing(context: Context, wish: StartEditing) -> Editing:
    row = await held.hold(wish.question)
    if row.state not in EDITABLE:
        raise Conflict("question.not_in_this_state", state=row.state, verb="answer")
    lock = await EditLockRow.get_or_none(question_id=row.id)
    mine = lock is not None and lock.person_id == context.actor.person_id
    if lock is not None and not mine and lock.expires_at > context.now and not wish.take_over:
        raise Conflict("question.being_edited", name=lock.name)
    until_at = context.now + timedelta(minutes=EDIT_LOCK_MINUTES)
    await value(_LOCK, row.id, context.actor.person_id, await _name(context), context.now, until_at)
    return Editing(ref=row.ref, until_at=until_at)


EDITABLE = frozenset((*OWED, *HAS_ANSWER, State.FOLLOWED_UP))
_LOCK = """
INSERT INTO questions_edit_lock (question_id, person_id, name, taken_at, expires_at) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (question_id) DO UPDATE SET person_id = $2, name = $3, taken_at = $4, expires_at = $5 RETURNING name
"""


async def _name(context: Context) -> str:
    if context.actor.name or context.actor.person_id is None:
        return context.actor.name
    me = context.actor.person_id
    return (await people.names_of(context, [me])).get(me, "")


async def require_lock(context: Context, row: QuestionRow) -> EditLockRow:
    """The lock is mine, or free: then it becomes mine. Raises Conflict with the name of who has it."""
    lock = await EditLockRow.get_or_none(question_id=row.id)
    if lock is not None and lock.person_id != context.actor.person_id and lock.expires_at > context.now:
        raise Conflict("question.being_edited", name=lock.name)
    if lock is None or lock.person_id != context.actor.person_id:
        raise Conflict("question.not_editing")
    return lock
