"""What taking part shows on other rooms' pages."""

from meetings.registration.panels import desk, meeting, people

PANELS = (*meeting.PANELS, people.PANEL, desk.PANEL)
