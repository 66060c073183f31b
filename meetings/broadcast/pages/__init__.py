"""The public pages of a broadcast: the player, and its files."""

from meetings.broadcast.pages import file, watch

PAGES = (*watch.PAGES, *file.PAGES)
