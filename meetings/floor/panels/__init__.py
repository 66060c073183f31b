"""What the hall shows on pages of other rooms."""

from meetings.floor.panels import meeting

PANELS = meeting.PANELS
