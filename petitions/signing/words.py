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
    "petition.sheet_lines": N_("Write one signer a line, at most %(maximum)s lines."),
    "petition.sheet_iin": N_("Line %(line)s does not begin with an IIN: twelve digits, the last of which fits the others."),
    "petition.sheet_twice": N_("The IIN of line %(line)s stands on this sheet already."),
    "petition.sheet_name": N_("Line %(line)s lacks a surname or a first name after the IIN."),
    "petition.sheet_entered": N_("A sheet of this number was entered already."),
    "petition.sheet_scan": N_("Add the scan of the sheet."),
    "petition.sheet_second": N_("Whoever entered a sheet does not confirm it."),
    "petition.sheet_reason": N_("Say in at least %(minimum)s characters why the sheet is taken back."),
    "petition.sheet_not_waiting": N_("Somebody has dealt with this sheet already."),
    "petition.no_such_sheet": N_("There is no such sheet."),
}  # fmt: skip
