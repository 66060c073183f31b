"""What questions tell on other packages' pages."""

from hearing_state.questions.panels import body, home, ladder, place, search

PANELS = (place.PANEL, body.PANEL, home.PANEL, search.PANEL, ladder.PANEL)
