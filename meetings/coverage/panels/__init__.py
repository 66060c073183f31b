"""What coverage tells on other packages' pages."""

from meetings.coverage.panels import body, desk, home, place

PANELS = (place.PANEL, body.PANEL, home.PANEL, desk.PANEL)
