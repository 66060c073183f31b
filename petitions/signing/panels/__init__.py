"""What signatures show on other rooms' pages."""

from petitions.signing.panels import mine, recount

PANELS = (mine.PANEL, recount.PANEL)
