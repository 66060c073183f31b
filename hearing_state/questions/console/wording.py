"""What the workplace calls its queues, steps and inner events. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hearing_state.i18n import _l, gettext, pgettext
from hearing_state.questions.console.cases import Case
from hearing_state.questions.pages import wording as public

QUEUES: Mapping[str, object] = {
    "all": _l("All open"),
    "overdue": _l("Overdue"),
    "due_soon": _l("Due within 3 working days"),
    "to_take": _l("To take"),
    "mine": _l("Mine"),
    "second_person": _l("Waiting for a second person"),
    "advice": _l("My advice is asked"),
    "unanswered": _l("Points marked unanswered"),
    "redirected": _l("Sent on to us"),
    "returned": _l("With the asker"),
}
EMPTY: Mapping[str, object] = {
    "all": _l("Nothing is open. Everything that was asked of your body is answered."),
    "overdue": _l("Nothing is overdue."),
    "due_soon": _l("Nothing falls due within three working days."),
    "to_take": _l("Nothing waits for somebody to take it."),
    "mine": _l("You hold no question. Take one from the queue."),
    "second_person": _l("No answer waits for a second person."),
    "advice": _l("Nobody waits for your advice."),
    "unanswered": _l("No asker has marked a point as unanswered."),
    "redirected": _l("Nothing that was sent on to you is open."),
    "returned": _l("No question waits for its asker to put something right."),
}
# What was done, said on the page to which a step leads.
DONE: Mapping[str, object] = {
    "take": _l("You have taken the question."),
    "redirect": _l("The question was sent on. Its term starts anew there."),
    "split": _l("The points were sent on as a question of their own."),
    "extend": _l("The term was extended. The asker is told."),
    "return": _l("The question was returned to the asker. The clock stands still."),
    "note": _l("The question was taken note of and closed."),
    "terminate": _l("The matter was ended with a public reason."),
    "refuse": _l("The refusal is published with its reason."),
    "mask": _l("The words are covered. What stood there is kept in the trail."),
    "remark": _l("The note is kept. Only your body sees it."),
    "colleague": _l("Your colleague finds the request on the desk."),
    "advise": _l("Your advice is kept with the case."),
    "answer": _l("The answer is published. The asker is told."),
    "propose": _l("The answer waits for a second person."),
    "approve": _l("The answer is published. The asker is told."),
    "send-back": _l("The answer was sent back with your remark."),
    "correct": _l("The corrected answer is published; the earlier version stays readable."),
    "stop": _l("You stopped writing. The draft is kept."),
    "saved": _l("The draft is saved."),
    "publish": _l("The question can be read by everybody."),
    "hide": _l("The question is hidden, with its reason shown. The body still has to answer."),
    "template": _l("The template is saved."),
    "template-removed": _l("The template was removed."),
}
_INNER_EVENTS: Mapping[str, object] = {
    "answer_proposed": _l("An answer was proposed to a second person"),
    "answer_sent_back": _l("A second person sent the answer back"),
    "colleague_asked": _l("A colleague was asked for advice"),
    "advised": _l("A colleague gave advice"),
}
_INNER_ROLES: Mapping[str, object] = {"auditor": _l("an auditor"), "administrator": _l("an administrator")}

SURFACES: Mapping[str, object] = {
    "page": _l("its public page"),
    "case": _l("the case"),
    "history": _l("the history of the case"),
    "api": _l("the phone"),
    "file": _l("an attached file"),
    "search": _l("a list of found questions"),
    "term": _l("why its last day is that one"),
}
"""Where somebody had a private question before her."""


def event_title(kind: str) -> str:
    return str(_INNER_EVENTS.get(kind) or public.event_title(kind))


def role_name(role: str) -> str:
    return str(_INNER_ROLES.get(role) or public.role_name(role))


def surface_name(surface: str) -> str:
    return str(SURFACES.get(surface, surface))


def done_sentence(word: str) -> str:
    """The sentence for a word in the address; nothing for words that are not ours."""
    return str(DONE.get(word, ""))


def part_name(part: str) -> str:
    """A part of a question that can be covered."""
    name, _colon, number = part.partition(":")
    if name == "point":
        return gettext("Point %(number)s", number=number.partition(":")[0])
    if name == "answer":
        return gettext("Answer, version %(number)s", number=number.partition(":")[0])
    return (
        pgettext("part of a question", "Title") if name == "title" else pgettext("part of a question", "Text")
    )


def steps_of(case: Case) -> Sequence[tuple[str, str]]:
    """The steps that this reader could take now besides answering: word of the address, words on the button."""
    offered = (
        ("redirect", "redirect", gettext("Send on to another body")),
        ("split", "split", gettext("Send a part on")),
        ("extend", "extend", gettext("Extend the term")),
        ("return", "return", gettext("Return to the asker")),
        ("note", "note", gettext("Take note of it")),
        ("refuse", "refuse", gettext("Refuse an answer")),
        ("terminate", "terminate", gettext("End the matter")),
        ("ask_colleague", "colleague", gettext("Ask a colleague")),
        ("mask", "mask", gettext("Cover personal data")),
        ("add_internal_note", "remark", gettext("Write an internal note")),
    )
    return [(word, label) for verb, word, label in offered if _is_offered(case, verb)]


def _is_offered(case: Case, verb: str) -> bool:
    may = verb in case.may
    if verb == "split":
        return may and sum(point.state in ("open", "unanswered") for point in case.question.points) > 1
    if verb == "note":
        return may and case.question.kind in ("message", "response", "proposal")
    return may
