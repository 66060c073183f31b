"""A moderator lets the public read a question, or hides it with a coded public reason. The duty to answer stays."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from hearing_state.actions import Context, Wish, action, by_law
from hearing_state.deadlines.actions.label_clock import LabelClock, label_clock
from hearing_state.errors import Conflict
from hearing_state.moderation.actions.record_decision import RecordDecision, record_decision
from hearing_state.permissions import Subject
from hearing_state.questions import held
from hearing_state.questions.models import QuestionRow
from hearing_state.questions.outcome import Done, done
from hearing_state.questions.question import Screening
from hearing_state.questions.reasons import HIDING, require_reason
from hearing_state.questions.sight import subject


class Screen(Wish):
    """``reason``: a code of ``reasons.HIDING``, for hiding only. ``remark`` is for the holders and the asker."""

    question: str
    verdict: Literal["publish", "hide"]
    reason: str = Field("", max_length=40)
    remark: str = Field("", max_length=1_000)


async def about(context: Context, wish: Screen) -> Subject:
    return await subject(context, wish.question)


@action("question.screen", entry="question.screened", about=about)
async def screen(context: Context, wish: Screen) -> Done:
    row = await held.hold(wish.question)
    if row.screening == Screening.PRIVATE:
        raise Conflict("question.not_public")
    if wish.verdict == "hide":
        require_reason(HIDING, wish.reason)
        await _make_appealable(context, wish)
    held.step(row, "screen")
    row.screening = (Screening.HIDDEN if wish.verdict == "hide" else Screening.PUBLISHED).value
    row.hidden_reason = wish.reason if wish.verdict == "hide" else None
    await row.save()
    await label(context, row)
    if wish.verdict == "hide":
        await held.happened(context, row, "hidden", reason=wish.remark, code=wish.reason)
    else:
        await held.happened(context, row, "screened", reason=wish.remark)
    return done(row)


async def _make_appealable(context: Context, wish: Screen) -> None:
    """What a person hid, another person may have to show again. What follows a decision on a report stands already."""
    if context.actor.person_id is not None:
        recorded = RecordDecision(about=wish.question, reason=wish.reason, decided_by=context.actor.person_id)
        await by_law(context, record_decision, recorded)


async def label(context: Context, row: QuestionRow) -> None:
    """The board shows the title while everybody may read the question."""
    title = row.title if held.is_readable_by_all(row) else None
    labelled = LabelClock(clock=row.clock_id, is_public=row.is_public, title=title, language=row.language)
    await by_law(context, label_clock, labelled)
