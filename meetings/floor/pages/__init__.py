"""Pages of the hall."""

from meetings.floor.pages import hall

PAGES = hall.PAGES
