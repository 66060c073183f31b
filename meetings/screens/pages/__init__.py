"""The pages of shared devices."""

from meetings.screens.pages import point, wall

PAGES = (*wall.PAGES, *point.PAGES)
