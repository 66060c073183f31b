"""Why the hall refuses, in the reader's words; and how its points are called."""

from __future__ import annotations

from hearing_state.i18n import N_

WORDS = {
    "hall.not_now": N_("The hall is not open at this time."),
    "hall.not_open": N_("The queue of this meeting was not opened yet. The organiser opens it."),
    "hall.open_already": N_("The queue is open already."),
    "hall.enter_first": N_("Come into the hall first: choose language and place."),
    "hall.person_needed": N_("Sign in first: everybody has one hand."),
    "hall.consent_needed": N_(
        "Who speaks is recorded. Agree to it on the page where one comes in, or put your question in writing."
    ),
    "hall.you_speak": N_("You have the floor already."),
    "hall.queue_full": N_("The queue is full: %(maximum)s hands are up. Put your question in writing."),
    "hall.no_point": N_("Only a listening point writes down who sits there. Come in as a listening point."),
    "hall.point_full": N_("A listening point has room for %(maximum)s names."),
    "hall.no_such_seat": N_("There is nobody of this number in the hall."),
    "hall.hand_is_down": N_("This hand is down already."),
    "hall.taken": N_("Somebody has the floor. End that turn first."),
    "hall.nobody_waits": N_("No hand is up."),
    "hall.nobody_speaks": N_("Nobody has the floor."),
    "hall.reason_needed": N_(
        "Out of turn: write why, in %(minimum)s characters or more. Everybody reads it."
    ),
}
