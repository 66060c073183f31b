"""The page of whoever was appointed."""

from meetings.crew.pages import mine

PAGES = mine.PAGES
