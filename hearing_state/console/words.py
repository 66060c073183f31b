"""The sentences for refusals of the workplace itself."""

from hearing_state.i18n import N_

WORDS = {
    "service.note_in_all_languages": N_("Write it in all three languages, or in none."),
}
