"""The sentences for this room's refusals."""

from hearing_state.i18n import N_

WORDS = {
    "plan.not_found": N_("There is no such plan."),
    "plan.no_such_entry": N_("There is no such meeting in the plan."),
    "plan.no_such_absence": N_("There is no such absence."),
    "plan.no_such_run": N_("There are no such proposals."),
    "plan.not_in_this_state": N_("This cannot be done with the plan any more. Load the page again to see how it stands."),
    "plan.changed_meanwhile": N_("Somebody else has changed this since you opened it. Load the page again: nothing of theirs is lost, and you see what to do anew."),
    "plan.exists_already": N_("The office has a plan (%(ref)s) for these days already. Open it, or withdraw it first."),
    "plan.stretch_wrong": N_("A plan is for a year, as 2027, or for half a year, as 2027-H1."),
    "plan.is_over": N_("These days are over: there is nothing left to plan."),
    "plan.owes_nothing": N_("The law asks this office for no meetings in these days: there is nothing to plan."),
    "plan.day_outside": N_("The plan runs from %(from_on)s to %(until_on)s. Choose a day within it."),
    "plan.absence_order": N_("The last day must not lie before the first, nor a year after it."),
    "plan.absence_over": N_("These days have passed already."),
    "plan.is_empty": N_("There is no meeting in the plan. Have one proposed, or add meetings by hand."),
    "plan.has_conflicts": N_("Meetings that cannot be held stand in the plan: %(number)s. Mend them first; each says why."),
    "plan.sent_already": N_("That it was sent there is written down already."),
    "plan.no_paper_of_that_office": N_("The decree asks only akims' offices for a year's calendar."),
    "plan.paper_of_another_year": N_("This day is too far from the year of the calendar."),
    "plan.paper_since_here": N_("The office works here since %(since)s. What was approved from that day on is approved here."),
    "plan.paper_recorded_already": N_("The approval of this year is written down already."),
    "plan.not_sent_there": N_("This office's calendar is not sent there. Choose another recipient."),
    "plan.sent_day_wrong": N_("The day lies before the approval, or in the future."),
    "plan.hours_wrong": N_("Write the hours as the clock shows them, for example: 18:00, 17:00, 15:30."),
    "plan.came_out_otherwise": N_("Something has changed since this was shown: the planner would do it otherwise now. Look at it again."),
    "plan.scope_needed": N_("Choose an oblast, a district or a city, or the whole country."),
    "plan.nothing_to_propose": N_("Every office there that owes meetings has a plan for these days already."),
}  # fmt: skip
