"""The workplace's page of those who serve a meeting."""

from meetings.crew.console import desk

PAGES = desk.PAGES
