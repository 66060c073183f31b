"""What the hall and whoever chairs it are told about the recording."""

from meetings.recording.panels import chair, hall

PANELS = (hall.PANEL, chair.PANEL)
