"""What questions ahead show on other rooms' pages."""

from meetings.asking.panels import left, meeting, queue

PANELS = (meeting.PANEL, queue.PANEL, left.PANEL)
