"""The sentences for this package's refusals, and the names of its choices."""

from hearing_state.following.following import Kind, Rhythm
from hearing_state.i18n import N_, _l

WORDS = {
    "following.link_unknown": N_("This link is not known, or too old. Copy the whole of it from the newest letter."),
    "following.thing_unknown": N_("There is nothing of that name that can be followed."),
    "following.email_needed": N_("Write an e-mail address: digests are too long for a telephone message."),
    "following.too_many": N_("At most %(maximum)s things can be followed. Stop one of them first."),
    "following.no_email": N_("Your account has no e-mail address. Write one here; a letter will ask you to confirm it."),
}  # fmt: skip
RHYTHMS = {
    Rhythm.AT_ONCE: _l("At once, at most one letter in a quarter of an hour"),
    Rhythm.DAILY: _l("Once a day, in the morning"),
    Rhythm.WEEKLY: _l("Once a week, on Monday morning"),
}
KINDS = {
    Kind.PLACE: _l("A place, with all that lies in it"),
    Kind.BODY: _l("A body"),
    Kind.TOPIC: _l("A topic"),
    Kind.QUESTION: _l("A question"),
}


def rhythm_options() -> list[tuple[str, str]]:
    return [(each.value, str(name)) for each, name in RHYTHMS.items()]
