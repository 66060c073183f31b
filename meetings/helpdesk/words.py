"""The sentences for this room's refusals."""

from hearing_state.i18n import N_

WORDS: dict[str, str] = {
    "helpdesk.full": N_("There are %(maximum)s messages already. Please call the organiser."),
    "helpdesk.no_such_message": N_("There is no such message."),
}
