"""What questions and answers offer the application."""

from __future__ import annotations

import importlib
from importlib.util import find_spec
from typing import Any

from hearing_state.files.visibility import register_visibility
from hearing_state.moderation.things import register_thing
from hearing_state.questions import reporting
from hearing_state.questions.sight import may_see_file
from hearing_state.questions.tasks import LISTENERS
from hearing_state.questions.words import WORDS
from hearing_state.web.offer import Manifest


def _offered(room: str, what: str) -> tuple[Any, ...]:
    """What one of the package's rooms of pages offers."""
    name = f"hearing_state.questions.{room}"
    return tuple(getattr(importlib.import_module(name), what, ())) if find_spec(name) else ()


MANIFEST = Manifest(
    name="questions",
    package="hearing_state.questions",
    has_models=True,
    pages=_offered("pages", "PAGES"),
    console=_offered("console", "PAGES"),
    sections=_offered("console", "SECTIONS"),
    panels=_offered("panels", "PANELS"),
    listeners=(*LISTENERS, *reporting.LISTENERS),
    words=WORDS,
)
register_visibility("Q", may_see_file)
register_thing("Q", reporting.reportable)
