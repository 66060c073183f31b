"""The sentences for this room's refusals."""

from hearing_state.i18n import N_

WORDS = {
    "petition.not_open": N_("This petition is not open for signatures now."),
    "petition.consent_to_sign": N_("Agree that your data are processed for this signature: the law asks for it (APPC 90-3(1))."),
    "petition.proof_not_enough": N_("Signing needs an electronic signature here; a code to a telephone or e-mail is not enough."),
    "petition.signature_invalid": N_("Your signature under this petition was found invalid; it cannot be given again."),
    "petition.sent_already": N_("The petition has been sent to the body: signatures are not taken back any more."),
    "petition.no_such_comment": N_("This comment does not wait for a moderator any more."),
    "petition.proof_gone": N_("This signature was handed in already, or is not of use any more. Open the page again and sign anew."),
    "petition.words_too_old": N_("The words to sign stood open for more than an hour. Read them again and sign anew."),
}  # fmt: skip
