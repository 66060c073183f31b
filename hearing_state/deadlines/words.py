"""Sentences for the refusals of this package."""

from hearing_state.i18n import N_

WORDS = {
    "deadline.calendar_ends": N_(
        "The working calendar ends on %(until_on)s, and this term would go beyond it."
    ),
    "deadline.calendar_begins": N_(
        "The working calendar begins on %(from_on)s; no term is reckoned before that."
    ),
    "deadline.not_found": N_("There is no such deadline."),
    "deadline.no_rule": N_("There is no such term of law on that day."),
    "deadline.moment_not_understood": N_(
        "Write a day and, if you like, an hour, for example 08.10.2026 and 14:30."
    ),
    "deadline.settled": N_("This was already settled on %(settled_on)s."),
    "deadline.paused": N_("The clock stands still since %(paused_on)s."),
    "deadline.not_paused": N_("The clock does not stand still."),
    "deadline.over": N_("The term ended on %(due_on)s; it can no longer be stopped or prolonged."),
    "deadline.before_receipt": N_("Nothing can happen before it was received on %(received_on)s."),
    "deadline.received_already": N_("This was already received."),
    "deadline.out_of_order": N_("The day must not lie before %(last_on)s."),
    "deadline.no_extension": N_("The law allows no extension of this term (%(source)s)."),
    "deadline.extended_already": N_("This term was already extended; it may not be done again (%(source)s)."),
    "deadline.reason_missing": N_("Give the reason for the extension."),
    "deadline.extension_too_long": N_("The extension may reach to %(longest_on)s at most."),
    "deadline.extension_too_long_days": N_("The extension may be %(longest)s calendar days at most."),
    "deadline.extension_shortens": N_("The new day must lie after the present last day, %(due_on)s."),
    "deadline.decree_empty": N_("Name at least one day, or a new last day of the calendar."),
    "deadline.decree_line": N_("Line %(line)s cannot be read: %(text)s"),
    "deadline.decree_day_twice": N_("The day %(on)s is named twice."),
    "deadline.decree_beyond": N_("The day %(on)s lies outside the calendar."),
    "deadline.decree_shortens": N_(
        "The calendar already reaches to %(until_on)s and cannot be made shorter."
    ),
    "deadline.decree_changes_nothing": N_("The day %(on)s is like that already."),
    "deadline.calendar_changed": N_("The calendar was changed in the meantime. Look at the preview again."),
}
