"""The sentences for this room's refusals."""

from hearing_state.i18n import N_

WORDS = {
    "petition.no_such_invalidation": N_("There is no such invalidation of signatures."),
    "petition.no_such_shape": N_("This is not listed any more."),
    "petition.narrow_it": N_("Choose at least one condition: a time, a block of addresses, a proof or a territory."),
    "petition.nobody_chosen": N_("No signature fits these conditions."),
    "petition.preview_changed": N_("The signatures that fit are not the same any more. Nothing was changed: look at the new preview."),
    "petition.invalidation_open": N_("Another invalidation of this petition's signatures is under way, or waits for a second person."),
    "petition.second_person_needed": N_("Whoever asked for it does not confirm it: another moderator must."),
    "petition.no_such_signature": N_("This invalidation struck no signature with this receipt."),
    "petition.own_signature": N_("Nobody gives back her own signature: another moderator must."),
    "petition.signed_by_another_account": N_("Its person has signed by another account meanwhile: it would count twice."),
    "petition.signature_not_struck_here": N_("It does not stand struck by this invalidation: it was taken back, or another one struck it."),
    "petition.moment_not_understood": N_("Write day and time like 2026-11-23 14:00."),
    "petition.moments_crosswise": N_("The end must be later than the beginning."),
    "invalidation.not_in_this_state": N_("This is not possible any more: the invalidation has moved on in the meantime."),
}  # fmt: skip
