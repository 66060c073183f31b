"""The sentences for this room's refusals."""

from hearing_state.i18n import N_

WORDS = {
    "commitment.not_found": N_("There is no such promise."),
    "commitment.not_in_this_state": N_("This cannot be done with the promise any more. Load the page again to see how it stands."),
    "commitment.meeting_not_begun": N_("The meeting has not begun. A promise is written down while it goes on, or after it."),
    "commitment.owner_dissolved": N_("This body has been dissolved. Choose its successor."),
    "commitment.owner_needed": N_("This body has no head in office. Write who promised."),
    "commitment.post_needed": N_("Write the post of the person who promised, in both languages."),
    "commitment.moment_needed": N_("Write when it was said, counted from the beginning of the meeting: 0:41:10."),
    "commitment.moment_not_read": N_("Write the moment as hours, minutes and seconds: 0:41:10."),
    "commitment.moment_outside": N_("The meeting lasted %(minutes)s minutes so far. Write a moment within it."),
    "commitment.day_not_after_meeting": N_("The day must come after the day of the meeting, %(day)s."),
    "commitment.day_too_far": N_("A promise for more than five years ahead cannot be judged. Write the first step with a nearer day."),
    "commitment.day_in_the_past": N_("Choose a day after today."),
    "commitment.day_has_passed": N_("Its day, %(day)s, has passed. It stays overdue until it is kept or given up; report what has been done."),
    "commitment.same_day": N_("This is the day that stands already. Choose another."),
    "commitment.place_of_another": N_("This place does not lie where the meeting was held. Choose another place."),
    "commitment.no_such_question": N_("There is no such question among those asked ahead of this meeting."),
    "commitment.too_late_to_annul": N_("Words are taken back only on the day on which they were written down. Now the promise stands."),
    "commitment.only_askers": N_("Only people who had asked for it ahead of the meeting can say so, once, and only of a promise that counts as kept."),
    "commitment.contested_already": N_("You have said so already. The office's answer will stand on the page of the promise."),
    "commitment.not_open_to_you": N_("This step is not open to you now: either the promise has ended, or it is for the head or a second person."),
    "commitment.nobody_contests": N_("Nobody waits for an answer here."),
}  # fmt: skip
