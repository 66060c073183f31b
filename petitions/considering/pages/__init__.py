"""What everybody reads of the consideration on a page of its own."""

from petitions.considering.pages import discussion

PAGES = discussion.PAGES
