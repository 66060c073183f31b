"""What everybody can read and take away."""

from hearing_state.figures.pages import body, overview

PAGES = (*body.PAGES, *overview.PAGES)
