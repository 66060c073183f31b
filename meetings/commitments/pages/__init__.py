"""The public pages of promises."""

from meetings.commitments.pages import contest, follow, listed, show

PAGES = (*listed.PAGES, *show.PAGES, *follow.PAGES, *contest.PAGES)
