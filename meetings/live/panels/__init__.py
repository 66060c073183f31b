"""What the live hall shows on pages of other rooms."""

from meetings.live.panels import line

PANELS = (line.PANEL,)
