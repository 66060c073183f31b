"""The sentences for refusals about media nodes."""

from hearing_state.i18n import N_

WORDS = {
    "node.none": N_("No server for sound and picture is free at this moment. Your device tries again by itself."),
    "node.drained_already": N_("No new meetings come to this server already."),
    "node.not_drained": N_("New meetings come to this server already."),
}  # fmt: skip
