"""The sentences for this room's refusals."""

from hearing_state.i18n import N_

WORDS = {
    "petition.no_population": N_("The votes cannot be reckoned: no population of this place is known. An administrator brings the figure in first."),
    "petition.name_the_subject": N_("Name the item of the list of forbidden subjects."),
    "petition.name_the_other": N_("Name the petition on the same subject: it must be open, or decided less than a year ago."),
    "petition.explain": N_("Explain in public words: at least %(limit)s characters."),
    "petition.being_checked": N_("%(name)s has had it open since %(since)s. Take it over if it is to be yours."),
    "petition.too_many_chosen": N_("At most %(maximum)s petitions are chosen at once."),
    "petition.choose_some": N_("Choose at least one petition."),
    "petition.no_such_moderator": N_("Choose a moderator from the list."),
    "petition.no_such_step": N_("There is no such step of yours."),
    "petition.undo_over": N_("It cannot be taken back any more: that is possible once, for %(minutes)s minutes."),
    "petition.no_such_template": N_("Choose words from the list."),
    "petition.not_rejected": N_("Only a rejected petition is mended and filed anew."),
}  # fmt: skip
