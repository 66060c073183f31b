"""The sentences for this package's refusals."""

from hearing_state.i18n import N_

WORDS = {
    "agency.not_found": N_("There is no such body."),
    "agency.no_such_appointment": N_("There is no such appointment."),
    "agency.no_such_topic": N_("There is no such topic."),
    "agency.none_for_place": N_("No body is known for this place yet. Choose the district or oblast instead."),
    "agency.own_successor": N_("A body cannot be its own successor. Choose another one."),
    "agency.already_dissolved": N_("This body was dissolved on %(day)s. Nothing more can be changed about it."),
    "agency.successor_dissolved": N_("The successor is dissolved itself. Choose a body that exists today."),
    "agency.name_taken": N_("There is a body with this English name already. Check the list, or make the name more exact."),
    "agency.ends_before_it_begins": N_("The last day lies before the first. Correct one of them."),
    "agency.ends_too_early": N_("The last day can be %(day)s at the earliest: what was done in office stays done."),
    "agency.person_needed": N_("Choose a person: only a head may be known by name alone."),
    "agency.has_a_head": N_("Somebody heads this body in those days. End that appointment first."),
    "agency.holds_that_post": N_("This person holds that post in those days already."),
    "agency.appointment_has_an_end": N_("The last day of this appointment is written down already: %(day)s."),
    "agency.not_a_ministry": N_("Choose a ministry or another central body that exists today."),
    "agency.ministry_needed": N_("Name the ministry that decides this topic for the whole country."),
}  # fmt: skip
