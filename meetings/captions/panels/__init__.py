"""What captions show on pages of other rooms: the newest in the hall, the way to all of them from the meeting and its minutes."""

from meetings.captions.panels import hall, meeting

PANELS = (*hall.PANELS, *meeting.PANELS)
