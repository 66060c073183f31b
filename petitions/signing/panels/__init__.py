"""What signatures show on other rooms' pages."""

from petitions.signing.panels import mine

PANELS = (mine.PANEL,)
