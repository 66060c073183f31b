"""The sentences for this room's refusals."""

from hearing_state.i18n import N_

WORDS = {
    "meeting.hour_not_understood": N_("Write the hour as the clock shows it, for example 18:00."),
    "meeting.body_needed": N_("Choose the office whose head meets the people."),
}
