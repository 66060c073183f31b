"""The steps of a case that have a small page of their own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from starlette.requests import Request

from hearing_state.agencies import queries as agencies
from hearing_state.deadlines import queries as deadlines
from hearing_state.deadlines.statutory_clock import add_months
from hearing_state.i18n import local_name
from hearing_state.questions.actions.add_internal_note import add_internal_note
from hearing_state.questions.actions.ask_colleague import ask_colleague
from hearing_state.questions.actions.extend import extend
from hearing_state.questions.actions.mask import mask
from hearing_state.questions.actions.note import note
from hearing_state.questions.actions.redirect import redirect
from hearing_state.questions.actions.refuse import refuse
from hearing_state.questions.actions.return_for_defects import return_for_defects
from hearing_state.questions.actions.split import split
from hearing_state.questions.actions.terminate import terminate
from hearing_state.questions.console.bodies import bodies
from hearing_state.questions.console.cases import Case, case_before_moderator
from hearing_state.questions.console.step import Step, Values
from hearing_state.questions.console.wording import part_name
from hearing_state.questions.pages.wording import cited
from hearing_state.questions.question import CURE_DAYS_MAX, PointState
from hearing_state.questions.reasons import NOTE, REFUSAL, TERMINATION, Reason
from hearing_state.web import Form, context_of

_OWED = (PointState.OPEN, PointState.UNANSWERED)


async def points(request: Request, case: Case, form: Form) -> Mapping[str, Any]:
    """For splitting: the points that are still owed, and the bodies that they may go to."""
    owed = [
        (str(each.number), f"{each.number}. {each.text}")
        for each in case.question.points
        if each.state in _OWED
    ]
    return {"owed": owed, **(await bodies(request, case, form))}


async def extension(request: Request, case: Case, _form: Form) -> Mapping[str, Any]:
    context = context_of(request)
    clock = await deadlines.clock(context, case.question.clock_id)
    allowed = clock.rule.extension
    first = (clock.due_on or context.today) + timedelta(days=1)
    longest = None
    if allowed is not None and allowed.months is not None:
        longest = add_months(context.today, allowed.months)
    elif allowed is not None and allowed.days is not None and clock.due_on is not None:
        longest = clock.due_on + timedelta(days=allowed.days)
    return {
        "rule": clock.rule,
        "due_on": clock.due_on,
        "first": first,
        "longest": longest,
        "locale_law": clock.rule.cited,
    }


async def cure(request: Request, _case: Case, _form: Form) -> Mapping[str, Any]:
    today = context_of(request).today
    return {
        "first": today + timedelta(days=1),
        "longest": today + timedelta(days=CURE_DAYS_MAX),
        "days": CURE_DAYS_MAX,
    }


def coded(known: Mapping[str, Reason], word: str) -> Values:
    """Closing a case for a coded public reason: ``word`` says which of the three ways it is."""

    async def values(_request: Request, _case: Case, _form: Form) -> Mapping[str, Any]:
        return {
            "way": word,
            "reasons": [(each.code, str(each.label), cited(each.article)) for each in known.values()],
        }

    return values


async def colleagues(request: Request, case: Case, _form: Form) -> Mapping[str, Any]:
    context = context_of(request)
    staff = await agencies.staff(context, case.question.agency.id)
    others = [each for each in staff if each.person_id not in (None, context.actor.person_id)]
    return {
        "colleagues": [(str(each.person_id), f"{each.holder_name}, {local_name(each)}") for each in others]
    }


async def maskable(_request: Request, case: Case, _form: Form) -> Mapping[str, Any]:
    """The parts in which something can be covered, each with its words."""
    question = case.question
    parts = [("title", question.title), ("text", question.text)]
    parts += [(f"point:{each.number}", each.text) for each in question.points]
    for answer in question.answers:
        said = [answer.text, *(each.text for each in answer.points if each.text)]
        parts.append((f"answer:{answer.version}", "\n".join(said)))
    options = [(part, part_name(part)) for part, text in parts if text]
    return {"parts_shown": [(part_name(part), text) for part, text in parts if text], "options": options}


def _template(name: str) -> str:
    return f"questions/console/{name}.html"


STEPS = (
    Step("redirect", redirect, _template("redirect"), bodies, leaves=True),
    Step("split", split, _template("split"), points),
    Step("extend", extend, _template("extend"), extension),
    Step("return", return_for_defects, _template("return"), cure),
    Step("note", note, _template("close"), coded(NOTE, "note")),
    Step("terminate", terminate, _template("close"), coded(TERMINATION, "terminate")),
    Step("refuse", refuse, _template("close"), coded(REFUSAL, "refuse")),
    Step("mask", mask, _template("mask"), maskable, load=case_before_moderator),
    Step("remark", add_internal_note, _template("remark")),
    Step("colleague", ask_colleague, _template("colleague"), colleagues),
)
PAGES = tuple(page for step in STEPS for page in step.pages)
