"""The pages of captions: all of them, the newest for scripts, and the captioner's."""

from meetings.captions.pages import live, show, write

PAGES = (*write.PAGES, *live.PAGES, *show.PAGES)
