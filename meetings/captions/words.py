"""The sentences for this room's refusals."""

from hearing_state.i18n import N_

WORDS: dict[str, str] = {
    "captions.not_live": N_("Captions are written while the meeting goes on."),
    "captions.empty": N_("The line is empty."),
    "captions.no_such_line": N_("There is no such line of yours."),
    "captions.no_such_language": N_("There are captions in Kazakh, Russian and English only."),
    "captions.not_appointed": N_("You are not appointed to write captions of this meeting."),
    "captions.too_late": N_("This line cannot be changed any more."),
    "captions.not_yet": N_("Captions are closed an hour after the meeting."),
}  # fmt: skip
