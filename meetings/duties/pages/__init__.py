"""The public pages of duties."""

from meetings.duties.pages import rules

PAGES = rules.PAGES
