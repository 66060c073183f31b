"""The page of the help with the technology."""

from meetings.helpdesk.pages import show

PAGES = show.PAGES
