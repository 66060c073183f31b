"""The public pages of petitions."""

from petitions.browsing.pages import listed, show, taken

PAGES = (*listed.PAGES, *show.PAGES, *taken.PAGES)
