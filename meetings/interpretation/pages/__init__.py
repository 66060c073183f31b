"""The interpreter's page."""

from meetings.interpretation.pages import booth

PAGES = booth.PAGES
