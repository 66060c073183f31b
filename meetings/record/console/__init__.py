"""The secretary's pages: agenda, live buttons, minutes, issues, approval, publication, quarterly reports."""

from meetings.record.console import agenda, issues, live, minutes, polls, progress, review, show

PAGES = (
    *show.PAGES,
    *agenda.PAGES,
    *live.PAGES,
    *polls.PAGES,
    *issues.PAGES,
    *minutes.PAGES,
    *review.PAGES,
    *progress.PAGES,
)
