"""What taking part shows on other rooms' pages."""

from meetings.registration.panels import desk, meeting, people

PANELS = (meeting.PANEL, people.PANEL, desk.PANEL)
