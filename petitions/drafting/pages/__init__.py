"""Writing a petition step by step, and one's own petitions."""

from petitions.drafting.pages import about, body, check, mine, near, text, withdraw

PAGES = (*about.PAGES, *near.PAGES, *body.PAGES, *text.PAGES, *check.PAGES, *withdraw.PAGES, *mine.PAGES)
