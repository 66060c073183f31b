"""The sentences for this room's refusals."""

from hearing_state.i18n import N_

WORDS = {
    "meeting.body_needed": N_("Choose the office whose head meets the people."),
}
