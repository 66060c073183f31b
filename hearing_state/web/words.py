"""The house's own sentences for refusals that any page may give."""

from hearing_state.i18n import N_

WORDS = {
    "invalid": N_("Something here is not right. Check what you typed."),
    "sign_in_needed": N_("Sign in first to do this."),
    "forbidden": N_("You may not do this."),
    "not_found": N_("There is no such page, or it is not public."),
    "method_not_offered": N_("This page cannot be used that way."),
    "conflict": N_("This cannot be done any more: something has changed in the meantime."),
    "too_many": N_("Too often in a short time. Try again in %(retry_after_seconds)s seconds."),
    "unavailable": N_("The service is busy. Nothing was lost; try again in a few seconds."),
    "house_full": N_(
        "Very many people are here at this moment. Nothing was lost; try again in a few seconds."
    ),
    "database.away": N_(
        "The service cannot reach its records at this moment. Nothing was lost; try again in a few seconds."
    ),
    "database.busy": N_("The service is busy. Nothing was lost; try again in a few seconds."),
    "service.read_only": N_(
        "The service only shows at this moment: nothing can be handed in. Nothing was lost; what you typed is still on your screen if you go back."
    ),
    "service.copies_only": N_(
        "The service cannot reach its records at this moment. Nothing was lost; try again in a few minutes. A form that is sent twice is taken once."
    ),
    "service.plain": N_(
        "The service is not available at this moment. Nothing that was handed in is lost; try again in a few minutes."
    ),
    "problem": N_("Something went wrong on our side. Nothing was lost; try again."),
    "unknown_fault": N_("Something went wrong on our side. Nothing was lost; try again."),
    "form_from_elsewhere": N_(
        "This form was not sent from our page, or it was open too long. Open the page again and send it once more."
    ),
    "request_not_understood": N_("The request could not be understood."),
    "request_key_wrong": N_("The request's key must have between 1 and %(maximum)s characters."),
    "request_key_reused": N_("This request's key was already used for another request."),
    "body_too_large": N_("What you sent is too large."),
    "field_missing": N_("Fill in this field."),
    "field_too_short": N_("Write at least %(limit)s characters."),
    "field_too_long": N_("Write at most %(limit)s characters."),
    "field_too_small": N_("Enter %(limit)s or more."),
    "field_too_large": N_("Enter %(limit)s or less."),
    "field_too_many": N_("Choose at most %(limit)s."),
    "field_not_a_number": N_("Enter a number."),
    "field_not_a_day": N_("Enter a day, for example 2026-11-23."),
    "field_not_an_hour": N_("Write the hour as the clock shows it, for example 18:00."),
    "field_not_offered": N_("Choose one of the offered answers."),
    "field_not_understood": N_("This could not be understood. Check what you typed."),
}
