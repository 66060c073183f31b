"""The sentences for this room's refusals."""

from hearing_state.i18n import N_

WORDS: dict[str, str] = {
    "interpretation.taken": N_("Somebody interprets into this language now. You can take over when she hands over."),
    "interpretation.circle": N_("Choose another source: this way interpreters would hear themselves."),
    "interpretation.no_microphone": N_("You do not have the microphone of a channel."),
    "interpretation.not_appointed": N_("You are not appointed to interpret this meeting."),
}  # fmt: skip
