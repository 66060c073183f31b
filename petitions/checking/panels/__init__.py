"""What the check shows on a petition's page."""

from petitions.checking.panels import verdict

PANELS = (verdict.PANEL,)
