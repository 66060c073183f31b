"""The sentences for this package's refusals, and the names of the kinds of letters."""

from hearing_state.i18n import N_, _l

WORDS = {
    "notification.push_not_understood": N_(
        "This browser gave no subscription that can be used. Try again, or use another browser."
    ),
    "notification.too_many_browsers": N_(
        "At most %(maximum)s browsers show messages for one person. Remove one from the list first."
    ),
    "notification.not_found": N_("There is no such letter."),
    "notification.no_reader": N_("A letter needs somebody to go to."),
    "notification.link_unknown": N_("This link is not known. Copy the whole of it from the letter."),
    "notification.sent_already": N_(
        "This letter was sent already, is handed over on paper, or its reader does not want it any more."
    ),
    "notification.carrier_away": N_("The carrier does not take letters at this moment."),
    "outbox.not_found": N_("This does not lie here any more: somebody else has looked after it."),
}

KIND_NAMES = {
    "overdue": _l("The last day for my answer has passed"),
    "following": _l("News about questions that I follow"),
    "moderation": _l("Decisions on what I reported"),
    "deadlines": _l("Days that come near or were missed (for those who answer)"),
    "meetings": _l("A meeting I registered for: a reminder before it, and news about it"),
    "consultations": _l("A colleague asks me for advice (for those who answer)"),
    "other": _l("Other letters"),
}
