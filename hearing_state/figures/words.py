"""Sentences for the refusals of this package."""

from hearing_state.i18n import N_

WORDS = {
    "figures.not_found": N_("There are no such figures."),
    "figures.month_runs": N_("This month runs until %(until_on)s."),
    "figures.closed_before": N_("This month was closed before."),
    "figures.published_already": N_("These figures are public already."),
    "figures.too_early": N_("These figures are published on %(publish_on)s."),
    "figures.not_public_yet": N_("These figures are not public yet."),
    "figures.nothing_different": N_("Reckoned anew, the figures are the same."),
    "figures.objected_already": N_("Your body has already objected to these figures."),
}
