"""How the pages of those who serve a meeting speak."""

from hearing_state.i18n import _l
from meetings.crew.crew import Task

TASKS = {Task.CAPTIONS: _l("Captions"), Task.INTERPRETATION: _l("Interpretation")}
LANGUAGES = {"kk": _l("Kazakh"), "ru": _l("Russian"), "en": _l("English")}
DONE = {"dismissed": _l("The appointment has ended.")}
