"""What promises tell on other rooms' pages."""

from meetings.commitments.panels import body, desks, home, meeting, place

PANELS = (meeting.PANEL, body.PANEL, place.PANEL, home.PANEL, *desks.PANELS)
