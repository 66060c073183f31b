"""Sentences for the refusals of this package, and those of its description."""

from hearing_state.i18n import N_

WORDS = {
    "open_data.not_written": N_(
        "There is no such file of open data: it was not written yet, or is kept no longer."
    )
}
DESCRIBED = (
    N_("Hearing State"),
    N_("Open data"),
    N_("Questions, answers, meetings and petitions as the public reads them, without anybody's name."),
)
