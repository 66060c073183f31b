"""The sentences for this room's refusals."""

from hearing_state.i18n import N_

WORDS = {
    "petition.no_population": N_("The votes cannot be reckoned: no population of this place is known. An administrator brings the figure in first."),
    "petition.name_the_subject": N_("Name the item of the list of forbidden subjects."),
    "petition.name_the_other": N_("Name the petition on the same subject: it must be open, or decided less than a year ago."),
    "petition.explain": N_("Explain in public words: at least %(limit)s characters."),
    "petition.not_rejected": N_("Only a rejected petition is mended and filed anew."),
}  # fmt: skip
