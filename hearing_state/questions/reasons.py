"""Coded reasons that the public sees when a question is refused, terminated, noted or hidden, each with its article."""

from __future__ import annotations

from dataclasses import dataclass

from hearing_state.errors import Invalid
from hearing_state.i18n import _l


@dataclass(frozen=True, slots=True)
class Reason:
    """``code`` is for machines and never changes; ``article`` names the law."""

    code: str
    label: object
    article: str


def _coded(*reasons: Reason) -> dict[str, Reason]:
    return {each.code: each for each in reasons}


REFUSAL = _coded(
    Reason("identical", _l("The same was asked before, without new arguments"), "APPC 64(7)2"),
    Reason("insulting", _l("It contains obscene or insulting words"), "APPC 64(7)3"),
    Reason("secret", _l("The answer is a secret protected by law"), "Law on access to information 6"),
    Reason(
        "personal", _l("The answer would disclose another person's data"), "Law on access to information 6"
    ),
    Reason("in_court", _l("The same matter is before a court"), "APPC 70"),
)
TERMINATION = _coded(
    Reason("not_cured", _l("The defects were not put right within the term"), "APPC 64(7)1"),
    Reason("anonymous", _l("It is anonymous or unsigned"), "APPC 88(1)2"),
    Reason("subject_gone", _l("The matter it was about no longer exists"), "APPC 70"),
    Reason("decided", _l("There already is a decision on the same matter"), "APPC 70"),
)
NOTE = _coded(
    Reason(
        "information_taken",
        _l("A message or response that asks for no answer was taken note of"),
        "APPC 89(1)",
    ),
    Reason("petition_subject", _l("A proposal on a matter that a petition may not be about"), "APPC 89(3)"),
)
HIDING = _coded(
    Reason("personal_data", _l("It is made up of personal data that cannot be masked"), "APPC 81(5)"),
    Reason("insulting", _l("It contains obscene or insulting words"), "APPC 64(7)3"),
    Reason("third_person", _l("It accuses a named private person"), "APPC 81(5)"),
    Reason("advertising", _l("It is advertising"), "—"),
    Reason("security", _l("It tells of a crime or a threat; it was passed on at once"), "APPC 64(7-2)"),
)


def require_reason(known: dict[str, Reason], code: str, field: str = "reason") -> Reason:
    """Raises Invalid for a code that is not in the list."""
    if code not in known:
        raise Invalid("question.no_such_reason", field=field)
    return known[code]
