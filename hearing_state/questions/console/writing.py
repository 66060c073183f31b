"""The answer as a form: what stands in its fields, and what is made of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from hearing_state.actions import Context
from hearing_state.agencies import queries as agencies
from hearing_state.errors import Fault, Invalid
from hearing_state.i18n import LANGUAGE_NAMES, gettext, local_name, speaking
from hearing_state.questions.console.cases import Case
from hearing_state.questions.question import STATE_LANGUAGE, Outcome, PointState
from hearing_state.questions.views import AnswerDraft, AnswerShown, PointShown, Shown
from hearing_state.web import Form

FIELDS = ("language", "text", "law", "complaint")


def languages_of(question: Shown) -> list[tuple[str, str]]:
    """In which an answer may be given: the asker's first, and the state language."""
    codes = dict.fromkeys((question.language, STATE_LANGUAGE))
    return [(code, LANGUAGE_NAMES[code]) for code in codes]


def points_owed(question: Shown, *, anew: bool = False) -> list[PointShown]:
    """What the answer has to address; ``anew``: a correction addresses all but those that went elsewhere."""
    if anew:
        return [each for each in question.points if each.into_ref is None]
    return [each for each in question.points if each.state in (PointState.OPEN, PointState.UNANSWERED)]


async def right_to_complain(context: Context, question: Shown, language: str) -> str:
    """How the answer may be complained of, in its own language (APPC 89(2), 91, 92)."""
    superior = await agencies.superior(context, question.agency.id)
    with speaking(language):
        named = {"body": local_name(question.agency), "higher": local_name(superior) if superior else ""}
        if superior is None:
            return gettext(
                "If you do not agree with this answer, you may complain within three months from the day you learned of it."
                " Hand the complaint to: %(body)s. It is passed on to the body that decides on complaints within three"
                " working days (APPC 91, 92). After that you may go to court.", **named
            )  # fmt: skip
        return gettext(
            "If you do not agree with this answer, you may complain within three months from the day you learned of it."
            " Hand the complaint to: %(body)s. It is passed on within three working days to the higher body: %(higher)s"
            " (APPC 91, 92). After that you may go to court.", **named
        )  # fmt: skip


async def begun(context: Context, case: Case) -> Form:
    """The form as it was left: the draft, or an empty answer with the right to complain filled in."""
    question, draft = case.question, case.past.draft
    if draft is None:
        complaint = await right_to_complain(context, question, question.language)
        return Form.empty(
            language=question.language, text="", law="", complaint=complaint, **_points_said(question, ())
        )
    complaint = draft.complaint or await right_to_complain(context, question, draft.language)
    return Form.empty(**{**_values_of(question, draft), "complaint": complaint})


def from_answer(question: Shown, answer: AnswerShown) -> Form:
    """The version in force, to be corrected."""
    return Form.empty(**_values_of(question, answer))


def _values_of(question: Shown, said: AnswerDraft | AnswerShown) -> dict[str, str]:
    typed = {name: str(getattr(said, name)) for name in FIELDS}
    return {**typed, **_points_said(question, said.points)}


def _points_said(question: Shown, said: Sequence[Any]) -> dict[str, str]:
    known = {each.number: each for each in said}
    typed: dict[str, str] = {}
    for point in question.points:
        each = known.get(point.number)
        typed[f"outcome-{point.number}"] = str(each.outcome) if each else Outcome.ANSWERED.value
        typed[f"text-{point.number}"] = each.text if each else ""
        typed[f"ground-{point.number}"] = each.ground if each else ""
    return typed


def points_in(form: Form, owed: Sequence[PointShown]) -> tuple[dict[str, Any], ...]:
    """What was written to each point, as the actions take it."""
    return tuple(
        {
            "number": each.number,
            "outcome": form.value(f"outcome-{each.number}") or Outcome.ANSWERED.value,
            "text": form.value(f"text-{each.number}"),
            "ground": form.value(f"ground-{each.number}"),
        }
        for each in owed
    )


def beside_fields(refusal: Invalid) -> Invalid:
    """The refusal with faults of points put beside the field where they can be mended."""
    return Invalid.many(_beside(fault) for fault in refusal.faults)


def _beside(fault: Fault) -> Fault:
    name, _dot, number = fault.field.partition(".")
    if name != "points" or not number:
        return fault
    field = "ground" if fault.reason == "question.point_ground_missing" else "text"
    return replace(fault, field=f"{field}-{number}")
