"""The public pages of a replay: the player with its chapters, and its files."""

from meetings.replay.pages import captions, file, show

PAGES = (*show.PAGES, *captions.PAGES, *file.PAGES)
