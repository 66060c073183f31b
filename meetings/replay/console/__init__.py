"""The office's page of a recording: publish it, take it back."""

from meetings.replay.console import desk

PAGES = desk.PAGES
