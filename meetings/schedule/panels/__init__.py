"""What the calendar tells on other packages' pages."""

from meetings.schedule.panels import body, home, place, search

PANELS = (place.PANEL, body.PANEL, home.PANEL, search.PANEL)
