"""The way to the replay from the pages of its meeting."""

from meetings.replay.panels import meeting, meeting_desk

PANELS = (meeting.PANEL, meeting_desk.PANEL)
