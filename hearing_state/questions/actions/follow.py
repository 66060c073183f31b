"""Somebody wants to be told how a public question goes on."""

from __future__ import annotations

from hearing_state.actions import Context, Wish, action
from hearing_state.db import execute
from hearing_state.errors import Conflict
from hearing_state.ids import new_id
from hearing_state.permissions import Subject
from hearing_state.questions import held
from hearing_state.questions.sight import subject


class Follow(Wish):
    question: str


async def about(context: Context, wish: Follow) -> Subject:
    return await subject(context, wish.question)


@action("question.follow", entry="question.follow_begun", about=about, public=False)
async def follow(context: Context, wish: Follow) -> None:
    row = await held.hold(wish.question)
    if not held.is_readable_by_all(row):
        raise Conflict("question.not_public")
    await execute(_FOLLOW, new_id(), row.id, context.actor.person_id, context.now)


_FOLLOW = """
INSERT INTO questions_follow (id, question_id, person_id, followed_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING
"""
