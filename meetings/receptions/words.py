"""The sentences for this room's refusals."""

from hearing_state.i18n import N_

WORDS = {
    "reception.not_found": N_("There is no such reception."),
    "reception.no_such_booking": N_("There is no such request."),
    "reception.not_in_this_state": N_("This cannot be done with the request any more. Load the page again to see how it stands."),
    "reception.in_the_past": N_("This hour has passed. Choose one that lies ahead."),
    "reception.hours_wrong": N_("The reception must end after it begins, on the same day, and hold at least one visitor."),
    "reception.hours_overlap": N_("The same person receives people at that time already. Choose another hour."),
    "reception.nobody_named": N_("Write who receives people: name and post."),
    "reception.nothing_to_publish": N_("No unpublished hours lie in this quarter. Add hours first."),
    "reception.is_cancelled": N_("These hours were cancelled."),
    "reception.consent_needed": N_("A reception is recorded by law. Say that you agree, or come without booking by video."),
    "reception.no_video": N_("There is no video at these hours. Choose to come in person, or other hours."),
    "reception.slot_taken": N_("This hour has just been given to somebody else. Choose another one."),
    "reception.slot_not_offered": N_("This is no hour of that reception. Choose one of the list."),
    "reception.notice_too_short": N_("The visitor had to be told by %(until_on)s. If the reception cannot take place, cancel the hours with the reason."),
    "reception.list_is_final": N_("The list of visitors was closed on %(until_on)s. Choose later hours."),
    "reception.file_is_ready": N_("The file is marked as ready already."),
    "reception.redirect_too_late": N_("It could be sent on until %(until_on)s. Now your office must receive the visitor itself."),
    "reception.same_body": N_("Your office has it already. Choose another one."),
    "reception.cure_not_over": N_("The visitor may put it right until %(until_on)s."),
    "reception.too_early": N_("The hour of the reception is not over yet."),
    "reception.person_needed": N_("Sign in, or let a service centre book for you."),
    "reception.term_wrong": N_("The term of the instruction must lie after the reception."),
}  # fmt: skip
