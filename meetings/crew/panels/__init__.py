"""What those who serve a meeting show on pages of other rooms."""

from meetings.crew.panels import meeting_desk

PANELS = (meeting_desk.PANEL,)
