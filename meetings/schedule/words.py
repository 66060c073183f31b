"""The sentences for this room's refusals."""

from hearing_state.i18n import N_

WORDS = {
    "meeting.not_found": N_("There is no such meeting."),
    "meeting.not_in_this_state": N_("This cannot be done with the meeting any more. Load the page again to see how it stands."),
    "meeting.in_the_past": N_("This hour has passed. Choose one that lies ahead."),
    "meeting.hour_has_passed": N_("Its hour, %(at)s, has passed. Write down that it was held, or cancel it with the reason."),
    "meeting.length_wrong": N_("A meeting lasts from %(minimum)s to %(maximum)s minutes and ends on the day on which it began."),
    "meeting.place_needed": N_("Choose the place whose residents are met."),
    "meeting.place_of_another": N_("This place does not lie in the territory of the office. Choose another place."),
    "meeting.reason_needed": N_("Write the reason: everybody reads it beside the change."),
    "meeting.in_two_places": N_("The same person holds meeting %(ref)s at that time (%(at)s). Choose another hour, or name a deputy."),
    "meeting.announced_too_late": N_("The law wants it announced %(days)s days ahead; %(left)s are left. Move the meeting, or write why it is announced late: everybody reads it."),
    "meeting.moved_too_near": N_("A moved meeting is announced anew, %(days)s days ahead: %(first_on)s is the first possible day."),
    "meeting.address_needed": N_("Write the address of the hall in both languages, or hold the meeting online."),
    "meeting.too_early": N_("The meeting begins at %(at)s. It can be opened half an hour before, and ended only after it began."),
    "meeting.hours_wrong": N_("The meeting must end after it began, and not in the future. Correct the hours."),
}  # fmt: skip
