"""What the recording of live meetings offers the application."""

from __future__ import annotations

from hearing_state.web.offer import Manifest
from meetings.recording.panels import PANELS
from meetings.recording.tasks import TIMETABLE

MANIFEST = Manifest(name="recording", package="meetings.recording", panels=PANELS, timetable=TIMETABLE)
