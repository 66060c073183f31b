"""The public pages of petitions."""

from petitions.browsing.pages import listed, show

PAGES = (*listed.PAGES, *show.PAGES)
