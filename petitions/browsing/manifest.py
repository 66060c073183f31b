"""What the public pages of petitions offer the application."""

from __future__ import annotations

from hearing_state.open_data.datasets import register_dataset
from hearing_state.web.offer import Manifest
from hearing_state.web.sources import register_sources
from petitions.browsing.dump import PETITIONS
from petitions.browsing.pages import PAGES, listed

MANIFEST = Manifest(name="browsing", package="petitions.browsing", has_models=False, pages=PAGES)
register_dataset(PETITIONS)
register_sources(*listed.SOURCES)
