"""The sentences for this room's refusals."""

from hearing_state.i18n import N_

WORDS = {
    "duty.no_such_norm": N_("No number of that name is in force today."),
}
