"""The sentences for this room's refusals."""

from hearing_state.i18n import N_

WORDS = {
    "petition.notice_too_short": N_("A public discussion is announced three working days before: the earliest day is after %(day)s."),
    "petition.decision_language": N_("The decision is written in the language of the petition or in Kazakh."),
    "petition.still_collecting": N_("Signatures are still taken, or not all are counted yet."),
    "petition.published_before": N_("The decision is published already."),
    "petition.not_decided": N_("Nothing is decided yet."),
}  # fmt: skip
