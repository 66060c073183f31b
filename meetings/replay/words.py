"""The sentences for this room's refusals."""

from hearing_state.i18n import N_

WORDS: dict[str, str] = {
    "replay.not_found": N_("There is no such recording."),
    "replay.not_in_this_state": N_("This cannot be done with the recording now: look how it stands, and load the page again."),
}  # fmt: skip
