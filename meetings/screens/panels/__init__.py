"""The ways to the shared devices' pages."""

from meetings.screens.panels import ways

PANELS = ways.PANELS
