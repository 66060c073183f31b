"""The sentences for refusals in the live hall."""

from hearing_state.i18n import N_

WORDS = {
    "live.not_open": N_("The hall opens half an hour before the meeting and closes with it."),
    "live.consent_needed": N_("Agree to the rules of the hall before you come in."),
    "live.ticket_unusable": N_("This way into the hall was used already or is too old. Open the page again."),
    "live.meeting_over": N_("The meeting is over."),
    "live.wrong_version": N_("This page is too old for the hall. Load it again."),
    "live.hello_first": N_("Your device has not said who it is. Load the page again."),
    "live.hello_too_late": N_("Your device has not said who it is in time. It tries again by itself."),
    "live.already_inside": N_("You are in the hall already."),
    "live.not_understood": N_("Your device said something that the hall does not understand. Load the page again."),
    "live.too_long": N_("Your device sent more than the hall takes."),
    "live.too_deep": N_("Your device said something that the hall does not understand."),
    "live.too_many_sections": N_("Your device offered more sound and pictures than the hall takes."),
    "live.too_many_candidates": N_("Your device offered more ways to reach it than the hall takes."),
    "live.too_fast": N_("That was too often. Wait a little."),
    "live.too_slow": N_("Your line is too slow at the moment. Your device tries again by itself; your place is kept."),
    "live.silent": N_("Nothing was heard from your device. It comes back by itself; your place is kept."),
    "live.left": N_("You have left the hall."),
    "live.elsewhere": N_("You have come in again in another place with this seat."),
    "live.signed_out": N_("You are not signed in any more. Sign in again to go on."),
    "live.restarting": N_("The hall is being restarted. Your device comes back by itself; your place is kept."),
    "live.full": N_("The hall is full. Read along as text; your hand and your question count there too."),
    "live.no_consent": N_("To be heard and seen you must agree to the recording. Come in again and agree."),
    "live.no_floor": N_("You do not have the floor."),
    "live.no_media": N_("There is no sound and picture at the moment. Read along as text."),
    "live.sign_in_to_act": N_("Sign in to raise your hand or to vote."),
    "live.unavailable": N_("That did not work just now. Nothing was lost; try again."),
}  # fmt: skip
