"""What the help shows on pages of other rooms."""

from meetings.helpdesk.panels import hall

PANELS = (hall.PANEL,)
