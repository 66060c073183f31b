"""The sentences for refusals of the broadcast."""

from hearing_state.i18n import N_

WORDS = {"broadcast.not_found": N_("There is no broadcast of this meeting here.")}
