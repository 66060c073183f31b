"""The sentences for this room's refusals."""

from hearing_state.i18n import N_

WORDS = {
    "registration.not_found": N_("There is no such registration."),
    "registration.not_announced": N_("Registration opens when the meeting is announced."),
    "registration.cancelled": N_("The meeting is cancelled: nobody registers for it any more."),
    "registration.has_begun": N_("Registration is closed: the meeting has begun or is over. You may still come without registering."),
    "registration.already": N_("You are registered for this meeting already."),
    "registration.person_needed": N_("Sign in as a resident to register yourself."),
    "registration.mode_not_offered": N_("The meeting is not held in this way. Choose one that is offered."),
    "registration.not_in_this_state": N_("This registration has changed meanwhile. Load the page again to see how it stands."),
    "registration.no_line_for_points": N_("The meeting is held in a hall only: a listening point cannot be connected."),
    "registration.point_already": N_("A listening point of this name in this place is registered already."),
    "registration.place_unknown": N_("Choose the place where the listening point is."),
    "registration.reason_needed": N_("Write why it is refused: whoever registered the point reads it."),
    "registration.not_a_point": N_("Only a listening point is confirmed or refused."),
    "registration.door_closed": N_("Who came is marked from two hours before the meeting until its results are published."),
    "registration.too_many_came": N_("One registration is one person."),
}  # fmt: skip
