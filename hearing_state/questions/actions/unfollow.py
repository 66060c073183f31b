"""Somebody no longer wants to be told."""

from __future__ import annotations

from hearing_state.actions import Context, Wish, action
from hearing_state.permissions import Subject
from hearing_state.questions import held
from hearing_state.questions.models import FollowRow
from hearing_state.questions.sight import subject


class Unfollow(Wish):
    question: str


async def about(context: Context, wish: Unfollow) -> Subject:
    return await subject(context, wish.question)


@action("question.unfollow", entry="question.follow_ended", about=about, public=False)
async def unfollow(context: Context, wish: Unfollow) -> None:
    row = await held.hold(wish.question)
    await FollowRow.filter(question_id=row.id, person_id=context.actor.person_id).delete()
