"""The public pages of a broadcast: the player, and its files."""

from meetings.broadcast.pages import captions, file, watch

PAGES = (*watch.PAGES, *captions.PAGES, *file.PAGES)
