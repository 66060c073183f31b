"""The public pages of questions ahead."""

from meetings.asking.pages import ask, listed, mine, own, show, slip, support

PAGES = (*ask.PAGES, *listed.PAGES, *show.PAGES, *support.PAGES, *slip.PAGES, *own.PAGES, *mine.PAGES)
