"""The public's instrument: who was met, who waits."""

from meetings.coverage.pages import nation, others, overdue, unit

PAGES = (*nation.PAGES, *others.PAGES, *overdue.PAGES, *unit.PAGES)
