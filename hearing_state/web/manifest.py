"""The kernel's own part of the application: its sentences, and the operator's pages about health."""

from hearing_state.web.health import PAGES
from hearing_state.web.offer import Manifest
from hearing_state.web.words import WORDS

MANIFEST = Manifest(name="web", package="hearing_state.web", has_models=False, pages=PAGES, words=WORDS)
