"""The desk of whoever chairs."""

from meetings.floor.console import chair

PAGES = chair.PAGES
