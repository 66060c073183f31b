"""The body is not competent and sends the whole question on, within three working days (APPC 65)."""

from __future__ import annotations

from uuid import UUID

from pydantic import Field

from hearing_state.actions import Context, Wish, action, by_law
from hearing_state.agencies import queries as agencies
from hearing_state.agencies.agency import Agency
from hearing_state.deadlines.actions.redirect_clock import RedirectClock, redirect_clock
from hearing_state.errors import Conflict, Invalid
from hearing_state.permissions import Subject
from hearing_state.questions import held
from hearing_state.questions.models import QuestionRow
from hearing_state.questions.outcome import Done, done
from hearing_state.questions.sight import subject


class Redirect(Wish):
    question: str
    agency: UUID
    reason: str = Field(min_length=10, max_length=2_000)


async def about(context: Context, wish: Redirect) -> Subject:
    return await subject(context, wish.question)


@action("question.redirect", entry="question.redirected", about=about)
async def redirect(context: Context, wish: Redirect) -> Done:
    row = await held.hold(wish.question)
    target = await receiving_body(context, row, wish.agency)
    held.step(row, "redirect")
    await held.happened(context, row, "redirected", reason=wish.reason, to_agency=target.id)
    arrived = RedirectClock(clock=row.clock_id, arrived_at=context.now, agency=target.id, reason=wish.reason)
    await by_law(context, redirect_clock, arrived)
    row.agency_id, row.was_redirected = target.id, True
    await held.leave_desk(row)
    await held.redirect_term(context, row)
    await row.save()
    return done(row)


async def receiving_body(context: Context, row: QuestionRow, agency_id: UUID) -> Agency:
    """A living body other than the present one, while the law still lets the question go."""
    target = await agencies.agency(context, agency_id)
    if target.id == row.agency_id:
        raise Invalid("question.same_body", field="agency")
    if target.is_dissolved:
        raise Invalid("question.body_dissolved", field="agency")
    if context.today > row.redirect_until_on:
        raise Conflict("question.redirect_too_late", until_on=row.redirect_until_on)
    return target
