"""The sentences for this room's refusals."""

from hearing_state.i18n import N_

WORDS = {
    "tension.not_found": N_("There is no such declaration."),
    "tension.body_gone": N_("This body no longer exists. Choose its successor."),
    "tension.place_of_another": N_("This place does not lie in the territory of the office. Choose another place."),
    "tension.declared_already": N_("It was declared on %(since)s already, and the meeting is still owed."),
    "tension.not_open": N_("It is not open any more: the meeting was held, or somebody ended it."),
}  # fmt: skip
