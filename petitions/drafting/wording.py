"""What petitions say in words: states, the lines of the law's table, where a step leads."""

from __future__ import annotations

from collections.abc import Sequence

from hearing_state.i18n import _l, gettext, pgettext
from petitions.drafting.petition import State
from petitions.drafting.thresholds import Competence, Threshold

_STATES = {
    State.DRAFT: _l("Draft"),
    State.GATHERING: _l("Looking for the first fifty"),
    State.LAPSED: _l("Fifty did not join in time"),
    State.CHECKING: _l("Being checked"),
    State.REJECTED: _l("Rejected by the check"),
    State.PUBLIC: _l("Open for signatures"),
    State.RETURNED: _l("Not enough signatures; answered as an ordinary appeal"),
    State.REACHED: _l("Has enough signatures"),
    State.SENT: _l("Sent to the body"),
    State.REGISTERED: _l("Registered by the body"),
    State.CONSIDERING: _l("Being considered"),
    State.GRANTED: _l("Granted"),
    State.PARTLY: _l("Granted in part"),
    State.REFUSED: _l("Refused"),
    State.WITHDRAWN: _l("Taken back by its author"),
}
_MARKS = {
    State.PUBLIC: "running", State.REACHED: "kept", State.GRANTED: "kept", State.PARTLY: "kept", State.REFUSED: "missed",
    State.REJECTED: "missed", State.RETURNED: "withdrawn", State.WITHDRAWN: "withdrawn", State.LAPSED: "withdrawn",
}  # fmt: skip
LANGUAGES = (("kk", "Қазақша"), ("ru", "Русский"), ("en", "English"))


def state_name(state: str) -> str:
    return str(_STATES[State(state)])


def mark(state: str) -> str:
    """The shape beside it."""
    return _MARKS.get(State(state), "running")


def threshold_said(threshold: Threshold) -> str:
    """Whose line of the table it is, and what it asks for."""
    percent, votes = threshold.percent, threshold.votes
    if threshold.competence is Competence.GOVERNMENT:
        return gettext("A matter of the Government: 50,000 votes.")
    if votes is None:
        return gettext(
            "An oblast or a city of republican significance: %(percent)s %% of its population.",
            percent=percent,
        )
    return gettext(
        "A district, city, town or village: %(percent)s %% of its population, %(votes)s votes at most.", percent=percent, votes=votes
    )  # fmt: skip


def done_sentence(word: str) -> str:
    """What has just been done, above the page."""
    return {
        "filed": gettext("The petition is filed. Pass its link on: fifty people must join."),
        "signed": gettext("Thank you, your signature is taken."),
        "signed_before": gettext("You had signed already: one person, one signature."),
        "proven": gettext("Your signature is proven now: it stays one signature, and counts as such."),
        "unsigned": gettext("Your signature is taken back."),
        "withdrawn": gettext("The petition is taken back."),
        "discarded": gettext("The draft is thrown away."),
    }.get(word, "")


def language_options() -> Sequence[tuple[str, str]]:
    return LANGUAGES


def proof_name(proof: str) -> str:
    return {
        "eds": pgettext("proof", "by an electronic signature"),
        "paper": pgettext("proof", "on paper"),
        "openid": pgettext("proof", "by the state's identity provider"),
        "code": pgettext("proof", "by a code to telephone or e-mail"),
    }.get(proof, proof)


def field_names() -> Sequence[str]:
    """What remarks of the check may stand beside, in the order of ``checking``."""
    return (
        gettext("The petition in one sentence"),
        gettext("Goes to"),
        gettext("Proposals"),
        gettext("Arguments"),
    )
