"""How captions speak."""

from hearing_state.i18n import _l

LANGUAGES = {"kk": _l("Kazakh"), "ru": _l("Russian"), "en": _l("English")}
