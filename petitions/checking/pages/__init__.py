"""What the author of a rejected petition does."""

from petitions.checking.pages import mend

PAGES = mend.PAGES
