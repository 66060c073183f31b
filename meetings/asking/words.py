"""The sentences for this room's refusals."""

from hearing_state.i18n import N_

WORDS = {
    "ahead.not_found": N_("There is no such question, or it is not public."),
    "ahead.not_in_this_state": N_("This is not possible any more: the question has moved on in the meantime."),
    "ahead.not_announced": N_("Questions are taken once the meeting is announced."),
    "ahead.cancelled": N_("The meeting does not take place."),
    "ahead.has_begun": N_("The list is closed: the meeting has begun. You can still ask the office in writing."),
    "ahead.is_over": N_("The meeting is over; nothing can be supported any more."),
    "ahead.too_many": N_("You have put all your questions to this meeting (%(maximum)s at most). Take one back, or support those of others."),
    "ahead.guest_asked_already": N_("A guest may put one question to a meeting. Sign in to ask more."),
    "ahead.person_needed": N_("Sign in as a resident with your telephone or e-mail, or take part as a guest in a browser of your own."),
    "ahead.no_such_point": N_("This listening point is not registered by you for this meeting, or is not confirmed yet."),
    "ahead.place_needed": N_("Choose where you live."),
    "ahead.place_of_another": N_("This meeting is with the residents of another place."),
    "ahead.not_public": N_("The public cannot read this question, so it has no place in the order."),
    "ahead.not_bundled": N_("This question is not answered together with others, or more than thirty days have passed."),
    "ahead.split_off_stays": N_("The asker took one of these questions out of its bundle: it stays alone."),
    "ahead.bundle_size": N_("Choose from two to %(maximum)s questions."),
    "ahead.say_the_answer": N_("Write in short what was said, in Kazakh or in Russian."),
    "ahead.not_begun": N_("The meeting has not begun. Open it first."),
    "ahead.not_over": N_("The meeting is not over yet."),
    "ahead.recorded": N_("The results of the meeting are published; its answers are not changed any more."),
    "ahead.moment_outside": N_("This moment lies outside the meeting."),
    "ahead.text_short": N_("Write your question: at least %(limit)s characters."),
    "ahead.text_long": N_("Your question may have at most %(limit)s characters."),
    "ahead.say_text": N_("Write your question."),
}  # fmt: skip
