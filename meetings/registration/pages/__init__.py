"""The public pages of taking part."""

from meetings.registration.pages import mine, own, point, register

PAGES = (*register.PAGES, *own.PAGES, *point.PAGES, *mine.PAGES)
