"""The way to the broadcast from other pages of its meeting."""

from meetings.broadcast.panels import ways

PANELS = ways.PANELS
