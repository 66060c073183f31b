"""The sentences for this room's refusals."""

from hearing_state.i18n import N_

WORDS = {
    "duty.no_such_norm": N_("No number of that name is in force today."),
    "duty.no_such_rule": N_("There is no such rule."),
    "duty.nothing_changed": N_("Everything is as it was. Change a number or its source."),
    "duty.changed_meanwhile": N_("Somebody changed it in the same moment. Load the page again to see how it stands."),
    "duty.number_cannot_be": N_("The number cannot be like this: a share is from 1 to 100, a day of the year is month and day (115 is 15 January)."),
    "duty.nothing_owed_here": N_("No duty names this place: its people are met with the unit in which it lies. There is nothing to exempt."),
    "duty.exempt_already": N_("The place is exempt already."),
    "duty.not_exempt": N_("The place is not exempt: its people must be met."),
    "duty.no_such_places": N_("There are no places of these kinds in which people must be met."),
    "duty.other_places_now": N_("Meanwhile there are other places than those shown to you: %(number)s now. Look at the list again."),
    "duty.start_ahead": N_("The record can begin today or earlier, not in the future."),
}  # fmt: skip
