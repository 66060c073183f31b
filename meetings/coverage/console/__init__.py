"""The workplace's pages of coverage."""

from meetings.coverage.console import tension

CONSOLE = tension.PAGES
