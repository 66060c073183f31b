"""The sentences for this room's refusals."""

from hearing_state.i18n import N_

WORDS = {
    "petition.no_such_invalidation": N_("There is no such invalidation of signatures."),
    "petition.no_such_shape": N_("This is not listed any more."),
    "petition.narrow_it": N_("Choose at least one condition: a time, a block of addresses, a proof or a territory."),
    "petition.nobody_chosen": N_("No signature fits these conditions."),
    "petition.preview_changed": N_("The signatures that fit are not the same any more. Nothing was changed: look at the new preview."),
    "petition.invalidation_open": N_("Another invalidation of this petition's signatures is under way, or waits for a second person."),
    "petition.moment_not_understood": N_("Write day and time like 2026-11-23 14:00."),
    "petition.moments_crosswise": N_("The end must be later than the beginning."),
    "petition.invalidation_reason": N_("Say in at least %(minimum)s characters why. Everybody reads it."),
    "petition.invalidation_reason_long": N_("At most %(maximum)s characters fit here."),
    "invalidation.not_in_this_state": N_("This is not possible any more: the invalidation has moved on in the meantime."),
}  # fmt: skip
