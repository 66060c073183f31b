"""The sentences for this room's refusals."""

from hearing_state.i18n import N_

WORDS: dict[str, str] = {
    "crew.no_language": N_("Choose a language."),
    "crew.no_such_language": N_("Choose among Kazakh, Russian and English, each once."),
    "crew.one_language": N_("A captioner writes in one language. Appoint her once more for another one."),
    "crew.not_now": N_("Nobody can be appointed for this meeting any more."),
    "crew.too_many": N_("At most %(maximum)s people can be appointed for a meeting."),
    "crew.no_such_code": N_("This code does not open anything: it is mistyped, was used already, or is too old. Ask the organiser for another one."),
    "crew.not_found": N_("There is no such appointment."),
}  # fmt: skip
