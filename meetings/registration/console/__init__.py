"""The workplace's pages of taking part: participants, the door, listening points, the service centre's desk."""

from meetings.registration.console import people, points, visitor

PAGES = (*people.PAGES, *points.PAGES, *visitor.PAGES)
