"""Sentences for the refusals that only the phone's API gives."""

from hearing_state.i18n import N_

WORDS = {
    "api.not_json": N_("Send the body as application/json."),
    "api.not_bytes": N_("Send the file itself as application/octet-stream."),
    "api.body_not_understood": N_("The body is not valid JSON."),
    "api.key_missing": N_(
        "Send an Idempotency-Key: a random word of your own, the same when you send this again."
    ),
    "api.key_wrong": N_("An Idempotency-Key has only Latin letters, digits, dots, dashes and underscores."),
    "api.unknown_parameter": N_("There is no such parameter."),
    "api.cursor_wrong": N_("The cursor is not one that this service gave. Begin again without it."),
}
