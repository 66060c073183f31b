"""What the record shows on other pages."""

from meetings.record.panels import body, desk, meeting, meeting_desk

PANELS = (meeting.PANEL, meeting_desk.PANEL, desk.PANEL, body.PANEL)
