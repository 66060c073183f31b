"""A moderator lets the public read a question, or hides it with a coded public reason. The office that is asked cannot."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from hearing_state.actions import Context, Wish, action, by_law
from hearing_state.errors import Conflict
from hearing_state.moderation.actions.record_decision import RecordDecision, record_decision
from hearing_state.moderation.reason import require_reason
from hearing_state.permissions import Subject
from meetings.asking import held, queries
from meetings.asking.ahead import Screening, State
from meetings.asking.outcome import Done, done


class Screen(Wish):
    """``reason``: a code of ``moderation/reasons.toml`` that hides, for hiding only."""

    question: str = Field(max_length=20)
    verdict: Literal["publish", "hide"]
    reason: str = Field("", max_length=40)


async def about(context: Context, wish: Screen) -> Subject:
    return await queries.subject(context, wish.question)


@action("asking.screen", entry="asking.screened", about=about)
async def screen(context: Context, wish: Screen) -> Done:
    """What is hidden keeps its number and its right to an answer in writing; its place in the order it loses."""
    found = await held.hold(wish.question)
    row = found.row
    if row.state == State.WITHDRAWN:
        raise Conflict("ahead.not_in_this_state")
    if wish.verdict == "hide":
        require_reason(wish.reason, "hide")
        await _make_appealable(context, wish)
        await held.leave_bundle(row)
    is_hidden = wish.verdict == "hide"
    row.screening = (Screening.HIDDEN if is_hidden else Screening.PUBLISHED).value
    row.hidden_reason = wish.reason if is_hidden else None
    await row.save()
    if is_hidden:
        held.happened(context, "hidden", row, found.meeting, code=wish.reason)
    else:
        held.happened(context, "screened", row, found.meeting)
    return done(row)


async def _make_appealable(context: Context, wish: Screen) -> None:
    """What a person hid, another person may have to show again: the decision, its letter and the appeal lie with moderation."""
    if context.actor.person_id is not None:
        recorded = RecordDecision(about=wish.question, reason=wish.reason, decided_by=context.actor.person_id)
        await by_law(context, record_decision, recorded)
