"""The public pages of petitions."""

from petitions.browsing.pages import listed, notice, show, taken

PAGES = (*listed.PAGES, *show.PAGES, *taken.PAGES, *notice.PAGES)
