"""What questions and answers offer the application."""

from hearing_state.questions.words import WORDS
from hearing_state.web.offer import Manifest

MANIFEST = Manifest(
    name="questions",
    package="hearing_state.questions",
    has_models=True,
    words=WORDS,
)
