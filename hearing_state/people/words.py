"""The sentences for this package's refusals."""

from hearing_state.i18n import N_

WORDS = {
    "people.not_found": N_("There is no such person."),
    "people.no_contact": N_("This person left no address."),
    "people.contact_not_understood": N_("Enter an e-mail address, or a telephone number such as +7 701 123 45 67."),
    "people.code_wrong": N_("This code does not fit. Check the six digits and try again."),
    "people.code_gone": N_("This code is used up or older than ten minutes. Ask for a new one."),
    "people.sign_in_refused": N_("User name, password or one-time code does not fit. A one-time code works only once: wait for the next."),
    "people.sign_in_busy": N_("Very many people are signing in at this moment. Try again in a few seconds."),
    "people.no_post": N_("You hold no post today, so there is nothing to open. Ask your administrator."),
    "people.password_wrong": N_("The present password does not fit."),
    "people.password_weak": N_("Choose at least %(minimum)s characters, not one sign over and over, and not your user name."),
    "people.offer_gone": N_("This page was open too long. Open it again and begin anew."),
    "people.seal_broken": N_("A sealed record cannot be opened: the house's secret key was changed. Tell your administrator."),
    "people.iin_wrong": N_("This is not an IIN: it has twelve digits, and the last one must fit the others. Check it against the card."),
    "people.too_many_codes": N_("Several codes were sent already. Look for the last one, or try again in %(minutes)s minutes."),
    "people.too_many_tries": N_("This code was tried five times. Ask for a new one."),
    "people.too_many_sign_ins": N_("Too many tries. Try again in %(minutes)s minutes."),
    "people.user_name_taken": N_("This user name is taken. Choose another one."),
}  # fmt: skip
