"""The case that a console page is about, and forms that keep what was typed when the house refuses."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request

from hearing_state.actions import permitted
from hearing_state.errors import Conflict, Forbidden, Invalid, NotFound
from hearing_state.questions import queries, readings
from hearing_state.questions.actions.record_reading import Surface
from hearing_state.questions.inner_views import History
from hearing_state.questions.question import Screening
from hearing_state.questions.views import Happened, Shown
from hearing_state.web import context_of

Refusal = Invalid | Conflict
_NOTHING = History((), (), (), (), None, None)
_LEAVES_THE_DESK = frozenset(
    {"redirected", "reassigned", "returned", "answered", "noted", "terminated", "refused", "withdrawn"}
)


@dataclass(frozen=True, slots=True)
class Case:
    """One question with all that its holders see beside it."""

    question: Shown
    past: History

    @property
    def ref(self) -> str:
        return self.question.ref

    @property
    def may(self) -> frozenset[str]:
        return self.question.may

    @property
    def holder(self) -> str:
        """Who took it into work or began to answer, while it is in work."""
        name = self.past.draft.written_by if self.past.draft else ""
        for event in self.past.events:
            if event.kind == "taken":
                name = event.actor
            elif event.kind in _LEAVES_THE_DESK:
                name = ""
        return name

    @property
    def newest_events(self) -> list[Happened]:
        return list(reversed(self.past.events))


async def case_of(request: Request, surface: Surface = "case") -> Case:
    """For those who hold the question, and the auditor, whose reading of a private one is recorded. For everybody else there is no such
    page: NotFound.
    """
    context, ref = context_of(request), request.path_params["ref"]
    try:
        past = await queries.history(context, ref)
    except Forbidden:
        raise NotFound("question.not_found") from None
    question = await queries.shown(context, ref)
    await readings.note(context, question, surface)
    return Case(question, past)


async def case_before_moderator(request: Request) -> Case:
    """What a moderator may read: a question that is meant for everybody, without what the body keeps inside.

    Raises NotFound, SignInNeeded.
    """
    context, ref = context_of(request), request.path_params["ref"]
    about = await queries.subject(context, ref)
    if not permitted(context, "question.screen", about):
        return await case_of(request)
    question = await queries.shown(context, ref)
    if question.screening is Screening.PRIVATE:
        raise NotFound("question.not_found")
    return Case(question, _NOTHING)
