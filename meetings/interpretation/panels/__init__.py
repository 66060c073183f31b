"""What interpretation shows on pages of other rooms."""

from meetings.interpretation.panels import hall

PANELS = (hall.PANEL,)
