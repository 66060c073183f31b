"""What pages call things: kinds, who may read, what happened, in plain words. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from hearing_state.i18n import N_, _l, gettext, pgettext
from hearing_state.questions.question import Kind

KINDS: Mapping[Kind, tuple[object, object]] = {
    Kind.INQUIRY: (_l("A question"), _l("You want to know something, or ask why. 15 working days.")),
    Kind.APPLICATION: (
        _l("A request"),
        _l("You ask for help with a right or a wish of yours. 15 working days."),
    ),
    Kind.COMPLAINT: (
        _l("A complaint"),
        _l("You ask to put right a decision, an action or a silence of a body. 20 working days."),
    ),
    Kind.MESSAGE: (_l("A report"), _l("You tell of a breach or a failing. 15 working days.")),
    Kind.PROPOSAL: (_l("A proposal"), _l("You suggest how something could be better. 15 working days.")),
    Kind.RESPONSE: (_l("An opinion"), _l("You say what you think of a policy or an event. 15 working days.")),
    Kind.INFORMATION: (
        _l("A request for information"),
        _l("You ask for a document or figures that a body holds. 15 calendar days."),
    ),
}
OFFERED_FIRST = (Kind.INQUIRY, Kind.COMPLAINT, Kind.INFORMATION)
"""What most people mean; the rest follows."""


def kind_name(kind: str) -> str:
    return str(KINDS[Kind(kind)][0]) if kind in set(Kind) else kind


def kind_options() -> list[tuple[str, str, str]]:
    """For radios: value, label, hint."""
    order = [*OFFERED_FIRST, *(kind for kind in KINDS if kind not in OFFERED_FIRST)]
    return [(kind.value, str(KINDS[kind][0]), str(KINDS[kind][1])) for kind in order]


def visibility_options() -> list[tuple[str, str, str]]:
    return [
        ("public", visibility_name(is_public=True), gettext("I agree that the question and its answer are published. Others with the same trouble learn from it.")),
        ("private", visibility_name(is_public=False), gettext("Only I and the body read it, and those who watch over the bodies: I am shown when they did. The deadline is public, the content is not.")),
    ]  # fmt: skip


def visibility_name(*, is_public: bool) -> str:
    return gettext("Everybody") if is_public else gettext("Only I and the body")


_STATES = {
    "registered": _l("Registered"),
    "screened": _l("Registered"),
    "with_body": _l("In work"),
    "returned": _l("Waiting for the asker"),
    "answered": _l("Answered"),
    "rated": _l("Answered"),
    "followed_up": _l("Asked again"),
    "answered_again": _l("Answered again"),
    "noted": _l("Taken note of"),
    "terminated": _l("Ended without an answer"),
    "refused": _l("Refused"),
    "withdrawn": _l("Taken back"),
}


def state_name(state: str) -> str:
    return str(_STATES.get(state, state))


def tab_options() -> list[tuple[str, str]]:
    """The lists by state; the first is all."""
    return [
        ("", gettext("All")),
        ("open", gettext("Waiting for an answer")),
        ("overdue", pgettext("list", "Overdue")),
        ("answered", gettext("Answered")),
        ("closed", gettext("Ended otherwise")),
    ]


def sort_options() -> list[tuple[str, str]]:
    return [
        ("", gettext("Newest first")),
        ("due", gettext("Due soonest first")),
        ("waiting", gettext("Waiting longest first")),
    ]


def outcome_name(outcome: str) -> str:
    named = {
        "answered": pgettext("point", "Answered"),
        "refused": pgettext("point", "Refused on a ground"),
        "redirected": pgettext("point", "Sent on"),
        "open": pgettext("point", "Not answered yet"),
        "unanswered": pgettext("point", "The asker says: not answered"),
    }
    return named.get(outcome, outcome)


_EVENTS = {
    "registered": _l("Registered"),
    "screened": _l("Read by a moderator and published"),
    "hidden": _l("Hidden by a moderator"),
    "taken": _l("An official took it up"),
    "redirected": _l("Sent on to another body"),
    "reassigned": _l("Passed to the body's successor"),
    "split": _l("A part was sent to another body"),
    "split_off": _l("Came out of another question"),
    "extended": _l("The term was extended"),
    "returned": _l("Returned to the asker to add what is missing"),
    "cured": _l("The asker added what was missing"),
    "answered": _l("Answered"),
    "corrected": _l("The answer was corrected"),
    "noted": _l("Taken note of"),
    "terminated": _l("Ended without an answer"),
    "refused": _l("An answer was refused"),
    "withdrawn": _l("The asker took it back"),
    "rated": _l("The asker rated the answer"),
    "marked_unanswered": _l("The asker marked points as not answered"),
    "followed_up": _l("The asker asked again"),
    "masked": _l("Personal data was covered"),
    "made_private": _l("The asker made it private"),
    "made_public": _l("The asker agreed to publication"),
}
_LAW = {
    "registered": "APPC 64",
    "redirected": "APPC 65, 76(2)",
    "split": "APPC 65",
    "split_off": "APPC 65, 76(2)",
    "extended": "APPC 76(3)",
    "returned": "APPC 64(6)",
    "cured": "APPC 64(6)",
    "answered": "APPC 89",
    "corrected": "APPC 82",
    "noted": "APPC 89(1)",
    "terminated": "APPC 70, 88",
    "withdrawn": "APPC 64(9)",
    "masked": "APPC 81(5)",
    "made_private": "APPC 81(5)",
    "made_public": "APPC 81(5)",
}


def event_title(kind: str) -> str:
    return str(_EVENTS.get(kind, kind))


def event_law(kind: str) -> str:
    return _LAW.get(kind, "")


def role_name(role: str) -> str:
    named = {
        "asker": gettext("the asker"),
        "system": gettext("the system"),
        "clerk": gettext("a clerk"),
        "official": gettext("an official"),
        "head": gettext("the head"),
        "moderator": gettext("a moderator"),
        "operator": gettext("a service centre"),
        "auditor": gettext("the audit office"),
        "resident": gettext("a resident"),
    }
    return named.get(role, "")


def cited(article: str) -> str:
    """An article of law with the law's short name in the reader's language: APPC 64, ӘРПК 64, АППК 64."""
    for law in (N_("APPC"), N_("Law on access to information")):
        article = article.replace(law, gettext(law))
    return article
